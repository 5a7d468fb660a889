import QuorateFaults

// Termination (section 2.2), with partial synchrony: after the last timeout that was too short, a round with a correct
// proposer whose value nobody's lock forbids comes to a decision.

extension TendermintIn {
    /// Obligations of the correct replicas, and of their timeouts in a round that has failed: its proposer is faulty, a
    /// correct replica has gone on, or a vote of a correct replica stands in the way of a quorum.
    var fairness: [Fairness<Self>] {
        partialSynchrony(
            { [self] action in
                switch action {
                case .propose(let round, _, _): proposer(of: round)
                case .prevote(let i, _, _), .prevoteNil(let i, _), .precommit(let i, _, _),
                    .precommitNil(let i, _):
                    i
                }
            },
            isTimeout: { action in
                switch action {
                case .prevoteNil, .precommitNil: true
                default: false
                }
            },
            isDue: { [self] action, s in
                switch action {
                case .prevoteNil(let i, let round):
                    isGivenUp(round, in: s) || refuses(i, round, in: s)
                case .precommitNil(_, let round): isGivenUp(round, in: s) || isDivided(round, in: s)
                default: false
                }
            })
    }

    /// A decision of the correct replicas. In the last round of the instance a vote for nil of a correct replica ends what
    /// it says: the next round would have to make up for it.
    var termination: Property<State> {
        let spec = self
        return .eventually(
            "termination",
            given: { s in
                Evidence(spec.hasRunOutOfRounds(s)) || Self.decided(.first, s, spec.quorum, spec.rounds)
                    || Self.decided(.second, s, spec.quorum, spec.rounds)
            })
    }

    /// Failure of a round whatever correct replicas do in it.
    private func isGivenUp(_ round: Int, in s: State) -> Bool {
        s.faulty.contains(proposer(of: round))
            || (round + 1..<max(rounds, round + 1)).contains { later in
                haveStarted(later, in: s)
            }
    }

    /// Presence of a correct replica in a round: it has sent something there.
    func haveStarted(_ round: Int, in s: State) -> Bool {
        let correct = s.faulty.correct(among: replicas)
        return !havePrevoted(round, correct, in: s).isEmpty
            || haveProposed(in: s).contains(proposer(of: round))
    }

    /// Refusal of the proposal of a correct proposer by a replica with a lock on the other value.
    private func refuses(_ i: ReplicaID, _ round: Int, in s: State) -> Bool {
        let correct = s.faulty.correct(among: replicas)
        guard let i = correct[i], let proposer = correct[proposer(of: round)],
            let lock = lock(of: i, before: round, in: s)
        else { return false }
        for value in Value.values where value != lock.value {
            if s.opening.hasCast(.proposal(value, validRound: nil), by: proposer) { return true }
            for earlier in 0..<min(round, lock.round)
            where s.opening.hasCast(.proposal(value, validRound: earlier), by: proposer) { return true }
        }
        return false
    }

    /// Prevotes of correct replicas for nil or for more than one value: they alone are no quorum for any.
    private func isDivided(_ round: Int, in s: State) -> Bool {
        let correct = s.faulty.correct(among: replicas)
        let voters = [nil, .first, .second].map {
            s.opening.senders(of: .prevote(Ballot(round, $0)), in: correct)
        }
        return !voters[0].isEmpty || !voters[1].isEmpty && !voters[2].isEmpty
    }

    private func hasRunOutOfRounds(_ s: State) -> Bool {
        let correct = s.faulty.correct(among: replicas)
        return !s.opening.senders(of: .prevote(Ballot(rounds - 1, nil)), in: correct).isEmpty
            || !s.precommits.senders(of: Ballot(rounds - 1, nil), in: correct).isEmpty
    }
}
