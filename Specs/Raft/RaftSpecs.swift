import QuorateFaults

/// Specs of Raft and its changes of membership; a target of their own, since drivers of real code are built on them.
package let raftSpecs = Catalog(
    [
        .spec(Raft(), instances: Raft.instances),
        .spec(MembershipChange(), instances: MembershipChange.instances),
        .spec(LeaderElection(), instances: LeaderElection.instances),
        .spec(ClusterBootstrap(), instances: ClusterBootstrap.instances),
        .spec(ReadIndex(), instances: ReadIndex.instances),
    ], about: "agreement", costs: [3, 5].flatMap { raft(servers: $0) },
    refinements: [Refinement(Raft(terms: 2, entries: 0)), Refinement(Raft())])

/// One entry: AppendEntries to n - 1 followers, and their responses; r0 leads term 1.
private func raft(servers n: Int) -> [CostFigure] {
    let spec = Raft(servers: n, terms: 1, entries: 1)
    let run: Costing.Run = {
        spec.costOfOneRun(reaching: "an entry is committed") { action in
            switch action {
            case .timeout(let i): i == 0
            case .append(_, _, _, let length): length == 1
            case .vote, .lead, .propose, .commit: true
            default: false
            }
        }
    }
    return Costing("Raft", "n = \(n)", run: run).figures(
        messages: ("2(n-1)", 2 * (n - 1), nil), rounds: ("2", 2, .exactly(2)))
}
