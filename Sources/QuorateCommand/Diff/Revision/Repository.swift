import Foundation

/// Git repository that a command was started in.
struct Repository {
    /// Commit with the name under which somebody asked for it.
    struct Revision: Equatable {
        let name: String
        let commit: String

        /// Name and commit in short, as in `main (1a2b3c4d)`.
        var label: String {
            let short = String(commit.prefix(8))
            return commit.hasPrefix(name) ? short : "\(name) (\(short))"
        }
    }

    /// Root of the work tree.
    let root: String
    /// Path from there to the folder that was asked about; empty for the root itself.
    let prefix: String
    private let git: String
    private let interrupt: Interrupt

    /// - Parameter folder: a folder in the repository; the current one unless given.
    /// - Throws: ``DiffError`` where there is none, or no git.
    init(of folder: String = FileManager.default.currentDirectoryPath, interrupt: Interrupt) throws {
        guard let git = ChildProcess.path(of: "git") else { throw DiffError.missingProgram("git") }
        (self.git, self.interrupt) = (git, interrupt)
        do {
            let words = ["-C", folder, "rev-parse", "--show-toplevel", "--show-prefix"]
            let text = try ChildProcess.run(git, words, interrupt: interrupt).text
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().suffix(2)
            (root, prefix) = (String(lines.first ?? ""), String(lines.last ?? ""))
        } catch CommandError.toolFailed(_, let output) {
            throw DiffError.noRepository(Self.lastLine(output))
        }
    }

    /// The commit that `name` names.
    ///
    /// - Throws: ``DiffError`` that says why there may be none.
    func revision(_ name: String) throws -> Revision {
        guard !name.hasPrefix("-"), let commit = commit(name) else {
            let isShallow = (try? run(["rev-parse", "--is-shallow-repository"])).map(Self.lastLine) == "true"
            let remote = commit("origin/\(name)") == nil ? nil : "origin/\(name)"
            throw DiffError.unknownRevision(name, isShallow: isShallow, remote: remote)
        }
        return Revision(name: name, commit: commit)
    }

    private func commit(_ name: String) -> String? {
        (try? run(["rev-parse", "--verify", "--quiet", "\(name)^{commit}"])).map(Self.lastLine)
    }

    /// Presence of changes to followed files that no commit has.
    func hasUncommittedChanges() throws -> Bool {
        try !run(["status", "--porcelain", "--untracked-files=no"]).isEmpty
    }

    /// The trace files below a folder of a commit, each with the digest that git has of it.
    func traceFiles(at revision: Revision, below folder: String) throws -> CounterexampleFindings.Kept {
        let listed = try run(["ls-tree", "-r", "-z", "--full-tree", revision.commit, "--", folder + "/"])
        var files: CounterexampleFindings.Kept = [:]
        for line in listed.split(separator: "\0") {
            // Mode, kind and digest stand before a tab, and the path behind it.
            let parts = line.split(separator: "\t", maxSplits: 1)
            guard parts.count == 2, parts[1].hasSuffix(".itf.json"),
                let digest = parts[0].split(separator: " ").last
            else { continue }
            files[String(parts[1].dropFirst(folder.count + 1))] = String(digest)
        }
        return files
    }

    /// Runs git in the repository, or in another work tree of it.
    @discardableResult
    func run(_ arguments: [String], in tree: String? = nil) throws -> String {
        do {
            return try ChildProcess.run(git, ["-C", tree ?? root] + arguments, interrupt: interrupt).text
        } catch CommandError.toolFailed(_, let output) {
            throw DiffError.toolFailed("git \(arguments[0])", output: output)
        }
    }

    /// The last line, in front of which git may have put a warning.
    private static func lastLine(_ text: String) -> String {
        text.split(separator: "\n").last.map(String.init) ?? ""
    }
}
