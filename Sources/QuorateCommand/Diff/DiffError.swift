import QuorateLanguage
import QuorateTraces

/// Reason why two revisions cannot be compared; the cases are in groups, by whose fault it is.
enum DiffError: Error {
    /// Side of a comparison.
    enum Side: String, CaseIterable, Codable {
        case base, head
    }

    // The person's arguments.

    /// Neither a revision nor a program for a side.
    case nothingGiven(Side)
    /// No finding is of that kind.
    case unknownKind(String)
    /// `--rename` that is not of the form old=new.
    case malformedRename(String)
    /// Two renames of one name, or to one name.
    case renameTwice(String)
    /// Renames that make two things of a spec one.
    case mergingRename(spec: String, reason: String)
    /// A spec that neither side has.
    case unknownSpec(String, known: [String])
    /// No instance that both sides have.
    case nothingInCommon

    // The repository.

    /// The current folder lies in no repository.
    case noRepository(String)
    /// No commit has that name.
    case unknownRevision(String, isShallow: Bool, remote: String?)
    /// Another command works with the same checkouts.
    case cacheInUse(String)
    /// No package in that folder of a revision.
    case noPackage(Side, folder: String)
    /// A program that is needed and not installed.
    case missingProgram(String)
    /// Git or the compiler did something else than it should.
    case toolFailed(String, output: String)
    /// A revision that the compiler refuses.
    case doesNotBuild(Side, revision: String, output: String)

    // What a side says.

    /// A program that does not know how to be a side.
    case tooOld(Side)
    /// A program that speaks another version.
    case otherVersion(Side, Int)
    /// Something else than what a side says.
    case rubbish(Side, String)
    /// A side that ended before it had said everything.
    case ended(Side, status: String, last: String)
    /// A request that no side of a comparison makes.
    case request(String)
}

extension DiffError {
    /// The exit status that goes with it.
    var status: ExitStatus {
        switch self {
        case .nothingGiven, .unknownKind, .malformedRename, .renameTwice, .mergingRename, .unknownSpec,
            .noRepository,
            .unknownRevision, .request, .missingProgram, .cacheInUse:
            .usage
        case .nothingInCommon, .noPackage, .doesNotBuild, .tooOld, .otherVersion, .rubbish, .ended:
            .malformedInput
        case .toolFailed: .inputOutput
        }
    }
}

extension DiffError: CustomStringConvertible {
    /// Message that says what is wrong and what to do.
    var description: String {
        switch self {
        case .nothingGiven(let side):
            "what is the \(side.rawValue)? Write a revision, as in `diff main`, or --\(side.rawValue)-program with a"
                + " program that is built already"
        case .unknownKind(let name):
            "--forbid \(ForeignText.name(name)): no finding is of that kind; the kinds are "
                + DiffFinding.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        case .malformedRename(let text):
            "--rename \(ForeignText.name(text)): write the name in the base, an equals sign and the name in the head,"
                + " as in --rename vote=cast"
        case .renameTwice(let name):
            "--rename gives or takes the name \(ForeignText.name(name)) twice; one name becomes one other"
        case .mergingRename(let spec, let reason): "--rename does not fit \(spec): \(reason)"
        case .unknownSpec(let name, let known):
            "--spec \(ForeignText.name(name)): neither side has such a spec"
                + (NearestName.nearest(to: name, among: known).map { "; did you mean \($0)?" }
                    ?? "; they have " + known.joined(separator: ", "))
        case .nothingInCommon:
            "the sides have no instance in common, so nothing was compared; if a spec or a parameter has another name"
                + " now, say so with --rename old=new"
        default: worldDescription
        }
    }

    private var worldDescription: String {
        switch self {
        case .noRepository(let reason):
            "this folder is in no git repository (\(reason)); go to one, or give both --base-program and"
                + " --head-program"
        case .unknownRevision(let name, let isShallow, let remote): Self.unknown(name, isShallow, remote)
        case .cacheInUse(let path):
            "another command builds in \(ForeignText.path(path)) at the moment; wait for it, or give another folder"
                + " with --cache"
        case .noPackage(let side, let folder):
            "the \(side.rawValue) has no Package.swift in \(ForeignText.path(folder)); say where it is with"
                + " --package-path"
        case .missingProgram(let name): "\(name) is not installed, or not in PATH, and `diff` needs it"
        case .toolFailed(let name, let output): "\(name) did not do what it should; it says:\n" + output
        case .doesNotBuild(let side, let revision, let output):
            "the \(side.rawValue), \(revision), does not build; the compiler says at last:\n" + output
        default: sideDescription
        }
    }

    private static func unknown(_ name: String, _ isShallow: Bool, _ remote: String?) -> String {
        let missing = "the repository has no commit called \(ForeignText.name(name))"
        if let remote { return missing + "; did you mean \(ForeignText.name(remote))?" }
        if isShallow {
            return missing
                + ", and it is a shallow clone, which lacks most commits; fetch it: `git fetch --unshallow`,"
                + " or in a workflow `fetch-depth: 0`"
        }
        return missing + "; write a branch, a tag or a commit, and fetch it if it is on a server only"
    }

    private var sideDescription: String {
        switch self {
        case .tooOld(let side):
            "the program of the \(side.rawValue) does not know `\(DiffSideCommand.name)`: it was built with a Quorate"
                + " older than \(quorateVersion); the \(side.rawValue) must be a revision that has it"
        case .otherVersion(let side, let version):
            "the program of the \(side.rawValue) speaks version \(version) of what a side says, and this one"
                + " version \(SideDescription.currentVersion); compare revisions that agree on it"
        case .rubbish(let side, let what):
            "the program of the \(side.rawValue) printed something that is not for `diff`: \(what); give a program"
                + " made with CommandLineTool.run, which prints nothing of its own"
        case .ended(let side, let status, let last):
            "the program of the \(side.rawValue) \(status) before it had said everything"
                + (last.isEmpty ? "; it says nothing about it" : "; it says at last:\n" + last)
        case .request(let line): "\(ForeignText.name(line)) is no request to a side of a comparison"
        default: ""
        }
    }
}
