import Foundation
import QuorateLanguage
import QuorateTraces
import Testing

@testable import QuorateCommand

/// `check --update-counterexamples`: what is rewritten, what is removed, and what is not.
@Suite struct UpdateTests {
    /// A mutant with an instance, one without, and an instance that breaks something without a mutant.
    private static let ladders = catalog(rungs: 3)

    /// - Parameter rungs: of the instance with the mutant `leap`.
    private static func catalog(
        rungs: Int, steps: Int? = nil, isLong: Bool = false, endsInMidAir: Bool = true
    ) -> Catalog {
        let leap = ExpectedRun.violates("on the ladder", steps: steps, source: "", isLong: isLong)
        let others =
            endsInMidAir
            ? [SpecInstance(Ladder(rungs: 2, mayRest: false), .violates("no dead end", source: ""))] : []
        return Catalog([
            .spec(
                Ladder(),
                instances: [
                    SpecInstance(Ladder(), .holds(distinct: 5, source: "counted by hand")),
                    SpecInstance(Ladder(rungs: rungs, mutant: .leap), leap),
                ] + others)
        ])
    }

    private static let files = [
        "Ladder/leap.itf.json", "Ladder/leap.txt", "Ladder/no-dead-end.itf.json",
        "Ladder/no-dead-end.txt", "Ladder/stuck.itf.json", "Ladder/stuck.txt",
    ]

    private func update(
        _ folder: String, _ words: String = "", over catalog: Catalog = ladders
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
        over catalog: Catalog = ladders, _ change: (String) throws -> Void
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
                    "added    F/Ladder/leap.itf.json  (4 steps)",
                    "added    F/Ladder/no-dead-end.itf.json  (2 steps)",
                    "added    F/Ladder/stuck.itf.json  (2 steps)", "F: 3 added, 0 unchanged",
                ])
            let written = try files(below: folder)
            #expect(written == Self.files)
            let again = await update(folder)
            #expect(changes(again, in: folder) == ["F: 3 unchanged"])
        }
    }

    @Test func aRunThatChangedIsRewritten() async throws {
        let longer = Self.catalog(rungs: 7)
        let (_, lines, files) = try await afterUpdate(over: longer) { _ in }
        #expect(
            lines == [
                "changed  F/Ladder/leap.itf.json  (was 4 steps, now 8)", "F: 1 changed, 2 unchanged",
            ])
        #expect(files == Self.files)
    }

    @Test(arguments: [
        ("leap.itf.json", "UpdateTests.swift:", "UpdateTests.swift:9", "source lines only"),
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
            try edit("\(folder)/Ladder/\(file)") { $0.replacing(old, with: new) }
        }
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(
            lines == ["changed  F/Ladder/leap.itf.json  (\(remark))", "F: 1 changed, 2 unchanged"])
        #expect(files == Self.files)
    }

    @Test func aFileOfNothingIsRemoved() async throws {
        let (_, lines, files) = try await afterUpdate { folder in
            for suffix in ["itf.json", "txt"] {
                try FileManager.default.copyItem(
                    atPath: "\(folder)/Ladder/leap.\(suffix)",
                    toPath: "\(folder)/Ladder/stumble.\(suffix)")
            }
            try FileManager.default.removeItem(atPath: "\(folder)/Ladder/stuck.txt")
        }
        #expect(
            lines == [
                "changed  F/Ladder/stuck.itf.json  (the rendering only)",
                "removed  F/Ladder/stumble.itf.json", "F: 1 changed, 1 removed, 2 unchanged",
            ])
        #expect(files == Self.files)
    }

    /// A run that is not as expected says nothing of what is kept, neither its own file nor others.
    @Test func nothingIsRemovedAfterAFailure() async throws {
        let failing = Self.catalog(rungs: 3, steps: 9, endsInMidAir: false)
        let (outcome, lines, files) = try await afterUpdate(over: failing) { _ in }
        #expect(outcome.status != 0)
        #expect(
            lines == ["F: 1 unchanged", "nothing is removed, because 1 run did not end as expected"])
        #expect(files == Self.files)
    }

    /// What a check of the catalog leaves out for its length belongs to the catalog all the same.
    @Test func theRunOfALongInstanceIsKept() async throws {
        let long = Self.catalog(rungs: 3, isLong: true, endsInMidAir: false)
        let (_, lines, files) = try await afterUpdate(over: long) { _ in }
        #expect(lines == ["removed  F/Ladder/no-dead-end.itf.json", "F: 1 removed, 1 unchanged"])
        #expect(files.contains("Ladder/leap.itf.json"))
    }

    @Test(arguments: [
        ("notes.md", "is called like no spec"), ("Stairs/leap.txt", "is called like no spec"),
        ("Ladder/notes.md", "its name is none that Quorate gives"),
        ("Ladder/My Run.itf.json", "its name is none that Quorate gives"),
        ("Ladder/notes.txt", "there is no notes.itf.json beside it"),
        ("Ladder/more/leap.txt", "its name is none that Quorate gives"),
        ("Ladder/broken.itf.json", "broken.itf.json: truncated"),
    ])
    func aFolderWithSomethingElseIsRefused(file: String, message: String) async throws {
        let (outcome, lines, files) = try await afterUpdate { folder in
            let url = URL(fileURLWithPath: "\(folder)/\(file)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data().write(to: url)
            try FileManager.default.removeItem(atPath: folder + "/Ladder/leap.txt")
        }
        #expect(outcome.status == (file.contains("broken") ? 65 : 64))
        #expect(outcome.errors.contains(message) && outcome.output == "", "\(outcome.errors)")
        #expect(lines == [])
        #expect(
            files == (Self.files + [file]).filter { $0 != "Ladder/leap.txt" }.sorted(),
            "nothing was touched")
    }

    @Test func aRunOfAnotherSpecAndALinkAreRefused() async throws {
        let other = try await afterUpdate { folder in
            try edit(folder + "/Ladder/leap.itf.json") {
                $0.replacing("\"Ladder\"", with: "\"Sleeper\"")
            }
        }
        #expect(other.outcome.errors.contains("it is a run of Sleeper"))
        let link = try await afterUpdate { folder in
            try FileManager.default.removeItem(atPath: folder + "/Ladder/leap.txt")
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/Ladder/leap.txt", withDestinationPath: folder + "/elsewhere")
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
            let outcome = await update(folder, "Ladder")
            #expect(outcome.status == 0)
            #expect(try files(below: folder) == Self.files + ["Others/notes.md"])
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

/// Somebody climbs a ladder, and each mutant falls by the property it names.
private struct Ladder: Spec {
    var rungs = 4
    /// Whether the climber may stay at the top.
    var mayRest = true
    var mutant: Mutant?

    var parameters: [Parameter<Self>] {
        [Parameter("rungs", \.rungs, in: 1...9), Parameter("mayRest", \.mayRest)]
    }

    struct State: SpecState { var height: UInt64 = 0 }

    enum Mutant: String, SpecMutant {
        case leap, stuck
        var expectation: MutantExpectation {
            self == .leap
                ? .breaks("on the ladder", "climbs over the top") : .breaks("no dead end", "stops half way")
        }
    }

    enum Action: SpecAction {
        case climb
        enum Kind: CaseIterable { case climb }
        var kind: Kind { .climb }
    }

    var initialStates: [State] { [State()] }

    func actions(in s: State, _ next: inout Next<Self>) {
        let top = UInt64(mutant == .leap ? rungs + 1 : mutant == .stuck ? rungs / 2 : rungs)
        next.take(.climb, if: s.height < top) { $0.height += 1 }
    }

    var properties: [Property<State>] {
        let (top, mayRest) = (UInt64(rungs), mayRest)
        return [
            .always("on the ladder") { $0.height <= top },
            .deadlockFreedom("no dead end") { mayRest && $0.height >= top },
        ]
    }
}
