import QuorateFaults

private let n: Quantity = "n", f: Quantity = "f"
private let voters: SetExpression = "A", otherVoters: SetExpression = "B", liars: SetExpression = "F"

extension FairScheduler {
    enum Mutant: String, SpecMutant {
        case noVectorClocks = "no-vector-clocks"
        case noFairnessCheck = "no-fairness-check"
        case noTieBreak = "no-tie-break"
        case openClock = "open-clock"
        case forgetfulClock = "forgetful-clock"
        case forgottenDequeue = "forgotten-dequeue"
        case quorumOfFPlusOne = "quorum-f-plus-1"

        var expectation: MutantExpectation {
            switch self {
            case .noVectorClocks:
                .breaks(
                    "no false accusation",
                    "a replica rejects what passes over a process that it has itself seen, whoever has not"
                )
            case .noFairnessCheck:
                .breaks("bounded overtaking", "replicas vote for any process that the proposer picks")
            case .noTieBreak:
                .breaks(
                    "bounded overtaking", "of processes with one timestamp the proposer picks which it likes")
            case .openClock:
                .breaks("causal order", "a clock need not hold what the homes of its processes had seen")
            case .forgetfulClock:
                .breaks(
                    "bounded overtaking", "a proposer need not have seen what was in the clock decided last")
            case .forgottenDequeue:
                .breaks("no process dequeued twice", "a process stays in the queue after its decision")
            case .quorumOfFPlusOne:
                .breaks("agreement", "f + 1 votes decide, and two such quorums share no correct replica")
            }
        }
    }

    static let instances = expected(by: "an independent re-model in Python", rows)
    private static let rows: [SpecInstance<Self>] = [
        .holds(Self(), distinct: 197_062, generated: 1_273_942, depth: 16),
        .holds(Self(processes: 2), distinct: 3208, generated: 12728, depth: 12),
        .holds(Self(slots: 1), distinct: 61843, generated: 364_804, depth: 13),
        .holds(Self(faults: 0, processes: 2, quorum: 3), distinct: 1112, generated: 3874, depth: 13),
        .caught(
            Self(processes: 2, slots: 1, mutant: .noVectorClocks), distinct: 1663, generated: 6239,
            depth: 10, steps: 5),
        .caught(
            Self(processes: 2, slots: 1, mutant: .noTieBreak), distinct: 1569, generated: 5860, depth: 9,
            steps: 4),
        .violates(
            "agreement", Self(replicas: 3, processes: 2, slots: 1, quorum: 2), distinct: 271,
            generated: 597, depth: 7, steps: 4),
        // 2f + 1 of more than 3f + 1 replicas need not have a correct one in common.
        .violates(
            "agreement", Self(replicas: 5, processes: 2, slots: 1), distinct: 11965, generated: 71287,
            depth: 11, steps: 6),
        .holds(
            Self(replicas: 5, processes: 2, slots: 1, quorum: 4), distinct: 11965, generated: 71287,
            depth: 11),
    ]

    var claims: [Claim] {
        let size = quorum > 0 ? .number(quorum) : quorumRule.quantity()
        let share = Claim.intersection(
            "common-correct-voter", "The votes for two decisions share a correct replica.",
            source: Self.source, of: (voters, otherVoters), each: { $0.count >= size }, outside: liars
        ) { n == 3 * f + 1 }
        let available = Claim.availability(
            "available-decision", "The correct replicas can decide.", source: Self.source, of: size,
            without: liars
        ) { n == 3 * f + 1 }
        let run = share.run(
            by: Self.name, mutant: mutant?.rawValue,
            settings: ["replicas": n, "faults": f, "quorum": .number(quorum)])
        return [mutant == .quorumOfFPlusOne ? run.refuted(["n": 4, "f": 1]) : run, available]
    }

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropInitialState,
                because:
                    "each choice has runs of its own, and with two slots two of the choices reach each goal"
            )
        ]
    }
}
