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

    /// Fairness of the network towards each replica that lives: of what is sent to it again and again, something arrives
    /// again and again.
    ///
    /// Strong, since a network that may lose messages can lose each as long as it is owed only what can be delivered all
    /// the time. One obligation is for each replica and each `kind` of message: a network that is fair to a receiver only
    /// may deliver one kind for ever and none of another.
    ///
    /// - Parameters:
    ///   - kinds: the kinds of message that are owed apart from each other.
    ///   - delivery: the receiver and the kind of the message that an action delivers, or nil for another action.
    ///   - isOwed: membership of the receivers that must be reached in a state: those that live and are correct; all
    ///     unless given.
    public func deliveriesAreFair<Kind: Hashable & Sendable>(
        of kinds: [Kind], _ delivery: @escaping @Sendable (Action) -> (receiver: ReplicaID, kind: Kind)?,
        to isOwed: @escaping @Sendable (ReplicaID, State) -> Bool = { _, _ in true }
    ) -> [Fairness<Self>] {
        replicas.flatMap { member in
            kinds.map { kind in
                .strong("\(kind) arrives at \(member)") { action, state in
                    guard let (receiver, arriving) = delivery(action) else { return false }
                    return receiver == member && arriving == kind && isOwed(member, state)
                }
            }
        }
    }
}

extension ByzantineSpec {
    /// Weak fairness of each replica in the runs in which it is correct: one that can take a step without the help of
    /// faulty replicas takes one, again and again. What faulty replicas do is never owed.
    ///
    /// - Parameter replica: the replica that takes an action, or nil for what no replica owes.
    @inlinable
    public func everyCorrectReplicaTakesSteps(
        _ replica: @escaping @Sendable (Action) -> ReplicaID?
    ) -> [Fairness<Self>] {
        replicas.map { [self] member in
            .weak("\(member), if correct, takes steps") { action, state in
                replica(action) == member && !faulty(in: state).contains(member)
            }
        }
    }

    /// Note for the assumptions of a spec whose liveness stands on ``partialSynchrony(_:isTimeout:isDue:)``.
    public var partialSynchronyNote: String {
        "for liveness: partial synchrony, so that from some step on no timer runs out too early"
    }

    /// Fairness of partial synchrony: from some step on, that nobody knows, messages among correct replicas arrive and
    /// timers run out only where the view has failed.
    ///
    /// Dwork, Lynch and Stockmeyer, "Consensus in the Presence of Partial Synchrony", Journal of the ACM 35 (1988). A timer
    /// may run out at any time, and is owed only where it is *due*, which is where no waiting helps: the leader is faulty,
    /// or another correct replica has given up. In a spec of finitely many views each run has a last timer that runs out
    /// too early, and after that step the run is as the paper has it, so the state needs no clock. Two obligations are for
    /// each replica, one for what it does and one for its timer.
    ///
    /// - Parameters:
    ///   - replica: the replica that takes an action, a timeout included, or nil for what no replica owes.
    ///   - isTimeout: truth of an action that a timer sets off.
    ///   - isDue: truth of a timeout in a state in which a timer that is long enough runs out too.
    @inlinable
    public func partialSynchrony(
        _ replica: @escaping @Sendable (Action) -> ReplicaID?,
        isTimeout: @escaping @Sendable (Action) -> Bool,
        isDue: @escaping @Sendable (Action, State) -> Bool
    ) -> [Fairness<Self>] {
        everyCorrectReplicaTakesSteps { isTimeout($0) ? nil : replica($0) }
            + replicas.map { [self] member in
                .weak("the timer of \(member), if correct, runs out where it is due") { action, state in
                    isTimeout(action) && replica(action) == member && !faulty(in: state).contains(member)
                        && isDue(action, state)
                }
            }
    }
}
