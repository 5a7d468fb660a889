import Foundation
import Testing

@testable import QuorateCommand

/// Revisions that are compared: where they come from, where they are built, and what is in the way.
@Suite struct DiffRevisionTests {
    /// A repository with a package in two commits, of which the second changes one file of two.
    private func withRepository<Result>(
        _ body: (_ folder: String, Repository) async throws -> Result
    ) async throws -> Result {
        try await withTemporaryFolder { outer in
            let folder = outer + "/toy"
            try Self.shell(
                """
                mkdir -p \(folder)/Counterexamples/Door && cd \(folder) && git init -q -b main
                echo 1 > Package.swift; echo 1 > same; echo a > Counterexamples/Door/forced.itf.json
                echo b > Counterexamples/Door/gone.itf.json
                git add . && \(Self.commit) -m one && git tag old
                echo 2 > Package.swift; echo c > Counterexamples/Door/forced.itf.json
                git rm -q Counterexamples/Door/gone.itf.json; echo d > Counterexamples/Door/new.itf.json
                echo d > Counterexamples/Door/new.txt; git add . && \(Self.commit) -m two
                """)
            return try await body(folder, Repository(of: folder, interrupt: Interrupt()))
        }
    }

    private static let commit = "git -c user.name=t -c user.email=t@t commit -q"

    @discardableResult
    private static func shell(_ script: String) throws -> String {
        try ChildProcess.run("/bin/sh", ["-ec", script], interrupt: Interrupt()).text
    }

    private func error(_ body: () throws -> Void) -> String {
        do { try body() } catch { return CommandError.message(of: error) }
        return "no error"
    }

    @Test func revisions() async throws {
        try await withRepository { folder, repository in
            let (old, new) = (try repository.revision("old"), try repository.revision("HEAD"))
            #expect(old.commit != new.commit && old.label == "old (\(old.commit.prefix(8)))")
            #expect(
                try repository.revision(String(new.commit.prefix(9))).label == String(new.commit.prefix(8)))
            #expect(
                error { _ = try repository.revision("nowhere") }.contains("no commit called nowhere; write"))
            #expect(error { _ = try repository.revision("--all") }.contains("no commit called --all"))
            #expect(try !repository.hasUncommittedChanges())
            try Self.shell("echo 3 > \(folder)/same")
            #expect(try repository.hasUncommittedChanges())
            let inside = try Repository(of: folder + "/Counterexamples", interrupt: Interrupt())
            #expect(inside.prefix == "Counterexamples/" && inside.root == repository.root)
        }
    }

    @Test func shallowCloneAndRemoteBranch() async throws {
        try await withRepository { folder, _ in
            try Self.shell(
                "git clone -q --depth 1 file://\(folder) \(folder)-2 && cd \(folder)-2 && git checkout -q -b x && git branch -D main -q"
            )
            let clone = try Repository(of: folder + "-2", interrupt: Interrupt())
            #expect(error { _ = try clone.revision("old~1") }.contains("shallow clone"))
            #expect(error { _ = try clone.revision("main") }.contains("did you mean origin/main?"))
        }
        try await withTemporaryFolder { folder in
            #expect(
                error { _ = try Repository(of: folder, interrupt: Interrupt()) }.contains(
                    "in no git repository"))
        }
    }

    /// Lines of the head are shown only where they are those of the files that are there.
    @Test func workTreeOfTheHead() async throws {
        try await withRepository { folder, repository in
            func isThere(_ head: String?) throws -> Bool {
                try DiffSources(base: "old", head: head, baseProgram: "x", headProgram: "y")
                    .sides(in: repository, Interrupt()) { _ in }.isHeadInWorkTree
            }
            #expect(try isThere("main") && isThere("HEAD") && isThere(nil) && !isThere("old"))
            try Self.shell("echo 3 > \(folder)/same")
            #expect(try !isThere("main") && isThere(nil))
        }
    }

    @Test func keptCounterexamples() async throws {
        try await withRepository { _, repository in
            let files = try ["old", "HEAD"].map {
                try repository.traceFiles(at: repository.revision($0), below: "Counterexamples")
            }
            #expect(
                files.map { $0.keys.sorted() } == [
                    ["Door/forced.itf.json", "Door/gone.itf.json"],
                    ["Door/forced.itf.json", "Door/new.itf.json"],
                ])
            let findings = CounterexampleFindings(base: files[0], head: files[1]).all
            #expect(
                findings.map(\.kind) == [.counterexampleChanged, .counterexampleGone, .counterexampleNew])
            #expect(findings.allSatisfy { $0.spec == "Door" })
            #expect(CounterexampleFindings(base: files[0], head: files[0]).all.isEmpty)
        }
    }

    /// The second checkout changes what has changed, and nothing else; one that is gone or spoiled is made again.
    @Test func checkouts() async throws {
        try await withRepository { folder, repository in
            let cache = try Checkout.cache(of: repository, chosen: folder + "-cache")
            #expect(try Checkout.cache(of: repository, chosen: folder + "-cache") == cache)
            let checkout = Checkout(.base, of: repository, cache: cache)
            let (old, new) = (try repository.revision("old"), try repository.revision("main"))
            func time(_ name: String) throws -> Date? {
                try FileManager.default.attributesOfItem(atPath: "\(checkout.tree)/\(name)")[
                    .modificationDate] as? Date
            }
            try checkout.move(to: old)
            try Self.shell(
                "cd \(checkout.tree) && mkdir .build && touch .build/kept"
            )
            let before = (try time("same"), try time("Package.swift"))
            try Self.shell(
                "echo rubbish > \(checkout.tree)/.git-is-locked; touch $(cd \(checkout.tree) && git rev-parse --git-path index.lock)"
            )
            try checkout.move(to: new)
            #expect(try time("same") == before.0 && time("Package.swift") != before.1)
            #expect(FileManager.default.fileExists(atPath: "\(checkout.tree)/.build/kept"))
            try FileManager.default.removeItem(atPath: checkout.tree)
            try checkout.move(to: old)
            #expect(try Self.shell("cat \(checkout.tree)/Package.swift") == "1\n")
            try FileManager.default.removeItem(atPath: "\(checkout.tree)/.git")
            try checkout.move(to: new)
            #expect(try Self.shell("cat \(checkout.tree)/Package.swift") == "2\n")
            #expect(try Self.shell("cd \(folder) && git worktree list | wc -l").contains("2"))
        }
    }

    @Test func cacheIsOfOneCommandAtATime() async throws {
        try await withTemporaryFolder { folder in
            let lock = try FolderLock(folder)
            #expect(error { _ = try FolderLock(folder) }.contains("another command builds in"))
            lock.release()
            try FolderLock(folder).release()
        }
    }

    /// A compiler that is a script: what it says of a build that fails, and where the program is.
    @Test func builds() async throws {
        try await withRepository { folder, repository in
            let swift = folder + "-swift"
            try Self.shell(
                """
                cat > \(swift) <<'END'
                #!/bin/sh
                test -f \(folder)/broken && { seq 1 30; echo 'error: cannot find x' >&2; exit 1; }
                case "$*" in *--show-bin-path*) echo /some/where/release;; esac
                END
                chmod +x \(swift)
                """)
            let revision = try repository.revision("HEAD")
            var build = PackageBuild(
                side: .head, folder: folder, product: "toy", interrupt: Interrupt(), swift: swift)
            #expect(try build.program(of: revision) == "/some/where/release/toy")
            try Self.shell("touch \(folder)/broken")
            let message = error { _ = try build.program(of: revision) }
            #expect(
                message.hasPrefix("the head, HEAD (\(revision.commit.prefix(8))), does not build"),
                "\(message)")
            #expect(
                message.hasSuffix("30\nerror: cannot find x") && !message.contains("\n11\n"), "\(message)")
            build.swift = nil
            #expect(error { _ = try build.program(of: revision) }.contains("swift is not installed"))
            let other = PackageBuild(side: .base, folder: "/nowhere", product: "toy", interrupt: Interrupt())
            #expect(error { _ = try other.program(of: revision) }.contains("no Package.swift in /nowhere"))
        }
    }

    /// The whole way, with a compiler that puts the program of these tests where a build would.
    @Test func wholeCommand() async throws {
        try await withRepository { folder, _ in
            let tools = folder + "-tools"
            try Self.shell(
                """
                mkdir \(tools)
                cat > \(tools)/swift <<'END'
                #!/bin/sh
                test "$(cat "$5/Package.swift")" = 3 && { echo 'error: it is 3'; exit 1; }
                case "$*" in *--show-bin-path*) echo \(Executable.url.deletingLastPathComponent().path);; esac
                END
                chmod +x \(tools)/swift; echo 3 > \(folder)/same
                """)
            func run(_ arguments: String) throws -> String {
                try Self.shell(
                    """
                    cd \(folder) && export PATH=\(tools):$PATH && set +e
                    \(Executable.url.path) diff --cache \(folder)-cache --spec ConfirmedHandshake \(arguments); echo "status $?"
                    """)
            }
            let fine = try run("old HEAD")
            #expect(fine.contains("building the base, old ("), "\(fine)")
            #expect(fine.contains("the work tree has changes that no commit has"), "\(fine)")
            #expect(fine.contains("no findings\nstatus 0\n"), "\(fine)")
            let same = try run("main --quiet")
            #expect(same.contains("status 0") && !same.contains("building"), "\(same)")
            try Self.shell("cd \(folder) && echo 3 > Package.swift && \(Self.commit) -a -m three")
            let broken = try run("old")
            #expect(
                broken.contains("the head, HEAD") && broken.contains("error: it is 3\nstatus 65"), "\(broken)"
            )
            #expect(try run("nowhere").contains("no commit called nowhere"))
        }
    }
}
