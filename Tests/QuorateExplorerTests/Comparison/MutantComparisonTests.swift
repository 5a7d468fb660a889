@testable import QuorateExplorer
import QuorateLanguage
import QuorateSpecs
import Testing

/// Mutants of the catalog against the specs that they break, at small sizes: what they add and take away.
///
/// Some behave the same where there are few views or terms, and some everywhere: then a property is what is broken.
@Suite struct MutantComparisonTests {
    struct Row: Sendable {
        let spec: String
        let settings: [String: Int]
        /// For each mutant the states gained and lost, the steps gained and lost, the steps of the shortest run that only the
        /// mutant has and of that which only the spec has, and the properties that judge a state of both differently.
        let mutants: [String: String]
    }

    static let rows = [
        Row(
            spec: "PBFT", settings: ["views": 1],
            mutants: [
                "replicas-3f": "+74 -260, +100 -486, 0, 0",
                "quorum-2f": "+60 -0, +174 -0, 2, none, the correct replicas decide by themselves -0 +45,"
                    + " the correct replicas decide by themselves in the last view -0 +45, liveness -45 +0",
                "no-commit-phase": "same, liveness -108 +0",
                "unchecked-request": "+53 -0, +117 -0, 1, none",
                "hasty-client": "same, client agreement -0 +81",
                "quorum-of-all": "+0 -99, +0 -231, none, 3, liveness -0 +9",
            ]),
        Row(
            spec: "PBFT", settings: ["views": 2],
            mutants: [
                "ignored-certificates": "+2716 -0, +6656 -0, 6, none",
                "late-commit": "+18493 -0, +62713 -0, 4, none",
                "no-commit-phase": "same, agreement -0 +1266, liveness -7698 +0",
                "no-view-change": "+0 -13530, +0 -30774, none, 1,"
                    + " the correct replicas decide by themselves in the last view -0 +8",
            ]),
        Row(
            spec: "Raft", settings: ["terms": 1, "entries": 1],
            mutants: [
                "appends-stale-entries": "same",
                "minority": "+2414 -0, +11979 -0, 2, none",
                "skips-consistency-check": "+1506 -0, +6003 -0, 5, none",
                "truncates-always": "+348 -0, +1461 -0, 6, none",
                "volatile-log": "+489 -141, +1848 -387, 5, 5",
                "votes-for-any-log": "+0 -0, +48 -0, 6, none",
            ]),
        Row(
            spec: "Tendermint", settings: ["rounds": 1],
            mutants: [
                "quorum-2f": "+1791 -0, +5133 -0, 2, none,"
                    + " the correct replicas decide by themselves -0 +360, termination -90 +0",
                "no-locks": "same",
                "unchecked-values": "+420 -0, +1053 -0, 1, none",
                "quorum-of-all": "+0 -1437, +0 -4044, none, 3, termination -0 +12",
                "no-timeouts": "+0 -2425, +0 -5907, none, 1",
            ]),
    ]

    @Test(arguments: rows) func mutantsDifferAsListed(row: Row) throws {
        let entry = try catalog.entry(row.spec)
        let sound = try GraphExplorer(entry.spec(settings: row.settings)).graph()
        for (mutant, expected) in row.mutants {
            let spec = try entry.spec(settings: row.settings, mutant: mutant)
            let comparison = try GraphComparison(base: sound, head: GraphExplorer(spec).graph())
            #expect(Self.words(comparison) == expected, "\(row.spec) \(row.settings) \(mutant)")
        }
    }

    private static func words(_ comparison: GraphComparison) -> String {
        let properties = comparison.properties.map { ", \($0.name) -\($0.onlyBase) +\($0.onlyHead)" }.joined()
        guard comparison.behaviour != .same else { return "same" + properties }
        func change(_ change: GraphComparison.Change?) -> String {
            change.map { "+\($0.gained) -\($0.lost)" } ?? "?"
        }
        func length(_ run: GraphRun?) -> String { run.map { "\($0.steps.count)" } ?? "none" }
        return [
            change(comparison.states), change(comparison.steps), length(comparison.onlyHead),
            length(comparison.onlyBase),
        ].joined(separator: ", ") + properties
    }
}
