import QuorateLanguage
import QuorateQuorums

extension Raft.State {
    /// The paper's figure 8 at (b), with three servers: r0 has led term 1 and restarted, r1 leads term 2, and
    /// each has an entry that nobody else has.
    ///
    /// A run gets here from the beginning in 9 steps.
    static var figure8: Raft.State {
        var state = Raft.State()
        state.term[0] = Raft.Term(1)
        state.vote[0] = Raft.Vote(for: 0)
        for follower in [1, 2] as ReplicaSet {
            state.term[follower] = Raft.Term(2)
            state.vote[follower] = Raft.Vote(for: 1)
        }
        state.role[1] = .leader
        for (leader, term, voters) in [(0, 1, [0, 1]), (1, 2, [1, 2])] as [(ReplicaID, Int, ReplicaSet)] {
            let log = Raft.Log([term])
            state.log[leader] = log
            state.appends[term][leader] = log
            state.requests[term][leader] = Raft.LogEnd(of: Raft.Log())
            for i in voters { state.messages.insert(.vote(by: i, for: leader, term: term)) }
        }
        return state
    }
}
