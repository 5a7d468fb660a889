import Foundation

/// Modules of the program of a checkout, as SwiftPM describes them, with the digests that git has of their folders.
///
/// Where a spec's module, all that it needs and all of the program that belongs to no spec are the same text on both
/// sides, one compiler has made the same code of them: there is nothing to explore.
struct PackageModules: Equatable {
    struct Module: Equatable {
        /// Digest of all files, or nil where there is something in the folder that git has no content of.
        var digest: String?
        /// Modules of the package that it imports, sorted.
        var needs: [String]
    }

    /// Modules that the program is made of, by name.
    var modules: [String: Module]
    /// Texts that a build depends on besides: the manifest, and the versions of other packages.
    var manifest: [String]

    /// Modules among `specs`, those that hold specs, of which everything is the same in `other`.
    func unchanged(since other: PackageModules, among specs: Set<String>) -> Set<String> {
        guard manifest == other.manifest else { return [] }
        let changed = Set(modules.keys).union(other.modules.keys).filter { name in
            modules[name]?.digest == nil || modules[name] != other.modules[name]
        }
        if !changed.isSubset(of: specs) { return [] }
        return specs.filter { modules[$0] != nil && changed.isDisjoint(with: closure(of: [$0])) }
    }

    /// The modules of the given names with all that they need.
    func closure(of names: [String]) -> Set<String> {
        var found: Set<String> = []
        var open = names
        while let name = open.popLast() {
            if found.insert(name).inserted { open += modules[name]?.needs ?? [] }
        }
        return found
    }
}

extension PackageModules {
    /// Answer of `swift package describe`, as far as it is read here.
    fileprivate struct Description: Decodable {
        struct Dependency: Decodable {
            var type: String
        }

        struct Product: Decodable {
            var name: String
            var targets: [String]
        }

        struct Target: Decodable {
            var name: String
            var c99name: String
            var path: String
            var type: String
            var needs: [String]?

            enum CodingKeys: String, CodingKey {
                case name, c99name, path, type
                case needs = "target_dependencies"
            }
        }

        var dependencies: [Dependency]?
        var products: [Product]
        var targets: [Target]
    }

    /// Modules of `product` in a checkout that was built; nil where a build may read what no folder of a module holds.
    ///
    /// - Parameter description: what `swift package describe --type json` prints.
    /// - Parameter folder: the package in the checkout.
    /// - Parameter digest: the digest of a folder of the package, or nil.
    init?(
        describedBy description: String, product: String, in folder: String,
        digest: (_ path: String) throws -> String?
    ) throws {
        let known = try JSONDecoder().decode(Description.self, from: Data(description.utf8))
        let manifest = try Self.manifest(in: folder)
        guard !known.readsElsewhere, !manifest.contains(where: Self.mayReadElsewhere),
            let roots = known.products.first(where: { $0.name == product })?.targets
        else { return nil }
        let names = Dictionary(known.targets.map { ($0.name, $0.c99name) }) { first, _ in first }
        var modules: [String: Module] = [:]
        for target in known.targets {
            modules[target.c99name] = Module(
                digest: nil, needs: (target.needs ?? []).compactMap { names[$0] }.sorted())
        }
        let whole = PackageModules(modules: modules, manifest: manifest)
        let wanted = whole.closure(of: roots.compactMap { names[$0] })
        for target in known.targets where wanted.contains(target.c99name) {
            modules[target.c99name]?.digest = try digest(target.path)
        }
        self.init(modules: modules.filter { wanted.contains($0.key) }, manifest: manifest)
    }
}

extension PackageModules {
    /// Names and texts of the manifest, of those for one version of Swift, and of the versions of other packages.
    private static func manifest(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            .filter { $0.hasPrefix("Package") && ($0.hasSuffix(".swift") || $0.hasSuffix(".resolved")) }
            .flatMap { [$0, try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)] }
    }

    /// Mention of a setting by which a build may read files outside of the folders of its modules.
    private static func mayReadElsewhere(_ manifest: String) -> Bool {
        ["plugins:", "headerSearchPath", "unsafeFlags"].contains(where: manifest.contains)
    }
}

extension PackageModules.Description {
    /// Presence of a plugin, which reads and writes where it likes, or of a package beside this one, of which no
    /// version is kept.
    fileprivate var readsElsewhere: Bool {
        targets.contains { ["plugin", "macro"].contains($0.type) }
            || (dependencies ?? []).contains { !["sourceControl", "registry"].contains($0.type) }
    }
}

extension Repository {
    /// Digest of a folder or file of a commit; nil where there is none, or something in it is a link or another
    /// repository.
    func digest(of path: String, at revision: Revision) throws -> String? {
        let place = path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
        let listed = try run(["ls-tree", "-r", "-z", "--full-tree", revision.commit, "--", place])
        let hasStranger = listed.split(separator: "\0").contains {
            $0.hasPrefix("120000 ") || $0.hasPrefix("160000 ")
        }
        if hasStranger || listed.isEmpty { return nil }
        return try run(["rev-parse", "\(revision.commit):\(place)"]).trimmingCharacters(in: .newlines)
    }
}
