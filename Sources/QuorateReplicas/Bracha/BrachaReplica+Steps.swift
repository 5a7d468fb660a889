extension BrachaReplica {
    /// The step that the next ``nextOutput()`` takes, behind what was dropped.
    ///
    /// An echo comes before being ready, which comes before delivery. If Byzantine replicas have made a step
    /// possible with several values, it is taken with the first of them in lexicographic order.
    public var nextStep: Step? {
        if let value = state.broadcastValue, !state.hasBroadcast { return .broadcast(value) }
        if let value = valueHeard(where: mayEcho) { return .echo(value) }
        if let value = valueHeard(where: mayBeReady) { return .ready(value) }
        if let value = valueHeard(where: mayDeliver) { return .deliver(value) }
        return nil
    }

    private func valueHeard(where condition: ([UInt8]) -> Bool) -> [UInt8]? {
        firstValue(of: Set(state.senders.keys.map(\.value)).filter(condition))
    }

    func firstValue(of values: Set<[UInt8]>) -> [UInt8]? {
        values.min { $0.lexicographicallyPrecedes($1) }
    }

    func count(_ kind: BrachaMessage.Kind, _ value: [UInt8]) -> Int {
        let message = BrachaMessage(kind, value)
        return state.senders[message, default: []].count + state.repetitions[message, default: 0]
    }

    mutating func take(_ step: Step) -> Output<Event> {
        switch step {
        case .broadcast(let value):
            state.hasBroadcast = true
            return send(BrachaMessage(.initial, value))
        case .echo(let value):
            state.echoed.insert(value)
            return send(BrachaMessage(.echo, value))
        case .ready(let value):
            state.ready.insert(value)
            return send(BrachaMessage(.ready, value))
        case .deliver(let value):
            let delivered = outcome(of: value)
            state.delivered = delivered
            return .event(.delivered(delivered))
        }
    }

    /// Sends the message to all; it counts for this replica itself too, from the moment that it leaves.
    private mutating func send(_ message: BrachaMessage) -> Output<Event> {
        state.senders[message, default: []].insert(configuration.replica)
        return .broadcast(message.encoded)
    }
}
