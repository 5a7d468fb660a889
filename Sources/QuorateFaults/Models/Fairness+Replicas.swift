public import QuorateLanguage
public import QuorateQuorums

extension Spec {
    /// Weak fairness of each replica: one that can take a step takes one, again and again.
    ///
    /// That a replica takes *some* step is less than that it takes each: use an obligation for each kind of step where a
    /// replica must not do one thing for ever and leave out another.
    ///
    /// - Parameter replica: the replica that takes an action, or nil for what no replica owes.
    public func everyReplicaTakesSteps(
        _ replica: @escaping @Sendable (Action) -> ReplicaID?
    ) -> [Fairness<Self>] {
        replicas.map { member in .weak("\(member) takes steps") { replica($0) == member } }
    }
}

extension ByzantineSpec {
    /// Weak fairness of each replica in the runs in which it is correct: one that can take a step without the help of
    /// faulty replicas takes one, again and again. What faulty replicas do is never owed.
    ///
    /// - Parameter replica: the replica that takes an action, or nil for what no replica owes.
    public func everyCorrectReplicaTakesSteps(
        _ replica: @escaping @Sendable (Action) -> ReplicaID?
    ) -> [Fairness<Self>] {
        replicas.map { [self] member in
            .weak("\(member), if correct, takes steps") { action, state in
                replica(action) == member && !faulty(in: state).contains(member)
            }
        }
    }
}
