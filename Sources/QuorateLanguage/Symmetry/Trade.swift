import QuorateQuorums

/// Two names that are traded: of replicas, or of values of one type.
package enum Trade: Hashable, Sendable {
    case replicas(ReplicaExchange)
    case values(ValueExchange)

    /// The two names, for people.
    package var names: (first: String, second: String) {
        switch self {
        case .replicas(let exchange): ("\(exchange.first)", "\(exchange.second)")
        case .values(let exchange): (exchange.names[0], exchange.names[1])
        }
    }
}

/// Names that a spec trades beside those of replicas: they decide which types carry any.
package struct TradedNames: Sendable {
    /// Groups of values.
    package var values: [ValueGroup]
    /// Number of the first entries of a map by replica that are any replica's: where values trade places, those behind them
    /// stay as they are.
    var replicaCount = ReplicaID.capacity

    /// Names of replicas only.
    package static let replicas = TradedNames(values: [])

    package init(values: [ValueGroup]) { self.values = values }

    /// Groups of values in a spec of these replicas.
    init(values: [ValueGroup], among replicas: ReplicaSet) {
        self.values = values
        if !values.isEmpty { replicaCount = (replicas.max()?.number ?? 0) + 1 }
    }

    /// Number of a value of one of the types whose values trade names; nil for any other value.
    func number(of value: Any) -> (type: ObjectIdentifier, number: Int)? {
        if values.isEmpty { return nil }
        let type = ObjectIdentifier(Swift.type(of: value))
        guard values.contains(where: { $0.type == type }), let value = value as? any FiniteValue else {
            return nil
        }
        return (type, Int(truncatingIfNeeded: value.packed))
    }

    func has(_ type: Any.Type) -> Bool { values.contains { $0.type == ObjectIdentifier(type) } }
}

/// Obstacle to trading names in a state.
package struct CarryingProblem: Error {
    package var message: String

    /// The same obstacle in a part of something.
    func inside(_ part: String) -> CarryingProblem { CarryingProblem(message: "\(part): \(message)") }
}
