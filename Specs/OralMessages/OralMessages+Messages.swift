public import QuorateQuorums

extension OralMessages {
    /// One message: "the last of `path` says that the one before it says that … the commander orders so and
    /// so".
    public struct Message: Hashable, Sendable {
        /// The commander, and after it those who relay, the sender last: as many as the round in which it is
        /// sent.
        public let path: [ReplicaID]
        /// Who receives it.
        public let receiver: ReplicaID
    }

    /// Every message that has been sent when a run is in `s`, each once.
    ///
    /// A traitor's turn counts like a loyal general's; without traitors this is what the algorithm costs.
    /// - Complexity: O(n^(m + 1)).
    public func messages(in s: State) -> [Message] {
        guard s.turns > 0 else { return [] }
        let commands = lieutenants.map { Message(path: [0], receiver: $0) }
        return lieutenants.filter { $0.number < s.turns.value }.reduce(into: commands) {
            messages, lieutenant in
            messages += self.messages(along: [0, lieutenant], among: lieutenants, depth: depth - 1)
        }
    }

    /// How many messages have been sent when a run is in `s`; see ``messages(in:)``.
    public func messageCount(in s: State) -> Int { messages(in: s).count }

    /// The messages of an instance OM(`depth`) whose commander is the last of `path`.
    private func messages(along path: [ReplicaID], among generals: ReplicaSet, depth: Int) -> [Message] {
        let receivers = generals.subtracting([path.last!])
        let commands = receivers.map { Message(path: path, receiver: $0) }
        if depth == 0 { return commands }
        return commands
            + receivers.flatMap { messages(along: path + [$0], among: receivers, depth: depth - 1) }
    }
}
