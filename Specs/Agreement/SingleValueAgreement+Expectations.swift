import QuorateFaults

private let n: Quantity = "n", f: Quantity = "f"
private let voters: SetExpression = "A", others: SetExpression = "B", unreliable: SetExpression = "F"

extension SingleValueAgreement {
    enum Mutant: String, SpecMutant {
        case byzantineReplica = "byzantine-replica"
        case minorityQuorum = "minority-quorum"
        case volatileVote = "volatile-vote"

        var expectation: MutantExpectation {
            switch self {
            case .byzantineReplica:
                .breaks("agreement", "replicas and quorums are made for crashes, and a faulty replica lies")
            case .minorityQuorum: .breaks("agreement", "f votes are taken for a quorum")
            case .volatileVote:
                .breaks(
                    "agreement",
                    "a replica sends its vote without writing it down, and votes again after a crash")
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            // 2f + 1 replicas with majorities survive f crashes.
            .holds(Self(), distinct: 500, generated: 1669, depth: 7),
            .holds(Self(replicas: 3, faults: 1, model: .crashStop), distinct: 500, generated: 1294, depth: 7),
            .holds(
                Self(replicas: 5, faults: 2, model: .crashStop), distinct: 54480, generated: 245_176,
                depth: 12),
            // The same replicas and majorities do not survive f liars.
            .violates(
                "agreement", Self(replicas: 3, faults: 1, model: .byzantine, quorum: 2), distinct: 129,
                generated: 255, depth: 4, steps: 4),
            .violates(
                "agreement", Self(replicas: 5, faults: 2, model: .byzantine, quorum: 3), distinct: 4370,
                generated: 14350, depth: 6, steps: 4),
            // 3f + 1 replicas with quorums of 2f + 1 do.
            .holds(Self(replicas: 4, faults: 1, model: .byzantine), distinct: 500, generated: 1228, depth: 6),
            .holds(
                Self(replicas: 7, faults: 2, model: .byzantine), distinct: 71505, generated: 305_571,
                depth: 10),
            .holds(Self(replicas: 5, model: .byzantine), distinct: 1755, generated: 5165, depth: 8),
            // One replica less: no replica is misled, and one that is silent stops the others.
            .violates(
                "quorum without the faulty replicas", Self(replicas: 3, faults: 1, model: .byzantine),
                distinct: 45, generated: 63, depth: 4),
            .violates(
                "quorum without the faulty replicas", Self(replicas: 2, faults: 1, model: .crashStop),
                distinct: 45, generated: 71, depth: 5),
            // No replica is faulty.
            .holds(Self(replicas: 3, faults: 0, model: .byzantine), distinct: 125, generated: 307, depth: 6),
            // A quorum of f may be liars only; one correct replica alone has none to disagree with.
            .violates(
                "validity", Self(replicas: 2, faults: 1, model: .byzantine, quorum: 1), distinct: 24,
                generated: 36, depth: 2, steps: 1),
            .caught(Self(mutant: .volatileVote), distinct: 19236, generated: 106_081, depth: 21, steps: 8),
            .caught(Self(mutant: .minorityQuorum), distinct: 1748, generated: 6925, depth: 7, steps: 4),
            .caught(Self(mutant: .byzantineReplica), distinct: 129, generated: 255, depth: 4, steps: 4),
        ])

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropGuard, "crash",
                because: "agreement stands however many are down, and no property promises a decision"),
            .waive(
                .dropEffect, "recover",
                because: "with its vote on disk a replica that comes back is as one that was never down"),
            .waive(.dropInitialState, because: "no rule tells the replica that lies from another one"),
        ]
    }

    /// Facts on which agreement stands under the spec's model: a replica in common, or a correct one.
    var claims: [Claim] {
        let size = rule.quantity()
        let lies = actualModel == .byzantine
        let share = Claim.intersection(
            "common-voter", "The voters for two decided values have one in common who votes once.",
            source: Self.source, of: (voters, others), each: { $0.count >= size }
        ) {
            bound
            // Without faults f votes are none at all.
            if mutant == .minorityQuorum { f >= 1 }
        } besides: {
            unreliable.count <= f
        } then: {
            (lies ? $0 - unreliable : $0).count >= 1
        }
        let available = Claim.availability(
            "available-quorum", "The replicas that are not faulty are a quorum.", source: Self.source,
            of: size, without: unreliable
        ) { bound }
        let run = share.run(
            by: Self.name, mutant: mutant?.rawValue,
            settings: ["replicas": n, "faults": f, "model": .number(model.rawValue)])
        let isRefuted = mutant == .minorityQuorum || mutant == .byzantineReplica
        return [isRefuted ? run.refuted(["n": 3, "f": 1]) : run, available]
    }

    /// Number of replicas that the protocol needs.
    private var bound: Proposition { model == .byzantine ? n > 3 * f : n > 2 * f }
}
