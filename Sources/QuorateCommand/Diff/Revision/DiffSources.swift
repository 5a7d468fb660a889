import Foundation

/// Origin of the two programs that are compared, as a person gives it.
struct DiffSources {
    var base: String?
    var head: String?
    var baseProgram: String?
    var headProgram: String?
    var product = "quorate"
    var packagePath = "."
    var cache: String?

    /// Need of a repository: without one there are two programs and nothing else.
    var needsRepository: Bool { base != nil || head != nil || baseProgram == nil || headProgram == nil }

    /// The two programs, built where they have to be.
    ///
    /// - Parameter note: hears what is being done, since a build takes minutes.
    /// - Throws: ``DiffError`` or ``CommandError``.
    func sides(_ session: Session, note: @escaping (String) -> Void) throws -> DiffSides {
        if base == nil, baseProgram == nil { throw DiffError.nothingGiven(.base) }
        guard needsRepository else {
            return DiffSides(
                base: .init(program: baseProgram ?? "", name: baseProgram ?? ""),
                head: .init(program: headProgram ?? "", name: headProgram ?? ""),
                notes: ["the counterexamples that are kept were not compared: no revision was given"])
        }
        return try sides(in: Repository(interrupt: session.interrupt), session.interrupt, note: note)
    }

    /// The two programs of revisions of a repository.
    func sides(
        in repository: Repository, _ interrupt: Interrupt, note: @escaping (String) -> Void
    ) throws -> DiffSides {
        try DiffBuilds(self, repository, interrupt, note: note).sides()
    }
}

/// Two programs, with what they are called.
struct DiffSides {
    struct Side {
        var program: String
        var name: String
    }

    var base: Side
    var head: Side
    /// Findings that are read in the repository itself.
    var findings: [DiffFinding] = []
    var notes: [String] = []
    /// True where the work tree has the files of the head, or nobody has said which those are.
    var isHeadInWorkTree = true
    /// Modules of both programs, where both were built here.
    var modules: (base: PackageModules, head: PackageModules)?
    /// Right to work in the checkouts, as long as their programs run.
    var lock: FolderLock?
}

/// Checkouts and builds of the revisions of one repository.
private struct DiffBuilds {
    let sources: DiffSources
    let repository: Repository
    let interrupt: Interrupt
    let note: (String) -> Void
    /// Path of the package from the root of the repository; empty for the root.
    let package: String

    init(
        _ sources: DiffSources, _ repository: Repository, _ interrupt: Interrupt,
        note: @escaping (String) -> Void
    ) {
        (self.sources, self.repository, self.interrupt, self.note) = (sources, repository, interrupt, note)
        let place = URL(fileURLWithPath: "/" + repository.prefix + sources.packagePath).standardizedFileURL
            .path
        package = String(place.dropFirst())
    }

    func sides() throws -> DiffSides {
        let base = try sources.base.map(repository.revision)
        // A program of the head is of no revision, unless one is named.
        let isBuilt = sources.headProgram == nil
        let head = try (sources.head ?? (isBuilt ? "HEAD" : nil)).map(repository.revision)
        var sides = DiffSides(
            base: .init(program: sources.baseProgram ?? "", name: base?.label ?? sources.baseProgram ?? ""),
            head: .init(program: sources.headProgram ?? "", name: head?.label ?? sources.headProgram ?? ""))
        if let head {
            let isCheckedOut = try repository.revision("HEAD").commit == head.commit
            sides.isHeadInWorkTree = try isCheckedOut && !repository.hasUncommittedChanges()
            if isBuilt, isCheckedOut, !sides.isHeadInWorkTree {
                sides.notes = ["the work tree has changes that no commit has, and they are not compared"]
            }
        }
        try compareKept(base, head, in: &sides)
        try build(base, head, in: &sides)
        return sides
    }

    /// Builds what is given as a revision, once where both are one commit.
    private func build(
        _ base: Repository.Revision?, _ head: Repository.Revision?, in sides: inout DiffSides
    ) throws {
        if sources.baseProgram != nil, sources.headProgram != nil { return }
        let cache = try Checkout.cache(of: repository, chosen: sources.cache)
        sides.lock = try FolderLock(cache)
        var modules: (base: PackageModules?, head: PackageModules?)
        if sources.baseProgram == nil {
            (sides.base.program, modules.base) = try program(.base, base, cache)
        }
        if sources.headProgram != nil { return }
        if sources.baseProgram == nil, base?.commit == head?.commit {
            (sides.head.program, modules.head) = (sides.base.program, modules.base)
        } else {
            (sides.head.program, modules.head) = try program(.head, head, cache)
        }
        if let base = modules.base, let head = modules.head { sides.modules = (base, head) }
    }

    private func program(
        _ side: DiffError.Side, _ revision: Repository.Revision?, _ cache: String
    ) throws -> (program: String, modules: PackageModules?) {
        guard let revision else { throw DiffError.nothingGiven(side) }
        let checkout = Checkout(side, of: repository, cache: cache)
        try checkout.move(to: revision)
        note("building the \(side.rawValue), \(revision.label)")
        let folder = package.isEmpty ? checkout.tree : "\(checkout.tree)/\(package)"
        let build = PackageBuild(side: side, folder: folder, product: sources.product, interrupt: interrupt)
        let program = try build.program(of: revision)
        return (program, try build.modules(of: revision, in: repository, package: package))
    }

    private func compareKept(
        _ base: Repository.Revision?, _ head: Repository.Revision?, in sides: inout DiffSides
    ) throws {
        guard let base, let head else {
            sides.notes.append("the counterexamples that are kept were not compared: a revision is missing")
            return
        }
        let folder = (package.isEmpty ? "" : package + "/") + CheckCommand.usualCounterexampleFolder
        sides.findings =
            CounterexampleFindings(
                base: try repository.traceFiles(at: base, below: folder),
                head: try repository.traceFiles(at: head, below: folder)
            ).all
    }
}
