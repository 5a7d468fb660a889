import QuorateFaults

extension Assumptions {
    /// Assumptions of nodes that gossip; where copies are `late`, they are sent and heard in steps of their own.
    static func gossip(among nodes: ReplicaSet, late: Bool) -> Assumptions {
        Assumptions(
            replicas: nodes, .none, network: [.lossy, .duplicating],
            notes: [
                late
                    ? "a node hears the copy that another has sent last, at any time and any number of times"
                    : "a node reads the copy of another in one step"
            ])
    }
}

extension Spec {
    /// Fairness of gossip: each replica hears from each other one again and again.
    ///
    /// - Parameters:
    ///   - gossip: the action by which the second replica hears from the first.
    ///   - send: the action by which a replica sends its copy, where that is a step of its own.
    func everyPairGossips(
        _ gossip: @Sendable (ReplicaID, ReplicaID) -> Action,
        sending send: (@Sendable (ReplicaID) -> Action)? = nil
    ) -> [Fairness<Self>] {
        let sending: [Fairness<Self>] = replicas.compactMap { n in
            guard let sends = send?(n) else { return nil }
            return .weak("\(n) sends its copy") { $0 == sends }
        }
        return sending
            + replicas.flatMap { n -> [Fairness<Self>] in
                (replicas - [n]).map { o in
                    let hears = gossip(n, o)
                    return .weak("\(o) hears from \(n)") { $0 == hears }
                }
            }
    }
}
