import Foundation
import QuorateLanguage
import QuorateSpecs
import QuorateTraces
import Testing

@testable import QuorateCommand

/// Schedules of counterexamples, for test harnesses over black boxes.
@Suite struct ScenarioExportTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Counterexamples")

    private func export(_ file: String, _ more: String...) async -> Outcome {
        await quorate(
            ["export", Self.folder.appendingPathComponent("\(file).itf.json").path, "--as-scenario"] + more,
            over: catalog)
    }

    /// The messages that a step stands on, told apart by who can have sent them.
    @Test func saysWhoHasHeardWhat() async throws {
        let outcome = await export("PBFT/prepare-quorum-2f")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let steps = try #require(try JSONValue(parsing: Data(outcome.output.utf8))["steps"]?.elements)
        #expect(steps.count == 11)
        #expect(steps[2]["fromFaulty"]?.elements?.isEmpty == true, "a timeout stands on nothing")
        #expect(steps[2]["fromCorrect"]?.elements?.isEmpty == true)
        #expect(
            steps[7]["fromFaulty"]?.line.replacing("\n", with: "").replacing("  ", with: "").contains(
                ##"{"view": "v1", "certificate": {"view": "v0", "value": "a"}}"##) == true)
        #expect(steps[7]["fromCorrect"]?.elements?.map { $0["from"] } == ["r2", "r3"])
    }

    /// Where a spec does not say who sends what, nobody guesses.
    @Test func refusesWhatIsNotSaid() async {
        for (file, words) in [
            ("Raft/volatile-vote", "Raft does not say who sends what to whom; let it be a `ByzantineSpec`"),
            ("TwoPhaseCommit/hasty-commit", "TwoPhaseCommit does not say"),
            ("TrustedRead/trust-f-copies", "does not say who takes it; let the first `ReplicaID`"),
        ] {
            let outcome = await export(file)
            #expect(outcome.status == 64 && outcome.output.isEmpty, "\(file): \(outcome.status)")
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
        }
        let both = await export("PBFT/quorum-2f", "--for", "go")
        #expect(both.status == 64 && both.errors.contains("a schedule is no test"), "\(both.errors)")
    }

    /// The entry under a replica's name is its own, and its name in a set that is nobody's; anything else is nobody's.
    @Test func sharesAreExact() {
        func share(_ value: SpecValue, _ replica: String) -> ScenarioShare {
            ScenarioShare(value, of: replica, among: ["r0", "r1", "r2"])
        }
        func entry(_ key: String, _ value: SpecValue) -> SpecValue {
            .map([.init(key: .string(key), value: value)])
        }
        let both = SpecValue.set([.string("r0"), .string("r1")])
        let votes = share(entry("prepare", both), "r1")
        #expect(votes.own == entry("prepare", .string("r1")))
        #expect(votes.rest == entry("prepare", .set([.string("r0")])))
        #expect(share(entry("prepare", .set([.string("r1")])), "r1").rest == nil)
        for inner in [both, entry("r1", .integer(1)), .string("r1")] {
            #expect(share(entry("r2", inner), "r1").own == nil)
            #expect(share(entry("r2", inner), "r1").rest == entry("r2", inner))
            #expect(share(entry("r2", inner), "r2").own == entry("r2", inner))
            #expect(share(entry("r2", inner), "r2").rest == nil)
        }
        for scalar in [SpecValue.string("r1"), .list([.string("r1")]), .variant("some", .string("r1"))] {
            #expect(share(scalar, "r1").own == nil && share(scalar, "r1").rest == scalar)
        }
    }

    @Test func writesAFile() async throws {
        try await withTemporaryFolder { folder in
            let outcome = await export("PBFT/quorum-2f", "--output", "\(folder)/scenario.json")
            #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome.errors)")
            let printed = await export("PBFT/quorum-2f")
            let written = try String(contentsOfFile: "\(folder)/scenario.json", encoding: .utf8)
            #expect(written == printed.output)
        }
    }
}

/// All kept counterexamples.
@Suite struct KeptScenarioLongTests {
    /// The number of those that are written, by their spec.
    static let written = [
        "AtomicRename": 3, "BenOr": 8, "BrachaBroadcast": 25, "ClusterReboot": 5, "FairScheduler": 11,
        "HotStuff": 13,
        "MachineMigration": 1, "PBFT": 16, "SingleValueAgreement": 6, "Tendermint": 12,
    ]

    @Test func areWrittenOrRefused() throws {
        let paths = try #require(
            FileManager.default.enumerator(atPath: ScenarioExportTests.folder.path)?.compactMap {
                $0 as? String
            })
        var counts: [String: Int] = [:]
        for path in paths where path.hasSuffix(".itf.json") {
            let file = ScenarioExportTests.folder.appendingPathComponent(path).path
            do {
                _ = try ScenarioFile(CatalogTrace(file: file, in: catalog))
                counts[String(path.prefix { $0 != "/" }), default: 0] += 1
            } catch is NoScenario { continue }
        }
        #expect(counts == Self.written)
    }
}
