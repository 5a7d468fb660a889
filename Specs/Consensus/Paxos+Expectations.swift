import QuorateFaults

private let n: Quantity = "n", f: Quantity = "f"
private let voters: SetExpression = "Q", promisers: SetExpression = "P", crashed: SetExpression = "F"
private let tlcAndPython = "TLC, an independent re-model in Python"

extension Paxos {
    enum Mutant: String, SpecMutant {
        case ignoredVotes = "ignored-votes"
        case duelingProposers = "dueling-proposers"

        var expectation: MutantExpectation {
            switch self {
            case .ignoredVotes:
                .breaks("agreement", "a proposer ignores the votes that the promises report")
            case .duelingProposers:
                .breaks(
                    "progress",
                    "no proposer is distinguished: the last one overtakes those that go on, and falls silent")
            }
        }
    }

    enum Variant: String, SpecVariant {
        case halfOfEven = "half-of-even"

        var expectation: VariantExpectation {
            switch self {
            case .halfOfEven:
                .holds(
                    "half of an even number of acceptors choose: they meet every majority that promises",
                    source: "Howard, Malkhi and Spiegelman, Flexible Paxos (2016), section 3;"
                        + " https://github.com/rabbitmq/ra/issues/500")
            }
        }
    }

    /// With an odd number of acceptors, half of them and a majority are the same.
    mutating func makeRoomForVariant() {
        if variant == .halfOfEven && acceptors.count % 2 == 1 { acceptors = ReplicaSet(count: 4) }
    }

    /// TLC's figures are those of the manifest of tlaplus/Examples and of reruns. It counts a proposal once per
    /// quorum and report that allow it, the mutant's too, so its generated states are not ours.
    static let instances =
        expected(
            by: tlcAndPython,
            [
                .holds(Self(acceptors: 1, values: 1, ballots: 1), distinct: 25, depth: 8),
                .holds(Self(acceptors: 3, values: 2, ballots: 1), distinct: 3921, depth: 16),
            ])
        + expected(by: "TLC", [.holds(Self(ballots: 2), distinct: 185_369, depth: 24)])
        + expected(
            by: "Spin, Stateright, rumur", [.holds(Self(ballots: 3), distinct: 8_220_065, isLong: true)])
        + expected(
            by: tlcAndPython,
            [
                .caught(Self(mutant: .ignoredVotes), distinct: 5329, depth: 16, steps: 12),
                // The states and steps of the sound spec.
                .caught(Self(mutant: .duelingProposers), distinct: 3921, depth: 16, steps: 4),
            ])
        + expected(
            by: "an independent re-model in Python",
            [
                .holds(
                    Self(acceptors: 2, ballots: 2, variant: .halfOfEven), distinct: 1501, generated: 8172,
                    depth: 18),
                .holds(
                    Self(acceptors: 4, variant: .halfOfEven), distinct: 20609, generated: 140_473, depth: 20),
            ])

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropGuard, "promise",
                because:
                    "a promise that nobody asked for, or that comes late, binds its acceptor all the same")
        ]
    }

    /// Rule for the size of a quorum that promises.
    static var quorumSize: QuorumSize { .majority }

    /// Rule for the size of a quorum that votes.
    var votingQuorumSize: QuorumSize {
        variant == .halfOfEven ? QuorumSize(replicas: 1, over: 2) : Self.quorumSize
    }

    var claims: [Claim] {
        let (size, votingSize) = (Self.quorumSize.quantity(), votingQuorumSize.quantity())
        return [
            Claim(
                "common-acceptor", "A quorum that promises and a quorum that votes share an acceptor.",
                source: Self.source
            ) {
                promisers.count >= size
                voters.count >= votingSize
            } then: {
                (promisers & voters).count >= 1
            },
            .availability(
                "available-quorum", "The acceptors that do not crash are a quorum when n > 2f.",
                source: Self.source, of: size, without: crashed
            ) { n > 2 * f },
        ]
    }
}
