import QuorateFaults

extension TerminationDetection {
    enum Mutant: String, SpecMutant {
        case withoutBlackening = "without-blackening"

        var expectation: MutantExpectation {
            switch self {
            case .withoutBlackening:
                .breaks(
                    "termination when detected",
                    "a node stays white when it activates a node that the token has passed already")
            }
        }
    }

    /// TLC's figures: manifest of tlaplus/Examples, and reruns.
    ///
    /// The generated states are the re-model's: TLC counts a step once for each disjunct of its guard that is
    /// true. The depth in the manifest (10 levels for three nodes) is one too many.
    static let instances = expected(
        by: "TLC, an independent re-model in Python",
        [
            .holds(Self(nodes: 2), distinct: 54, generated: 186, depth: 5),
            .holds(Self(nodes: 3), distinct: 302, generated: 1817, depth: 8),
            .holds(Self(nodes: 4), distinct: 1566, generated: 14962, depth: 11),
            .caught(Self(mutant: .withoutBlackening), distinct: 248, generated: 1536, depth: 6, steps: 5),
            .caught(
                Self(nodes: 4, mutant: .withoutBlackening), distinct: 1264, generated: 12328, depth: 8,
                steps: 6),
        ])

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropInitialState,
                because: "the ring may begin in any state, and what holds of all of them holds of fewer")
        ]
    }
}
