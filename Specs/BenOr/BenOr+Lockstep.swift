import QuorateFaults
import QuorateLanguage
import QuorateQuorums

// Who may take which step, whatever they hear. In lockstep the correct replicas take an exchange once all
// have taken the one before, the lowest first, and send 0 before 1 before neither.
extension BenOr {
    /// The correct replicas that may take an exchange, of those that have taken the one `before` it and have
    /// not `done` it: all of them, or in lockstep the next.
    @inline(__always)
    func turn(after before: ReplicaSet, done: ReplicaSet, _ correct: CorrectReplicas) -> ReplicaSet {
        let waiting = before.subtracting(done)
        if !lockstep { return waiting }
        if before != correct.members { return [] }
        for i in waiting { return ReplicaSet(bits: 1 &<< UInt16(i.rawValue)) }
        return []
    }

    /// Whether `v` may still be reported in `round`.
    @inline(__always)
    func mayReport(_ v: Value, in round: Int, _ s: State, _ correct: CorrectReplicas) -> Bool {
        !lockstep || v == .one
            || s.votes.senders(of: .report(round: round, .one), in: correct).isEmpty
    }

    /// Whether `v` may still be proposed in `round`.
    @inline(__always)
    func mayPropose(_ v: Value, in round: Int, _ s: State, _ correct: CorrectReplicas) -> Bool {
        if !lockstep { return true }
        return s.votes.senders(of: .proposal(round: round, nil), in: correct).isEmpty
            && (v == .one || s.votes.senders(of: .proposal(round: round, .one), in: correct).isEmpty)
    }
}
