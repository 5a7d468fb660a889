import QuorateFaults

extension ReadIndex {
    enum Mutant: String, SpecMutant {
        case earlyRead = "early-read"
        case noHeartbeats = "no-heartbeats"
        case noNoOp = "no-no-op"

        var expectation: MutantExpectation {
            switch self {
            case .earlyRead:
                .breaks(
                    "no stale reads",
                    "a new leader answers from its commit index before it has committed an entry of its own term"
                )
            case .noHeartbeats:
                .breaks("no stale reads", "a leader does not ask whether there is a newer one")
            case .noNoOp:
                .breaks(
                    "every read ends",
                    "a leader waits for a command of its own term to commit, and nobody sends one")
            }
        }
    }

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropGuard, "answer",
                because: "it is the mutant no-heartbeats, which takes two terms of three servers to be seen")
        ]
    }

    static let instances =
        expected(
            by: "an independent re-model in Python",
            [
                .holds(Self(terms: 1, commands: 2), distinct: 15355, generated: 53719, depth: 16),
                .holds(Self(), distinct: 41524, generated: 132_433, depth: 16),
                .holds(Self(commands: 2), distinct: 248_026, generated: 869_272, depth: 20, isLong: true),
                .caught(Self(mutant: .earlyRead), distinct: 74506, generated: 252_010, depth: 17, steps: 10),
                .caught(
                    Self(mutant: .noHeartbeats), distinct: 41656, generated: 137_179, depth: 16, steps: 12),
                .caught(Self(mutant: .noNoOp), distinct: 3145, generated: 9370, depth: 11, steps: 3),
            ])
        + expected(
            by: "Quorate", [.holds(Self(servers: 2), distinct: 993, generated: 1891, depth: 13)])
}
