import QuorateQuorums

/// Numbers of a finite type, and where they go when two replicas trade names.
package struct CarriedNumbers: Sendable {
    /// The number of values.
    package let count: Int
    /// For each exchange the number that each number becomes; nil where no value has a replica in it.
    package let move: (@Sendable (ReplicaExchange) throws -> [Int])?

    /// Numbers that no exchange changes.
    static func fixed(_ count: Int) -> CarriedNumbers { CarriedNumbers(count: count, move: nil) }

    /// Replicas themselves.
    static let replicas = CarriedNumbers(count: ReplicaID.capacity) { exchange in
        ReplicaID.values.map { exchange($0).number }
    }

    /// Most values of a type that are looked through.
    private static let most = 1 << 16

    /// The numbers of `type`: as it says, or by the replicas that reflection finds in its values.
    package static func of<Value: FiniteValue>(_ type: Value.Type) throws -> CarriedNumbers {
        if type is ReplicaID.Type { return replicas }
        let count = Value.valueCount
        guard count <= most else {
            throw CarryingProblem(message: "\(type) has \(count) values, too many to be looked through")
        }
        if type is any ReplicaCarrying.Type { return CarriedNumbers(count: count, move: said(type)) }
        return try found(Array(Value.values))
    }

    /// Numbers as the type says.
    private static func said<Value: FiniteValue>(
        _ type: Value.Type
    ) -> @Sendable (ReplicaExchange) throws -> [Int] {
        { exchange in
            try Value.values.map { value in
                let other = (value as? any ReplicaCarrying)?.exchanging(exchange) as? Value
                let number = Int(truncatingIfNeeded: (other ?? value).packed)
                guard number < Value.valueCount else {
                    throw CarryingProblem(
                        message:
                            "`exchanging` of \(value) gives a value with number \(number), which none has")
                }
                return number
            }
        }
    }

    /// Numbers as reflection finds them.
    private static func found<Value: FiniteValue>(_ values: [Value]) throws -> CarriedNumbers {
        let shapes = values.map { ValueShape($0) }
        guard shapes.contains(where: \.hasReplica) else { return fixed(values.count) }
        var numbers: [ValueShape: Int] = [:]
        for (number, shape) in shapes.enumerated() where numbers[shape] == nil { numbers[shape] = number }
        let known = numbers
        return CarriedNumbers(count: values.count) { exchange in
            try shapes.enumerated().map { number, shape in
                let other = shape.exchanging(exchange)
                if other == shape { return number }
                guard let found = known[other] else {
                    throw CarryingProblem(
                        message:
                            "\(values[number]) has no counterpart in \(Value.self) when \(exchange.first) and"
                            + " \(exchange.second) trade names; say it in `exchanging` (ReplicaCarrying)")
                }
                return found
            }
        }
    }
}

/// A value as reflection sees it, with the replicas in it.
private indirect enum ValueShape: Hashable {
    case replica(ReplicaID)
    case replicas(ReplicaSet)
    case leaf(String)
    case node(String, [ValueShape])

    init(_ value: Any) {
        if let replica = value as? ReplicaID {
            self = .replica(replica)
        } else if let set = value as? ReplicaSet {
            self = .replicas(set)
        } else {
            let mirror = Mirror(reflecting: value)
            let isCase = mirror.displayStyle == .enum || mirror.displayStyle == .optional
            let name = isCase ? mirror.children.first?.label ?? "\(value)" : ""
            self =
                mirror.children.isEmpty
                ? .leaf("\(value)") : .node(name, mirror.children.map { ValueShape($0.value) })
        }
    }

    var hasReplica: Bool {
        switch self {
        case .replica, .replicas: true
        case .leaf: false
        case .node(_, let parts): parts.contains(where: \.hasReplica)
        }
    }

    func exchanging(_ exchange: ReplicaExchange) -> ValueShape {
        switch self {
        case .replica(let replica): .replica(exchange(replica))
        case .replicas(let set): .replicas(exchange(set))
        case .leaf: self
        case .node(let name, let parts): .node(name, parts.map { $0.exchanging(exchange) })
        }
    }
}
