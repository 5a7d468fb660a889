import QuorateFaults

private let n: Quantity = "n", f: Quantity = "f"
private let voters: SetExpression = "A", others: SetExpression = "B", unreliable: SetExpression = "F"

extension AttestedAgreement {
    enum Mutant: String, SpecMutant {
        case rolledBackCounter = "rolled-back-counter"
        case unattestedVotes = "unattested-votes"
        case uncheckedCounter = "unchecked-counter"

        var expectation: MutantExpectation {
            switch self {
            case .rolledBackCounter:
                .breaks(
                    "agreement",
                    "the component forgets its counter when switched off, and binds a value twice")
            case .unattestedVotes:
                .breaks("agreement", "receivers take votes without an attestation, and liars vote twice")
            case .uncheckedCounter:
                .breaks("agreement", "receivers count attested votes of any counter value")
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(replicas: 3, faults: 1), distinct: 873, generated: 3084, depth: 6),
            .holds(Self(replicas: 4, faults: 1), distinct: 3476, generated: 14160, depth: 8),
            .holds(Self(replicas: 5, faults: 2), distinct: 170_090, generated: 1_066_730, depth: 10),
            // No replica is faulty.
            .holds(Self(replicas: 3, faults: 0), distinct: 125, generated: 307, depth: 6),
            .caught(Self(mutant: .rolledBackCounter), distinct: 14466, generated: 70980, depth: 14, steps: 7),
            .caught(Self(mutant: .unattestedVotes), distinct: 387, generated: 1920, depth: 6, steps: 4),
            .caught(Self(mutant: .uncheckedCounter), distinct: 1041, generated: 3636, depth: 6, steps: 6),
        ])

    static var waivedMutants: [MutantWaiver] {
        [.waive(.dropInitialState, because: "no rule tells the replica that lies from another one")]
    }

    /// A voter in common is enough where no replica votes twice; a correct one in each quorum keeps lies out.
    var claims: [Claim] {
        let size = QuorumSize.majority.quantity()
        let share = Claim.intersection(
            "common-voter", "The voters for two decided values have one in common, who may be a liar.",
            source: Self.source, of: (voters, others), each: { $0.count >= size }
        ) { n > 2 * f }
        let correct = Claim(
            "correct-voter", "Among the voters for a decided value is a correct one, and they can be found.",
            source: Self.source
        ) {
            n > 2 * f
            voters.count >= size
            unreliable.count <= f
        } then: {
            (voters - unreliable).count >= 1
            (.everyone - unreliable).count >= size
        }
        return [share, correct]
    }
}
