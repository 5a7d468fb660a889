import QuorateReplicas

// Short words for the tests of single replicas.
extension BrachaReplica {
    /// Replica number `replica` of four, one of which may be Byzantine; replica 0 is the sender.
    static func ofFour(
        _ replica: Int = 1, unsafely change: (inout BrachaConfiguration.Rules) -> Void = { _ in }
    ) throws -> BrachaReplica {
        BrachaReplica(
            try BrachaConfiguration(
                replica: replica, replicaCount: 4, faultCount: 1, sender: 0, unsafely: change))
    }

    /// Replica 1 of seven, two of which may be Byzantine; replica 0 is the sender.
    static func ofSeven(
        unsafely change: (inout BrachaConfiguration.Rules) -> Void = { _ in }
    ) throws -> BrachaReplica {
        BrachaReplica(
            try BrachaConfiguration(replica: 1, replicaCount: 7, faultCount: 2, sender: 0, unsafely: change))
    }

    mutating func hear(_ kind: BrachaMessage.Kind, _ value: [UInt8], from replicas: Int...) {
        for replica in replicas { receive(.message(BrachaMessage(kind, value).encoded, from: replica)) }
    }

    mutating func outputs() -> [Output<Event>] {
        var outputs: [Output<Event>] = []
        while let output = nextOutput() { outputs.append(output) }
        return outputs
    }
}

extension Output where Event == BrachaReplica.Event {
    static func echo(_ value: [UInt8]) -> Self { .broadcast(BrachaMessage(.echo, value).encoded) }
    static func ready(_ value: [UInt8]) -> Self { .broadcast(BrachaMessage(.ready, value).encoded) }
    static func initial(_ value: [UInt8]) -> Self { .broadcast(BrachaMessage(.initial, value).encoded) }
    static func delivered(_ value: [UInt8]) -> Self { .event(.delivered(value)) }
    static func dropped(_ drop: BrachaReplica.Drop) -> Self { .event(.dropped(drop)) }
}

let (apple, pear, plum): ([UInt8], [UInt8], [UInt8]) = ([1], [2], [3])
