import QuorateFaults

extension Scrubbing {
    enum Mutant: String, SpecMutant {
        case linearScan = "linear-scan"
        case rottenCopy = "rotten-copy"
        case unscrubbedCopy = "unscrubbed-copy"

        var expectation: MutantExpectation {
            switch self {
            case .linearScan:
                .breaks("logarithmic search", "the scrubber compares one block after the other")
            case .rottenCopy: .breaks("recoverability", "a block rots on both devices before it is repaired")
            case .unscrubbedCopy:
                .breaks("repair of what can be repaired", "the scrubber looks at one device only")
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(blocks: 2), distinct: 45, generated: 93, depth: 8),
            .holds(Self(blocks: 4), distinct: 219, generated: 471, depth: 10),
            .holds(Self(), distinct: 1083, generated: 2383, depth: 12),
            // No powers of two: the search takes at most ⌈log₂ n⌉ comparisons, and some block takes them.
            .holds(Self(blocks: 3), distinct: 115, generated: 243, depth: 8),
            .holds(Self(blocks: 5), distinct: 387, generated: 839, depth: 9),
            .holds(Self(blocks: 6), distinct: 567, generated: 1239, depth: 10),
            .holds(Self(blocks: 7), distinct: 805, generated: 1765, depth: 10),
            .holds(Self(blocks: 4, decays: 4), distinct: 1275, generated: 3817, depth: 20),
            .caught(Self(mutant: .linearScan), distinct: 1355, generated: 2963, depth: 13, steps: 6),
            .caught(Self(mutant: .rottenCopy), distinct: 1171, generated: 2543, depth: 12, steps: 7),
            .caught(
                Self(blocks: 2, mutant: .unscrubbedCopy), distinct: 30, generated: 63, depth: 8, steps: 1),
        ])
}
