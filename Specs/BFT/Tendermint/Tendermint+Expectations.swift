import QuorateFaults

extension TendermintTerms {
    /// None of them makes a replica send in a round that it has left, or precommit a value without a quorum
    /// of prevotes: so the lock is in all of them what the paper would have stored.
    enum Mutant: String, SpecMutant {
        /// Quorums are easier to get; which value a replica has precommitted last still shows in its
        /// precommits.
        case quorumOf2f = "quorum-2f"
        /// Locks are taken as before and not looked at in a prevote.
        case noLocks = "no-locks"
        /// A lock is released by a proposal's word; it is taken as before.
        case unverifiedProofOfLock = "unverified-proof-of-lock"
        /// Locks are as before, on more values.
        case uncheckedValues = "unchecked-values"
        /// More prevotes in the current round; a replica precommits once, and so locks once, in a round.
        case amnesia
        /// Quorums are harder to get.
        case quorumOfAll = "quorum-of-all"
        /// Nobody votes for nil, and so none goes on to another round without a value.
        case noTimeouts = "no-timeouts"

        var expectation: MutantExpectation {
            switch self {
            case .quorumOf2f:
                .breaks(
                    "agreement",
                    "2f votes are taken for a quorum, and two of those may share no correct replica")
            case .noLocks:
                .breaks("agreement", "a replica prevotes whatever is proposed, against what it has locked")
            case .unverifiedProofOfLock:
                .breaks(
                    "agreement",
                    "a replica gives up its lock for a validRound that no quorum of prevotes proves")
            case .uncheckedValues:
                .breaks("validity", "a replica prevotes for a value without asking whether it is valid")
            case .amnesia:
                .breaks(
                    "no correct replica equivocates",
                    "a replica forgets that it has prevoted in this round, and does it again")
            case .quorumOfAll:
                .breaks(
                    "termination", "n votes are a quorum, so a Byzantine replica that is silent stops all")
            case .noTimeouts: .breaks("termination", "a replica waits for a Byzantine proposer for ever")
            }
        }
    }

    enum Variant: String, SpecVariant {
        case strictLock = "strict-lock"
        case skipsRounds = "skips-rounds"

        var expectation: VariantExpectation {
            switch self {
            case .strictLock:
                .behavesTheSame(
                    "a lock yields to validRound > lockedRound only: with = it would be for the locked value",
                    source: "https://github.com/nimiq/core-rs-albatross/pull/3912")
            case .skipsRounds:
                .behavesTheSame(
                    "f + 1 messages of a later round let a replica in: a correct one has sent one of them",
                    source: "Buchman, Kwon, Milosevic (2018), Algorithm 1, lines 55 and 56")
            }
        }
    }
}

extension TendermintIn {
    typealias Mutant = TendermintTerms.Mutant
    typealias Variant = TendermintTerms.Variant

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropInitialState,
                because:
                    "who lies and which values are valid is free, and each is there with every choice of the other"
            )
        ]
    }

    /// One more re-model, in Python, follows the algorithm line by line, with rounds, steps, locks and valid values in
    /// variables and with the rule of f + 1 messages. Without these variables its states are the states here:
    /// for all of the small instances, and in two rounds of four replicas for r1 Byzantine.
    static var instances: [SpecInstance<Self>] {
        expected(
            by: "an independent re-model in Python",
            [
                .holds(Self(), distinct: 557_364, generated: 1_386_244, depth: 14, isLong: true),
                .holds(Self(rounds: 1), distinct: 2772, generated: 6584, depth: 7),
                .holds(Self(faults: 0), distinct: 61067, generated: 144_944, depth: 18),
                .holds(
                    Self(replicas: 3, faults: 0, rounds: 3), distinct: 213_362, generated: 407_328, depth: 21),
                // The states and steps of the sound spec.
                .holds(
                    Self(faults: 0, variant: .strictLock), distinct: 61067, generated: 144_944, depth: 18),
                .holds(
                    Self(replicas: 3, faults: 0, rounds: 3, variant: .strictLock), distinct: 213_362,
                    generated: 407_328, depth: 21),
                .holds(
                    Self(variant: .strictLock), distinct: 557_364, generated: 1_386_244, depth: 14,
                    isLong: true),
                .holds(
                    Self(faults: 0, variant: .skipsRounds), distinct: 61067, generated: 144_944, depth: 18),
                .holds(
                    Self(variant: .skipsRounds), distinct: 557_364, generated: 1_386_244, depth: 14,
                    isLong: true),
                // n = 3f: two quorums of n - f share the Byzantine replica only.
                .violates(
                    "agreement", Self(replicas: 3, rounds: 1), distinct: 413, generated: 710, depth: 5,
                    steps: 4),
                .violates(
                    "agreement", Self(replicas: 3), distinct: 24529, generated: 44862, depth: 10, steps: 4),
            ])
            + expected(
                by: "Quorate",
                [
                    .holds(Self(replicas: 2, faults: 0), distinct: 1037, generated: 1503, depth: 10),
                    .caught(Self(rounds: 1, mutant: .amnesia), steps: 2),
                ])
            + expected(
                by: "an independent re-model in C++",
                [
                    .holds(
                        Self(rounds: 3), distinct: 112_592_668, generated: 280_076_960, depth: 21,
                        isLong: true)
                ])
    }
}

extension TendermintIn where Storage == TwoWords {
    /// Instances of more than four replicas.
    static var wideInstances: [SpecInstance<Self>] {
        expected(
            by: "Quorate",
            [
                .holds(
                    Self(replicas: 5, rounds: 1), distinct: 15967, generated: 47810, depth: 9),
                .holds(
                    Self(replicas: 7, faults: 2, rounds: 1), distinct: 684_900, generated: 2_735_547,
                    depth: 11,
                    isLong: true),
            ])
    }
}

extension TendermintIn: CostedSpec {
    /// One message to each other replica, under one signature.
    func cost(of action: Action, from state: State, to successor: State) -> StepCost {
        let others = replicas.count - 1
        return switch action {
        case .propose(let round, _, _): StepCost(messages: others, signatures: 1, round: 3 * round + 1)
        case .prevote(_, let round, _), .prevoteNil(_, let round):
            StepCost(messages: others, signatures: 1, round: 3 * round + 2)
        case .precommit(_, let round, _), .precommitNil(_, let round):
            StepCost(messages: others, signatures: 1, round: 3 * round + 3)
        }
    }
}
