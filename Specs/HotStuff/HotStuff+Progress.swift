import QuorateFaults
import QuorateLanguage
import QuorateQuorums

/// How far the correct replicas have come, read off what they have sent.
extension HotStuff {
    /// The correct replicas that have sent NEW-VIEW for `view`, with whatever certificate.
    @inline(__always)
    func haveEntered(_ view: Int, in s: State) -> ReplicaSet {
        let correct = s.faulty.correct(among: allReplicas)
        var entered = s.justified.senders(of: .newView(view, prepareQC: nil), in: correct)
        for earlier in 0..<view {
            for block in Block.values {
                let message = JustifiedMessage.newView(view, prepareQC: Ballot(earlier, block))
                entered.formUnion(s.justified.senders(of: message, in: correct))
            }
        }
        return entered
    }

    @inline(__always)
    func havePrepared(_ view: Int, _ correct: CorrectReplicas, in s: State) -> ReplicaSet {
        s.votes.senders(of: .prepare(Ballot(view, .left)), in: correct)
            .union(s.votes.senders(of: .prepare(Ballot(view, .right)), in: correct))
    }

    @inline(__always)
    func havePreCommitted(_ view: Int, _ correct: CorrectReplicas, in s: State) -> ReplicaSet {
        s.votes.senders(of: .preCommit(Ballot(view, .left)), in: correct)
            .union(s.votes.senders(of: .preCommit(Ballot(view, .right)), in: correct))
    }

    @inline(__always)
    func haveCommitted(_ view: Int, _ correct: CorrectReplicas, in s: State) -> ReplicaSet {
        s.commits.senders(of: Ballot(view, .left), in: correct)
            .union(s.commits.senders(of: Ballot(view, .right), in: correct))
    }

    @inline(__always)
    func hasProposed(_ leader: CorrectReplica, in s: State) -> Bool {
        for block in Block.values {
            if s.justified.hasCast(.proposal(block, justify: nil), by: leader) { return true }
            if s.justified.hasCast(.proposal(block, justify: 0), by: leader) { return true }
            if s.justified.hasCast(.proposal(block, justify: 1), by: leader) { return true }
        }
        return false
    }
}
