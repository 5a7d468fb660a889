import QuorateFaults
public import QuorateLanguage
import QuorateQuorums

extension HotStuff: CostedSpec {
    /// A vote goes to the leader, which sends the certificate of each phase to all others. The spec has no step for that:
    /// it counts with the first vote that needs the certificate, and the last one (DECIDE) with the vote that makes it.
    public func cost(of action: Action, from state: State, to successor: State) -> StepCost {
        let others = allReplicas.count - 1
        let correct = state.faulty.correct(among: allReplicas)
        func vote(of i: ReplicaID, in view: Int, round: Int, first isFirst: Bool) -> StepCost {
            StepCost(
                messages: (i == leader(of: view) ? 0 : 1) + (isFirst ? others : 0), signatures: 1,
                round: round)
        }
        switch action {
        case .propose(let view, _, _): return StepCost(messages: others, signatures: 1, round: 8 * view + 1)
        case .prepare(let i, let view, _): return vote(of: i, in: view, round: 8 * view + 2, first: false)
        case .preCommit(let i, let view, _):
            let isFirst = havePreCommitted(view, correct, in: state).isEmpty
            return vote(of: i, in: view, round: 8 * view + 4, first: isFirst)
        case .commit(let i, let view, let block):
            let voters = state.commits.senders(of: Ballot(view, block), in: correct)
            let isDecided = voters.count == quorum - 1
            var cost = vote(of: i, in: view, round: 8 * view + 6, first: voters.isEmpty)
            if isDecided { cost.add(StepCost(messages: others, round: 8 * view + 7)) }
            return cost
        case .nextView(let i, let view):
            return StepCost(messages: i == leader(of: view) ? 0 : 1, signatures: 1, round: 8 * view)
        }
    }
}
