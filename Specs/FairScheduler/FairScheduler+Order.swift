import QuorateLanguage
import QuorateQuorums

// The order of the queue, and what a clock proves.
extension FairScheduler {
    /// The processes that have been enqueued.
    func enqueued(in s: State) -> ReplicaSet {
        var enqueued = ReplicaSet()
        for process in processes where s.past[process] != nil { enqueued.insert(process) }
        return enqueued
    }

    /// The logical timestamp of an enqueued process: one more than the latest that its home had seen.
    func timestamp(of process: ReplicaID, in s: State) -> Int {
        guard let past = s.past[process] else { return 0 }
        var latest = 0
        for earlier in past.members { latest = max(latest, timestamp(of: earlier, in: s)) }
        return latest + 1
    }

    /// Whether `one` comes before `other` in the queue: by timestamp, then by number.
    func comes(_ one: ReplicaID, before other: ReplicaID, in s: State, breakingTies: Bool = true) -> Bool {
        let (mine, others) = (timestamp(of: one, in: s), timestamp(of: other, in: s))
        return mine < others || mine == others && breakingTies && one < other
    }

    /// Whether `process` is in the queue of `seen` behind another process.
    func isPassedOver(by process: ReplicaID, in seen: ReplicaSet, _ s: State) -> Bool {
        for other in seen where other != process {
            if comes(other, before: process, in: s, breakingTies: mutant != .noTieBreak) { return true }
        }
        return false
    }

    /// Whether the set can be a clock: with every process it holds those that its home had seen.
    func isClosed(_ clock: ReplicaSet, in s: State) -> Bool {
        for process in clock {
            guard let past = s.past[process] else { return false }
            if !past.members.isSubset(of: clock) { return false }
        }
        return true
    }

    /// Whether receivers can make sense of the proposal: its clock is one, and its processes have been
    /// enqueued.
    func isWellFormed(_ proposal: Proposal, in s: State) -> Bool {
        let clock = proposal.clock.members
        if mutant == .openClock { return clock.isSubset(of: enqueued(in: s)) }
        return clock.isSubset(of: processes) && isClosed(clock, in: s)
    }

    /// Whether the clock of `proposal` proves that its proposer has passed over a process, or forgotten a
    /// decision.
    func isUnfair(_ proposal: Proposal, after previous: Proposal?, in s: State) -> Bool {
        if mutant == .noFairnessCheck { return false }
        let dequeued = dequeued(by: previous)
        let clock = proposal.clock.members
        if dequeued.contains(proposal.process) { return true }
        if let previous, mutant != .forgetfulClock, !previous.clock.members.isSubset(of: clock) {
            return true
        }
        return isPassedOver(by: proposal.process, in: clock.subtracting(dequeued), s)
    }

    /// Whether `replica` will not vote for the proposal.
    func rejects(_ replica: ReplicaID, _ proposal: Proposal, after previous: Proposal?, in s: State) -> Bool {
        if mutant == .noVectorClocks {
            let waiting = s.known[replica].members.subtracting(dequeued(by: previous))
            if isPassedOver(by: proposal.process, in: waiting, s) { return true }
        }
        return isUnfair(proposal, after: previous, in: s)
    }

    /// What is no longer in the queue after the decision of the first slot, if there has been one.
    func dequeued(by previous: Proposal?) -> ReplicaSet {
        guard let previous, mutant != .forgottenDequeue else { return [] }
        return [previous.process]
    }
}
