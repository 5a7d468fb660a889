import QuorateFaults

extension GrowOnlySet {
    enum Mutant: String, SpecMutant {
        case overwritingMerge = "overwriting-merge"
        case togglingMerge = "toggling-merge"
        case pushOnly = "push-only"

        var expectation: MutantExpectation {
            switch self {
            case .overwritingMerge:
                .breaks(
                    "strong convergence", "a node takes over the copy that it hears of and forgets its own")
            case .togglingMerge:
                .breaks(
                    "strong convergence",
                    "copies are merged by symmetric difference: what is heard twice is gone")
            case .pushOnly:
                .breaks(
                    "eventual convergence",
                    "nodes send what they have to one of them, and nobody hears from it")
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(nodes: 2, modules: 3), distinct: 729, generated: 2917, depth: 8),
            .holds(Self(), distinct: 11481, generated: 84169, depth: 12),
            .holds(Self(nodes: 4, modules: 1), distinct: 6354, generated: 79157, depth: 11),
            .holds(Self(modules: 1, late: true), distinct: 1331, generated: 12343, depth: 15),
            .caught(
                Self(modules: 1, mutant: .overwritingMerge), distinct: 784, generated: 5122, depth: 9,
                steps: 3),
            .caught(
                Self(modules: 1, mutant: .togglingMerge), distinct: 633, generated: 4123, depth: 8, steps: 3),
            .caught(Self(modules: 1, mutant: .pushOnly), distinct: 18, generated: 58, depth: 5, steps: 1),
        ])

    static var waivedMutants: [MutantWaiver] {
        [.waive(.dropGuard, "send", because: "without late copies nobody hears of what was sent")]
    }
}
