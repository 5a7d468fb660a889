import Foundation
import QuorateTraces
import Testing

@testable import QuorateCommand

/// `quorate init`: what it writes, and what it refuses. That the package builds and passes, ReadmeTests show.
@Suite struct InitTests {
    /// A temporary folder with a clone in it, as far as `init` looks at one.
    private struct Place {
        let folder: String

        /// Runs `init` of that clone.
        func initialise(_ arguments: [String]) async -> Outcome {
            await quorate(["init"] + arguments) {
                $0.programFile = folder + "/quorate/.build/release/quorate"
            }
        }

        /// What is there besides the clone.
        func paths() throws -> [String] {
            try FileManager.default.subpathsOfDirectory(atPath: folder).filter { !$0.hasPrefix("quorate") }
                .sorted()
        }

        func text(_ path: String) throws -> String {
            try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
        }
    }

    private func withClone(_ body: (Place) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let files = [
                ("Package.swift", "    name: \"Quorate\",\n"), (".build/release/quorate", ""),
                ("Package.resolved", "versions"),
            ]
            try WholeFolder(files.map { ($0, Data($1.utf8)) }, at: folder + "/quorate").put()
            try await body(Place(folder: folder))
        }
    }

    /// Under the starter's own name it is the starter to the letter, the manifest's name aside.
    @Test func isTheStarter() async throws {
        try await withClone { place in
            let outcome = await place.initialise(["\(place.folder)/Election", "--driver"])
            #expect(outcome.status == 0 && outcome.errors == "")
            for file in Starter.files {
                let expected = file.text.replacing("\"my-protocols\"", with: "\"Election\"")
                let text = try place.text("Election/\(file.path)")
                #expect(text == expected, "\(file.path)")
            }
            #expect(try place.text("Election/Package.resolved") == "versions")
        }
    }

    @Test func withoutADriver() async throws {
        try await withClone { place in
            let path = place.folder + "/Ballot"
            let outcome = await place.initialise([path + "/"])
            #expect(outcome.status == 0 && outcome.errors == "")
            let files = [
                ".gitignore", "Package.resolved", "Package.swift", "Sources/Checker/main.swift",
                "Sources/Protocols/Ballot+Claims.swift", "Sources/Protocols/Ballot.swift",
                "Sources/Protocols/Catalog.swift", "Sources/Protocols/EchoBroadcast.swift",
                "Tests/ProtocolTests/BallotTests.swift",
            ]
            #expect(
                outcome.output == """
                    9 files written
                    \(files.map { "  \(path)/\($0)\n" }.joined())
                    Try next:   cd \(path) && swift test
                                swift run -c release Checker check

                    """)
            let folders = [
                "Sources", "Sources/Checker", "Sources/Protocols", "Tests", "Tests/ProtocolTests",
            ]
            #expect(try place.paths() == ["Ballot"] + (files + folders).map { "Ballot/\($0)" }.sorted())
            for file in files {
                let text = try place.text("Ballot/\(file)")
                #expect(!text.contains(/Election|[Dd]river|\bVoter\b/), "\(file)")
            }
            #expect(try place.text("Ballot/Package.swift").contains("name: \"Ballot\","))
            #expect(try place.text("Ballot/Sources/Protocols/Ballot.swift").contains("struct Ballot: Spec {"))
            #expect(
                try place.text("Ballot/Sources/Checker/main.swift").hasSuffix(
                    "\nawait CommandLineTool.run(catalog)\n"))
        }
    }

    @Test func withADriver() async throws {
        try await withClone { place in
            let path = place.folder + "/Ballot"
            let outcome = await place.initialise([path, "--driver"])
            #expect(outcome.output.hasSuffix("\n            swift run -c release Checker conform\n"))
            let driver = try place.text("Ballot/Sources/Protocols/BallotDriver.swift")
            #expect(driver.contains(".driver(BallotDriver.self, for: Ballot())"))
            #expect(try place.paths().contains("Ballot/Tests/ProtocolTests/BallotDriverTests.swift"))
        }
    }

    /// What `init` changes in the starter is there, and is what the starter says of it.
    @Test func theStarterIsSuchThatItCanBeChanged() {
        let texts = Dictionary(uniqueKeysWithValues: Starter.files.map { ($0.path, $0.text) })
        #expect(NewPackage.driverFiles.isSubset(of: texts.keys))
        for text in texts.values { #expect(!text.contains(/\w\BElection/)) }
        #expect(texts["Sources/Checker/main.swift"]?.contains(", drivers: drivers)") == true)
        #expect(texts["Package.swift"]?.contains("    name: \"my-protocols\",") == true)
        #expect(texts["Package.swift"]?.contains(".package(name: \"quorate\", path: \"../quorate\")") == true)
        #expect(
            Starter.names.isSuperset(of: ["Voter", "EchoBroadcast", "State", "Checker", "ReplicaSet", "Int"]))
        #expect(
            Starter.names.isDisjoint(with: ["Election", "ElectionDriver", "Raft", "Byzantine", "Consensus"]))
    }
}

extension InitTests {
    @Test func besideAVersion() async throws {
        try await withClone { place in
            let url = "https://example.org/protocols/quorate-fork.git"
            let outcome = await place.initialise(["\(place.folder)/Ballot", "--url", url, "--from", "1.2.3"])
            #expect(outcome.status == 0)
            let manifest = try place.text("Ballot/Package.swift")
            #expect(manifest.contains(".package(url: \"\(url)\", .upToNextMinor(from: \"1.2.3\"))\n"))
            #expect(manifest.matches(of: /package: "quorate-fork"/).count == 2)
            #expect(!manifest.contains("\"quorate\""))
            #expect(try !place.paths().contains("Ballot/Package.resolved"))
            _ = await place.initialise(["\(place.folder)/Other", "--url", url])
            #expect(try place.text("Other/Package.swift").contains("(from: \"\(quorateVersion)\"))"))
        }
    }

    @Test(arguments: [
        ("/a/Ballot", "/a/quorate", "../quorate"), ("/a/b/Ballot", "/a/c/d", "../../c/d"),
        ("/a/quorate/b/Ballot", "/a/quorate", "../.."), ("/a/Ballot", "/b/quorate", "/b/quorate"),
    ])
    func pathOfTheClone(package: String, clone: String, path: String) {
        #expect(QuorateClone.path(to: clone, from: package) == path)
    }

    @Test func ofAnotherClone() async throws {
        try await withClone { place in
            let (here, other) = (place.folder, place.folder + "/quorate-2")
            try FileManager.default.copyItem(atPath: here + "/quorate", toPath: other)
            let outcome = await place.initialise([here + "/Ballot", "--path", other + "/"])
            #expect(outcome.status == 0)
            #expect(
                try place.text("Ballot/Package.swift")
                    .contains(".package(name: \"quorate\", path: \"../quorate-2\")\n"))
        }
    }
}

extension InitTests {
    @Test(arguments: [
        ("", "letters and digits"), (".", "letters and digits"), ("..", "letters and digits"),
        ("/", "letters and digits"), ("2Phase", "letters and digits"), ("Two-Phase", "letters and digits"),
        ("Zwei Phasen", "letters and digits"), ("Übergabe", "letters and digits"),
        ("Ballot\n", "letters and digits"), ("\u{1B}[31mBallot", "letters and digits"),
        ("_Ballot", "letters and digits"), ("ballot", "a capital letter, as in Ballot"),
        ("class", "a word of Swift"), ("Self", "a word of Swift"), ("Type", "a word of Swift"),
        ("Quorate", "Quorate's own modules"), ("quorate", "Quorate's own modules"),
        ("QuorateBallot", "Quorate's own modules"), ("Votes", "Quorate has a type of that name"),
        ("CHANNEL", "Quorate has a type of that name"), ("Foundation", "Swift or its modules"),
        ("Testing", "Swift or its modules"), ("Result", "Swift or its modules"),
        ("State", "something in the package"), ("Mutant", "something in the package"),
        ("Voter", "something in the package"), ("EchoBroadcast", "something in the package"),
        ("Protocols", "something in the package"), ("ProtocolTests", "something in the package"),
        ("Checker", "something in the package"), ("Bigint", "a package that yours needs"),
    ])
    func namesThatSwiftDoesNotTakeAreRefused(_ name: String, reason: String) async throws {
        try await withClone { place in
            let outcome = await place.initialise(["\(place.folder)/\(name)"])
            #expect(outcome.status == 64 && outcome.output == "")
            #expect(outcome.errors.hasPrefix("Error: a package and its spec cannot be called "))
            #expect(outcome.errors.contains(reason), "\(outcome.errors)")
            let left = try place.paths()
            #expect(left == [])
        }
    }

    @Test func nameOfTheClone() async throws {
        try await withClone { place in
            try FileManager.default.moveItem(
                atPath: place.folder + "/quorate", toPath: place.folder + "/quorate-clone")
            try FileManager.default.createSymbolicLink(
                atPath: place.folder + "/quorate-link", withDestinationPath: "quorate-clone")
            let fork = place.folder + "/quorate-link"
            let outcome = await place.initialise([place.folder + "/Ballot", "--path", fork])
            #expect(outcome.status == 0)
            #expect(try place.text("Ballot/Package.swift").contains("path: \"../quorate-clone\")"))
            let url = await place.initialise([
                place.folder + "/Ballots", "--url", "git@example.org:ballots.git",
            ])
            #expect(url.errors.contains("a package that yours needs is called so"))
        }
    }

    @Test func place() async throws {
        try await withClone { place in
            let path = place.folder + "/Ballot"
            #expect(await place.initialise([path]).status == 0)
            let before = try place.paths()
            let twice = await place.initialise([path, "--driver"])
            #expect(twice.status == 64 && twice.output == "")
            #expect(twice.errors.hasPrefix("Error: \(path) is there already, and is no empty folder; "))
            #expect(try place.paths() == before)

            try Data("kept".utf8).write(to: URL(fileURLWithPath: place.folder + "/Note"))
            #expect(await place.initialise([place.folder + "/Note"]).status == 64)
            #expect(try place.text("Note") == "kept")

            try FileManager.default.createDirectory(
                atPath: place.folder + "/Empty", withIntermediateDirectories: false)
            #expect(await place.initialise([place.folder + "/Empty"]).status == 0)
        }
    }

    @Test func insideTheClone() async throws {
        try await withClone { place in
            for path in ["Ballot", ".build/Ballot"] {
                let outcome = await place.initialise(["\(place.folder)/quorate/\(path)"])
                #expect(outcome.status == 64)
                #expect(outcome.errors.hasSuffix("write the package beside the clone, as in ../Ballot\n"))
            }
            #expect(!FileManager.default.fileExists(atPath: place.folder + "/quorate/Ballot"))
        }
    }

    @Test(arguments: [
        (["--path", "."], "is no clone of Quorate: Quorate's Package.swift is not there"),
        (["--path", "no such folder"], "\"no such folder\" is no clone of Quorate"),
        (["--path", ".", "--url", "x"], "--path cannot be combined with --url"),
        (["--from", "0.1.0"], "--from makes sense with --url only"),
        (["--url", "x", "--from", "1"], "--from 1: write a version, as in --from "),
        (["--url", "/"], "--url /: write the address of a repository"),
        ([], "this program does not lie in the .build of a clone of Quorate; say where"),
    ])
    func source(options: [String], message: String) async throws {
        try await withTemporaryFolder { folder in
            let options = options.map { $0 == "." ? folder : $0 }
            let outcome = await quorate(["init", folder + "/Ballot"] + options) { $0.programFile = folder }
            #expect(outcome.status == 64 && outcome.output == "")
            #expect(outcome.errors.contains(message), "\(outcome.errors)")
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left == [])
        }
    }
}

extension InitTests {
    @Test(arguments: [("missing/Ballot", "No such file or directory"), ("Note/Ballot", "Not a directory")])
    func nowhere(path: String, reason: String) async throws {
        try await withClone { place in
            try Data().write(to: URL(fileURLWithPath: place.folder + "/Note"))
            let outcome = await place.initialise(["\(place.folder)/\(path)"])
            #expect(outcome.status == 74 && outcome.output == "")
            #expect(outcome.errors == "Error: \(place.folder)/\(path): \(reason)\n")
        }
    }

    /// The folder can be made, and all files but the last.
    @Test func failureHalfWay() async throws {
        try await withClone { place in
            let name = String(repeating: "A", count: 240)
            let outcome = await place.initialise([place.folder + "/" + name, "--driver"])
            #expect(outcome.status == 74 && outcome.output == "")
            #expect(
                outcome.errors.hasSuffix(
                    "/Tests/ProtocolTests/\(name)DriverTests.swift: File name too long\n"))
            let left = try place.paths()
            #expect(left == [])
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everything"))
    func whereNothingMayBeWritten() async throws {
        try await withClone { place in
            let folder = place.folder + "/locked"
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o500])
            let outcome = await place.initialise([folder + "/Ballot"])
            #expect(outcome.status == 74)
            #expect(outcome.errors == "Error: \(folder)/Ballot: Permission denied\n")
        }
    }

    #if os(Linux)
        @Test func onAFullDisk() async throws {
            try await withTemporaryFolder { folder in
                let outcome = try await Executable.run(
                    ["init", folder + "/Ballot"], limits: .init(isDiskFull: true))
                #expect(outcome.status == 74 && outcome.output == "")
                #expect(outcome.errors == "Error: \(folder)/Ballot/.gitignore: File too large\n")
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
            }
        }
    #endif

    /// What is written and not yet in its place is taken away.
    @Test func interrupted() async throws {
        let ended = try await #require(
            processExitsWith: .exitCode(30), observing: [\.standardOutputContent]
        ) {
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("quorate-\(UUID())")
            _ = try WholeFolder([("a/b", Data())], at: folder.path)
            try FileHandle.standardOutput.write(contentsOf: Data("\(folder.path) \(getpid())".utf8))
            Interrupt().raise()
        }
        let words = String(decoding: ended.standardOutputContent, as: UTF8.self).split(separator: " ")
        try #require(words.count == 2)
        let names = try FileManager.default.contentsOfDirectory(
            atPath: FileManager.default.temporaryDirectory.path)
        #expect(!names.contains { $0.hasPrefix(".quorate-\(words[1])-") })
        #expect(!FileManager.default.fileExists(atPath: String(words[0])))
    }
}
