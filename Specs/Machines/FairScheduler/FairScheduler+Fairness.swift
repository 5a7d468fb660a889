import QuorateFaults

extension FairScheduler {
    // The order of the queue, what a clock proves, and what must never happen.

    /// The processes that have been enqueued.
    func enqueued(in s: State) -> ReplicaSet {
        processes.filter { s.past[$0] != nil }
    }

    /// The logical timestamp of an enqueued process: one more than the latest that its home had seen.
    func timestamp(of process: ReplicaID, in s: State) -> Int {
        guard let past = s.past[process] else { return 0 }
        var latest = 0
        for earlier in past.members { latest = max(latest, timestamp(of: earlier, in: s)) }
        return latest + 1
    }

    /// Order of the queue: `one` comes before `other`, by timestamp, then by number.
    func comes(_ one: ReplicaID, before other: ReplicaID, in s: State, breakingTies: Bool = true) -> Bool {
        let (mine, others) = (timestamp(of: one, in: s), timestamp(of: other, in: s))
        return mine < others || mine == others && breakingTies && one < other
    }

    /// Passing over: `process` is in the queue of `seen` behind another process.
    func isPassedOver(by process: ReplicaID, in seen: ReplicaSet, _ s: State) -> Bool {
        seen.contains {
            $0 != process && comes($0, before: process, in: s, breakingTies: mutant != .noTieBreak)
        }
    }

    /// Closure, which makes a set a clock: with every process it holds those that its home had seen.
    func isClosed(_ clock: ReplicaSet, in s: State) -> Bool {
        clock.allSatisfy { s.past[$0]?.members.isSubset(of: clock) ?? false }
    }

    /// Form of a proposal that receivers can make sense of: its clock is one, and its processes have been
    /// enqueued.
    func isWellFormed(_ proposal: Proposal, in s: State) -> Bool {
        let clock = proposal.clock.members
        if mutant == .openClock { return clock.isSubset(of: enqueued(in: s)) }
        return clock.isSubset(of: processes) && isClosed(clock, in: s)
    }

    /// Proof of unfairness: the clock of `proposal` shows that its proposer has passed over a process, or
    /// forgotten a decision.
    func isUnfair(_ proposal: Proposal, after previous: Proposal?, in s: State) -> Bool {
        if mutant == .noFairnessCheck { return false }
        let dequeued = dequeued(by: previous)
        let clock = proposal.clock.members
        if dequeued.contains(proposal.process) { return true }
        if let previous, mutant != .forgetfulClock, !previous.clock.members.isSubset(of: clock) {
            return true
        }
        return isPassedOver(by: proposal.process, in: clock - dequeued, s)
    }

    /// Refusal of `replica` to vote for the proposal.
    func rejects(_ replica: ReplicaID, _ proposal: Proposal, after previous: Proposal?, in s: State) -> Bool {
        if mutant == .noVectorClocks {
            let waiting = s.known[replica].members - dequeued(by: previous)
            if isPassedOver(by: proposal.process, in: waiting, s) { return true }
        }
        return isUnfair(proposal, after: previous, in: s)
    }

    /// The processes that are no longer in the queue after the decision of the first slot, if there has been
    /// one.
    func dequeued(by previous: Proposal?) -> ReplicaSet {
        guard let previous, mutant != .forgottenDequeue else { return [] }
        return [previous.process]
    }

    /// Two proposals are decided in one slot.
    func isAmbiguous(_ s: State) -> Evidence {
        .any(of: Slot.values) { slot in
            anyDecision(in: slot, s) { one in
                anyDecision(in: slot, s) { other in Evidence(one != other) }
            }
        }
    }

    /// A process is dequeued before one that its home had seen.
    func isOutOfCausalOrder(_ s: State) -> Evidence {
        anyHistory(s) { first, second in
            guard let second else { return s.past[first.process]?.members != [] }
            return s.past[second.process]?.members.isSubset(of: [first.process]) != true
        }
    }

    /// A process is dequeued before one that comes first in the queue and was in a decided clock.
    func hasOvertaken(_ s: State) -> Evidence {
        anyHistory(s) { first, second in
            let admitted = first.clock.members | (second?.clock.members ?? [])
            let latest = second?.process ?? first.process
            let waiting = admitted - (second == nil ? [] : [first.process])
            return waiting.contains { comes($0, before: latest, in: s) }
        }
    }

    func isDequeuedTwice(_ s: State) -> Evidence {
        anyHistory(s) { first, second in first.process == second?.process }
    }

    /// Correct voters are a quorum in every slot.
    func isDecidedByCorrect(_ s: State) -> Bool {
        let correct = s.faulty.correct(among: allReplicas)
        return Slot.values.prefix(slots).allSatisfy { slot in
            Proposal.values.contains { s[slot].senders(of: $0, in: correct).count >= quorumSize }
        }
    }

    /// The first process dequeued is not the first that some correct replica has seen, and its proposer is
    /// correct.
    func passesOverUnseen(_ s: State) -> Bool {
        let correct = s.faulty.correct(among: allReplicas)
        let proposer = proposer(in: .first)
        guard let leader = correct[proposer] else { return false }
        return Proposal.values.contains { proposal in
            s.first.hasCast(proposal, by: leader)
                && s.first.senders(of: proposal, in: correct).count >= quorumSize
                && correct.contains { isPassedOver(by: proposal.process, in: s.known[$0.id].members, s) }
        }
    }

    /// A proposal that `isRelevant` is decided in `slot`.
    @inline(__always)
    private func anyDecision(
        in slot: Slot, _ s: State, _ isRelevant: (Proposal) -> Evidence
    ) -> Evidence {
        let correct = s.faulty.correct(among: allReplicas)
        return .any(of: Proposal.values) { proposal in
            // Without a correct voter nothing is decided; it spares most of the work.
            Evidence(!s[slot].senders(of: proposal, in: correct).isEmpty)
                && isDecided(proposal, in: slot, s) && isRelevant(proposal)
        }
    }

    /// The decision of the first slot, alone or with that of the second, `isWrong`.
    @inline(__always)
    private func anyHistory(_ s: State, _ isWrong: (Proposal, Proposal?) -> Bool) -> Evidence {
        anyDecision(in: .first, s) { first in
            Evidence(isWrong(first, nil))
                || anyDecision(in: .second, s) { second in Evidence(isWrong(first, second)) }
        }
    }
}
