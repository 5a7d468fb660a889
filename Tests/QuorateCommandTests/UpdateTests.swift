import Foundation
import QuorateExplorer
import QuorateLanguage
import QuorateTraces
import Testing

@testable import QuorateCommand
@testable import QuorateSpecs
@testable import Toys

/// `check --update-counterexamples`: what is rewritten, what is removed, and what is not.
@Suite struct UpdateTests: KeptLadders {
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
        (
            "leap.itf.json", #""propertyKind":"#, #""propertySite": "Ladder.swift:9", "propertyKind":"#,
            "without its source lines"
        ),
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

    /// A run without end takes its loop with it: the one that was kept belongs to another run.
    @Test func aLoopThatChangedIsRewritten() async throws {
        let spec = try QuorateSpecs.catalog.entry("LostUpdate").spec(
            settings: ["threads": 2, "lock": 1], mutant: "stopped-holder")
        let report = try await Explorer(erased: spec).run()
        let found = try #require(report.counterexamples.first { $0.loop != nil })
        var stale = found
        stale.loop?.start -= 1
        let kept = CounterexampleFolder.Kept(trace: stale, data: ITF.data(of: stale), text: nil)
        let change = CounterexampleChange("LostUpdate/stopped-holder", found: found, kept: kept)
        #expect(change.kind == .changed && change.trace?.loop == found.loop)
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

    /// A mutant whose instances a check leaves out for their length runs with the default parameters instead.
    @Test func mutantWithLongInstancesOnly() async throws {
        let long = Self.catalog(rungs: 3, isLong: true, endsInMidAir: false)
        let (_, lines, files) = try await afterUpdate(over: long) { _ in }
        #expect(
            lines == [
                "changed  F/Ladder/leap.itf.json  (was 4 steps, now 5)",
                "removed  F/Ladder/no-dead-end.itf.json",
                "F: 1 changed, 1 removed, 1 unchanged",
            ])
        #expect(files.contains("Ladder/leap.itf.json"))
    }
}
