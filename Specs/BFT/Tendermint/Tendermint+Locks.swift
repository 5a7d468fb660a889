import QuorateFaults

extension TendermintIn {
    // Rounds, locks and proofs of lock, all of them read off the messages.

    @inline(__always)
    func proposer(of round: Int) -> ReplicaID { ReplicaID(unchecked: UInt8(truncatingIfNeeded: round)) }

    @inline(__always)
    func isValid(_ value: Value, in s: State) -> Bool {
        mutant == .uncheckedValues || s.validity.allows(value)
    }

    /// Evidence that lets replicas into the round: a quorum of precommits, for whatever, in the one before.
    ///
    /// What one correct replica has received all will receive (section 2.1, gossip): so where one of them is in the round,
    /// the quorum is there, and is owed to the others.
    @inline(__always)
    func mayStart(_ round: Int, in s: State) -> Evidence {
        if round == 0 { return Evidence(true) }
        let votes = s.precommits
        let senders = votes[Ballot(round - 1, nil)].union(votes[Ballot(round - 1, .first)])
        return senders.union(votes[Ballot(round - 1, .second)]).count >= quorum
            || Evidence(haveStarted(round, in: s))
            || (variant == .skipsRounds ? hasMessages(of: round, in: s) : Evidence(false))
    }

    /// Evidence of f + 1 senders of messages of `round`: line 55.
    private func hasMessages(of round: Int, in s: State) -> Evidence {
        var senders = s.opening[.prevote(Ballot(round, nil))].union(s.precommits[Ballot(round, nil)])
        for value in Value.values {
            let ballot = Ballot(round, value)
            senders = senders.union(s.opening[.prevote(ballot)]).union(s.precommits[ballot])
        }
        return senders.count >= faults + 1
    }

    @inline(__always)
    func hasQuorum(_ ballot: Ballot, in s: State) -> Evidence {
        s.opening[.prevote(ballot)].count >= quorum
    }

    @inline(__always)
    func hasQuorumOfPrevotes(_ round: Int, in s: State) -> Evidence {
        let votes = s.opening
        let senders = votes[.prevote(Ballot(round, nil))].union(votes[.prevote(Ballot(round, .first))])
        return senders.union(votes[.prevote(Ballot(round, .second))]).count >= quorum
    }

    @inline(__always)
    func havePrevoted(_ round: Int, _ correct: CorrectReplicas, in s: State) -> ReplicaSet {
        s.opening.senders(of: .prevote(Ballot(round, nil)), in: correct)
            | s.opening.senders(of: .prevote(Ballot(round, .first)), in: correct)
            | s.opening.senders(of: .prevote(Ballot(round, .second)), in: correct)
    }

    @inline(__always)
    func havePrecommitted(_ round: Int, _ correct: CorrectReplicas, in s: State) -> ReplicaSet {
        s.precommits.senders(of: Ballot(round, nil), in: correct)
            | s.precommits.senders(of: Ballot(round, .first), in: correct)
            | s.precommits.senders(of: Ballot(round, .second), in: correct)
    }

    @inline(__always)
    func hasPrecommitted(_ i: CorrectReplica, _ round: Int, in s: State) -> Bool {
        havePrecommitted(round, s.faulty.correct(among: replicas), in: s).contains(i.id)
    }

    /// The correct replicas that have proposed, each in its own round.
    @inline(__always)
    func haveProposed(in s: State) -> ReplicaSet {
        let correct = s.faulty.correct(among: replicas)
        var proposers = ReplicaSet()
        for value in Value.values {
            proposers |= s.opening.senders(of: .proposal(value, validRound: nil), in: correct)
            proposers |= s.opening.senders(of: .proposal(value, validRound: 0), in: correct)
            proposers |= s.opening.senders(of: .proposal(value, validRound: 1), in: correct)
        }
        return proposers
    }

    /// Proposer of the round, if it is correct and has not proposed; otherwise the empty set.
    @inline(__always)
    func silentProposer(
        of round: Int, _ correct: CorrectReplicas, _ proposed: ReplicaSet
    ) -> ReplicaSet {
        ReplicaSet(bits: 1 &<< UInt16(round)).intersection(correct.members).subtracting(proposed)
    }

    /// lockedRound and lockedValue of `i` when it comes to `round`.
    @inline(__always)
    func lock(of i: CorrectReplica, before round: Int, in s: State) -> Ballot? {
        for earlier in stride(from: round - 1, through: 0, by: -1) {
            for value in Value.values where s.precommits.hasCast(Ballot(earlier, value), by: i) {
                return Ballot(earlier, value)
            }
        }
        return nil
    }

    /// Evidence of a proposal for which a replica with this lock may prevote `value`: lines 22 and 28.
    @inline(__always)
    func isAcceptable(_ value: Value, _ round: Int, _ lock: Ballot?, in s: State) -> Evidence {
        let isFree = lock == nil || lock?.value == value
        let lowest = isFree ? 0 : (lock?.round ?? 0) + (variant == .strictLock ? 1 : 0)
        let proposer = proposer(of: round)
        // A correct proposer has seen the proof that it shows, and passes it on.
        let isCorrect = !s.faulty.contains(proposer)
        return Evidence(isFree) && s.opening[.proposal(value, validRound: nil)].contains(proposer)
            || .any(of: lowest..<max(lowest, round)) { earlier in
                s.opening[.proposal(value, validRound: earlier)].contains(proposer)
                    && (Evidence(isCorrect) || isProven(Ballot(earlier, value), in: s))
            }
    }

    /// Evidence of a proof of lock.
    @inline(__always)
    func isProven(_ ballot: Ballot, in s: State) -> Evidence {
        mutant == .unverifiedProofOfLock ? Evidence(true) : isKnown(ballot, in: s)
    }

    /// Evidence of a quorum of prevotes; a correct replica that has precommitted has seen it and passes it on.
    @inline(__always)
    func isKnown(_ ballot: Ballot, in s: State) -> Evidence {
        hasQuorum(ballot, in: s)
            || Evidence(!s.precommits.senders(of: ballot, in: s.faulty.correct(among: replicas)).isEmpty)
    }
}
