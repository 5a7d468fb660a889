import Foundation
import QuorateLanguage
import QuorateTraces
import Testing

@testable import QuorateCommand

/// `check --update-counterexamples`: what is rewritten, what is removed, and what is not.
@Suite struct UpdateTests {
    /// Two mutants and an instance that break something.
    private static let stairs = Catalog([
        .spec(
            Staircase(mayRest: true),
            instances: [
                SpecInstance(Staircase(), .holds(distinct: 5, source: "counted by hand")),
                SpecInstance(
                    Staircase(steps: 3, mutant: .leap), .violates("on the stairs", steps: 4, source: "")),
                SpecInstance(Staircase(steps: 2, mayRest: false), .violates("no dead end", source: "")),
                SpecInstance(Staircase(mutant: .trapdoor), .violates("no dead end", source: "")),
                SpecInstance(Staircase(mutant: .giveUp), .violates("at the top", source: "")),
                SpecInstance(Staircase(mutant: .idle), .holds(source: "")),
            ])
    ])
    private static let files = [
        "Staircase/leap.itf.json", "Staircase/leap.txt", "Staircase/no-dead-end.itf.json",
        "Staircase/no-dead-end.txt", "Staircase/trapdoor.itf.json", "Staircase/trapdoor.txt",
    ]

    private func update(
        _ folder: String, _ words: String = "", over catalog: Catalog = stairs
    ) async -> Outcome {
        let more = words.split(separator: " ").map(String.init)
        return await quorate(
            ["check", "--update-counterexamples", "--counterexamples", folder] + more, over: catalog)
    }

    /// The lines about the folder, without its path.
    private func changes(_ outcome: Outcome, in folder: String) -> [String] {
        outcome.output.split(separator: "\n").map { String($0.replacing(folder, with: "F")) }
            .filter { $0.contains("F/") || $0.hasPrefix("F:") || $0.hasPrefix("nothing") }
    }

    private func files(below folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.contains(".") }.sorted()
    }

    /// A folder that is up to date, then `change`, then an update.
    private func afterUpdate(
        over catalog: Catalog = stairs, _ change: (String) throws -> Void
    ) async throws -> (outcome: Outcome, lines: [String], files: [String]) {
        try await withTemporaryFolder { temporary in
            let folder = temporary + "/kept"
            #expect(await update(folder).status == 0)
            try change(folder)
            let outcome = await update(folder, over: catalog)
            return (outcome, changes(outcome, in: folder), try files(below: folder))
        }
    }

    private func edit(_ file: String, _ edit: (String) -> String) throws {
        let old = try String(contentsOfFile: file, encoding: .utf8)
        #expect(edit(old) != old)
        try Data(edit(old).utf8).write(to: URL(fileURLWithPath: file))
    }

    @Test func anEmptyFolderIsFilled() async throws {
        try await withTemporaryFolder { temporary in
            let folder = temporary + "/kept"
            let outcome = await update(folder)
            #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
            #expect(
                changes(outcome, in: folder) == [
                    "added    F/Staircase/leap.itf.json  (4 steps)",
                    "added    F/Staircase/no-dead-end.itf.json  (2 steps)",
                    "added    F/Staircase/trapdoor.itf.json  (2 steps)", "F: 3 added, 0 unchanged",
                ])
            #expect(try files(below: folder) == Self.files)
            let again = await update(folder)
            #expect(changes(again, in: folder) == ["F: 3 unchanged"])
        }
    }

    @Test func aRunThatChangedIsRewritten() async throws {
        let longer = Catalog([
            .spec(
                Staircase(),
                instances: [
                    SpecInstance(Staircase(steps: 7, mutant: .leap), .violates("on the stairs", source: "")),
                    SpecInstance(Staircase(steps: 2, mayRest: false), .violates("no dead end", source: "")),
                    SpecInstance(Staircase(mutant: .trapdoor), .violates("no dead end", source: "")),
                    SpecInstance(Staircase(mutant: .giveUp), .violates("at the top", source: "")),
                    SpecInstance(Staircase(mutant: .idle), .holds(source: "")),
                ])
        ])
        let (_, lines, files) = try await afterUpdate(over: longer) { _ in }
        #expect(
            lines == [
                "changed  F/Staircase/leap.itf.json  (was 4 steps, now 8)", "F: 1 changed, 2 unchanged",
            ])
        #expect(files == Self.files)
    }

    @Test(arguments: [
        ("leap.itf.json", "Fixtures.swift:", "Fixtures.swift:9", "source lines only"),
        ("leap.itf.json", "\n", "\n ", "the layout only"),
        ("leap.txt", "climb", "crawl", "the rendering only"),
        ("leap.itf.json", #""mutant": "leap""#, #""mutant": "idle""#, "the same run, described otherwise"),
        (
            "leap.itf.json", ##""height": {"#bigint": "3"}"##, ##""height": {"#bigint": "2"}"##,
            "the same steps, other states"
        ),
        ("leap.itf.json", #""climb""#, #""crawl""#, "another run of 4 steps"),
    ])
    func whatChanged(file: String, old: String, new: String, remark: String) async throws {
        let (outcome, lines, files) = try await afterUpdate { folder in
            try edit("\(folder)/Staircase/\(file)") { $0.replacing(old, with: new) }
        }
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(
            lines == ["changed  F/Staircase/leap.itf.json  (\(remark))", "F: 1 changed, 2 unchanged"])
        #expect(files == Self.files)
    }

    @Test func aFileOfNothingIsRemoved() async throws {
        let (_, lines, files) = try await afterUpdate { folder in
            for suffix in ["itf.json", "txt"] {
                try FileManager.default.copyItem(
                    atPath: "\(folder)/Staircase/leap.\(suffix)",
                    toPath: "\(folder)/Staircase/stumble.\(suffix)")
            }
            try FileManager.default.removeItem(atPath: "\(folder)/Staircase/trapdoor.txt")
        }
        #expect(
            lines == [
                "changed  F/Staircase/trapdoor.itf.json  (the rendering only)",
                "removed  F/Staircase/stumble.itf.json", "F: 1 changed, 1 removed, 2 unchanged",
            ])
        #expect(files == Self.files)
    }

    /// A run that is not as expected says nothing of what is kept, neither its own file nor others.
    @Test func nothingIsRemovedAfterAFailure() async throws {
        let failing = Catalog([
            .spec(
                Staircase(),
                instances: [
                    SpecInstance(
                        Staircase(steps: 3, mutant: .leap), .violates("on the stairs", steps: 9, source: ""))
                ]
                    + [Staircase.Mutant.trapdoor, .giveUp, .idle].map {
                        SpecInstance(Staircase(mutant: $0), .holds(source: ""))
                    })
        ])
        let (outcome, lines, files) = try await afterUpdate(over: failing) { _ in }
        #expect(outcome.status != 0)
        #expect(
            lines == ["F: 0 unchanged", "nothing is removed, because 3 runs did not end as expected"])
        #expect(files == Self.files)
    }

    /// What a check of the catalog leaves out for its length belongs to the catalog all the same.
    @Test func theRunOfALongInstanceIsKept() async throws {
        let long = Catalog([
            .spec(
                Staircase(),
                instances: [
                    SpecInstance(
                        Staircase(steps: 3, mutant: .leap),
                        .violates("on the stairs", source: "", isLong: true)),
                    SpecInstance(Staircase(mutant: .giveUp), .violates("at the top", source: "")),
                    SpecInstance(Staircase(mutant: .idle), .holds(source: "")),
                    SpecInstance(Staircase(mutant: .trapdoor), .violates("no dead end", source: "")),
                ])
        ])
        let (_, lines, files) = try await afterUpdate(over: long) { _ in }
        #expect(lines == ["removed  F/Staircase/no-dead-end.itf.json", "F: 1 removed, 1 unchanged"])
        #expect(files.contains("Staircase/leap.itf.json"))
    }

    @Test(arguments: [
        ("notes.md", "is called like no spec"), ("Ladder/leap.txt", "is called like no spec"),
        ("Staircase/notes.md", "its name is none that Quorate gives"),
        ("Staircase/My Run.itf.json", "its name is none that Quorate gives"),
        ("Staircase/notes.txt", "there is no notes.itf.json beside it"),
        ("Staircase/more/leap.txt", "its name is none that Quorate gives"),
        ("Staircase/broken.itf.json", "broken.itf.json: truncated"),
    ])
    func aFolderWithSomethingElseIsRefused(file: String, message: String) async throws {
        let (outcome, lines, files) = try await afterUpdate { folder in
            let url = URL(fileURLWithPath: "\(folder)/\(file)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data().write(to: url)
            try FileManager.default.removeItem(atPath: folder + "/Staircase/leap.txt")
        }
        #expect(outcome.status == (file.contains("broken") ? 65 : 64))
        #expect(outcome.errors.contains(message) && outcome.output == "", "\(outcome.errors)")
        #expect(lines == [])
        #expect(
            files == (Self.files + [file]).filter { $0 != "Staircase/leap.txt" }.sorted(),
            "nothing was touched")
    }

    @Test func aRunOfAnotherSpecAndALinkAreRefused() async throws {
        let other = try await afterUpdate { folder in
            try edit(folder + "/Staircase/leap.itf.json") {
                $0.replacing("\"Staircase\"", with: "\"Sleeper\"")
            }
        }
        #expect(other.outcome.errors.contains("it is a run of Sleeper"))
        let link = try await afterUpdate { folder in
            try FileManager.default.removeItem(atPath: folder + "/Staircase/leap.txt")
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/Staircase/leap.txt", withDestinationPath: folder + "/elsewhere")
        }
        #expect(link.outcome.status == 64)
    }

    @Test func hiddenFilesAreLeftAlone() async throws {
        let (outcome, _, files) = try await afterUpdate { folder in
            try Data().write(to: URL(fileURLWithPath: folder + "/.gitattributes"))
        }
        #expect(outcome.status == 0)
        #expect(files == [".gitattributes"] + Self.files)
    }

    @Test func namedSpecsAreOnlyTheirs() async throws {
        try await withTemporaryFolder { folder in
            try FileManager.default.createDirectory(
                atPath: folder + "/Others", withIntermediateDirectories: true)
            try Data().write(to: URL(fileURLWithPath: folder + "/Others/notes.md"))
            let outcome = await update(folder, "Staircase")
            #expect(outcome.status == 0)
            #expect(try files(below: folder) == ["Others/notes.md"] + Self.files)
        }
    }

    @Test(arguments: [
        "--set steps=3 Staircase", "Staircase steps=3", "--mutant leap Staircase", "Staircase --continue",
        "--continue", "--property noon Sleeper", "--max-states 5", "--max-depth 5", "--max-seconds 5",
        "--max-memory 1G",
        "--export x", "--format json", "--format junit", "--store fingerprint",
    ])
    func whatCannotBeCombined(words: String) async throws {
        let outcome = await update("nowhere", words, over: fixtures)
        #expect(outcome.status == 64 && outcome.output == "")
        #expect(
            outcome.errors.contains("cannot be combined with --update-counterexamples"), "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: "nowhere"))
    }
}
