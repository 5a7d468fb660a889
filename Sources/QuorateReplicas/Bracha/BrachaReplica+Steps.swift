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

    private func firstValue(of values: Set<[UInt8]>) -> [UInt8]? {
        values.min { $0.lexicographicallyPrecedes($1) }
    }

    private func count(_ kind: BrachaMessage.Kind, _ value: [UInt8]) -> Int {
        let message = BrachaMessage(kind, value)
        return state.senders[message, default: []].count + state.repetitions[message, default: 0]
    }

    private func mayEcho(_ value: [UInt8]) -> Bool {
        let isDone = rules.echoesEveryValue ? state.echoed.contains(value) : !state.echoed.isEmpty
        if isDone || rules.skipsEchoPhase { return false }
        return count(.initial, value) >= 1 || count(.echo, value) >= configuration.enoughEchoes
            || rules.joinsReadies && count(.ready, value) >= configuration.enoughReadiesToEcho
    }

    private func mayBeReady(_ value: [UInt8]) -> Bool {
        let isDone = rules.echoesEveryValue ? state.ready.contains(value) : !state.ready.isEmpty
        if isDone || state.echoed.isEmpty && !rules.skipsEchoPhase { return false }
        let isPrepared =
            rules.skipsEchoPhase
            ? count(.initial, value) >= 1 : count(.echo, value) >= configuration.enoughEchoes
        return isPrepared
            || rules.joinsReadies && count(.ready, value) >= configuration.enoughReadiesToBeReady
    }

    private func mayDeliver(_ value: [UInt8]) -> Bool {
        state.delivered == nil && !state.ready.isEmpty
            && count(.ready, value) >= configuration.enoughReadiesToDeliver
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
            let delivered = rules.deliversEchoedValue ? firstValue(of: state.echoed) ?? value : value
            state.delivered = delivered
            return .event(.delivered(delivered))
        }
    }

    /// What this replica says counts for itself too, from the moment that it leaves.
    private mutating func send(_ message: BrachaMessage) -> Output<Event> {
        state.senders[message, default: []].insert(configuration.replica)
        return .broadcast(message.encoded)
    }

    private var rules: BrachaConfiguration.Rules { configuration.rules }
}
