import QuorateFaults

/// Specs of Raft and its changes of membership; a target of their own, since drivers of real code are built on them.
package let raftSpecs = Catalog(
    [
        .spec(Raft(), instances: Raft.instances),
        .spec(MembershipChange(), instances: MembershipChange.instances),
        .spec(LeaderElection(), instances: LeaderElection.instances),
    ])
