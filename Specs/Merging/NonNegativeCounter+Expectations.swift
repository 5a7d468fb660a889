import QuorateFaults

extension NonNegativeCounter {
    enum Mutant: String, SpecMutant {
        case uncoordinated = "uncoordinated"
        case keptRights = "kept-rights"
        case unsentDecrements = "unsent-decrements"

        var expectation: MutantExpectation {
            switch self {
            case .uncoordinated:
                .breaks(
                    "never below zero",
                    "a node decrements when its copy is above zero, as with a plain PN-Counter")
            case .keptRights:
                .breaks("never below zero", "a node that passes a right on goes on to use it")
            case .unsentDecrements:
                .breaks("convergence", "nodes tell each other their rights, and not their decrements")
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 418, generated: 1433, depth: 10),
            .holds(Self(transfers: 2), distinct: 880, generated: 3051, depth: 14),
            .holds(Self(nodes: 3, stock: 2, increments: 0), distinct: 2634, generated: 17560, depth: 15),
            .holds(Self(late: true), distinct: 6213, generated: 30939, depth: 18),
            .caught(Self(mutant: .uncoordinated), distinct: 2077, generated: 6972, depth: 14, steps: 3),
            .caught(Self(mutant: .keptRights), distinct: 1118, generated: 4063, depth: 12, steps: 4),
            .caught(Self(mutant: .unsentDecrements), distinct: 215, generated: 800, depth: 9, steps: 1),
        ])

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropGuard, "send",
                because: "without late copies nobody hears of what was sent"),
            .waive(
                .dropGuard, "increment",
                because: "the counter may be incremented without end, and the bound only ends the search"),
        ]
    }
}
