import QuorateQuorums

/// The names that reflection finds in all values of a type.
struct FoundNames<Value: FiniteValue>: Sendable {
    private let values: [Value]
    private let shapes: [ValueShape]
    private let known: [ValueShape: Int]

    init(_ values: [Value], _ names: TradedNames) {
        self.values = values
        shapes = values.map { ValueShape($0, names) }
        known = Dictionary(zip(shapes, shapes.indices)) { first, _ in first }
    }

    var hasReplica: Bool { shapes.contains(where: \.hasReplica) }
    var hasValue: Bool { shapes.contains(where: \.hasValue) }

    /// The number that each value has once two names are traded.
    func numbers(after trade: Trade) throws -> [Int] {
        try shapes.enumerated().map { number, shape in
            let other = shape.after(trade)
            if other == shape { return number }
            if let found = known[other] { return found }
            let names = trade.names
            let remedy = if case .replicas = trade { "ReplicaCarrying" } else { "ValueCarrying" }
            throw CarryingProblem(
                message:
                    "\(values[number]) has no counterpart in \(Value.self) when \(names.first) and"
                    + " \(names.second) trade names; say it in `exchanging` (\(remedy))")
        }
    }
}

/// A value as reflection sees it, with the names in it.
private indirect enum ValueShape: Hashable, Sendable {
    case replica(ReplicaID)
    case replicas(ReplicaSet)
    /// A value of a type whose values trade names, by its number.
    case value(ObjectIdentifier, Int)
    case leaf(String)
    case node(String, [ValueShape])

    init(_ value: Any, _ names: TradedNames) {
        if let replica = value as? ReplicaID {
            self = .replica(replica)
        } else if let set = value as? ReplicaSet {
            self = .replicas(set)
        } else if let (type, number) = names.number(of: value) {
            self = .value(type, number)
        } else {
            let mirror = Mirror(reflecting: value)
            let isCase = mirror.displayStyle == .enum || mirror.displayStyle == .optional
            let name = isCase ? mirror.children.first?.label ?? "\(value)" : ""
            self =
                mirror.children.isEmpty
                ? .leaf("\(value)") : .node(name, mirror.children.map { ValueShape($0.value, names) })
        }
    }

    var hasReplica: Bool {
        switch self {
        case .replica, .replicas: true
        case .leaf, .value: false
        case .node(_, let parts): parts.contains(where: \.hasReplica)
        }
    }

    var hasValue: Bool {
        switch self {
        case .value: true
        case .leaf, .replica, .replicas: false
        case .node(_, let parts): parts.contains(where: \.hasValue)
        }
    }

    func after(_ trade: Trade) -> ValueShape {
        switch (self, trade) {
        case (.replica(let replica), .replicas(let exchange)): .replica(exchange(replica))
        case (.replicas(let set), .replicas(let exchange)): .replicas(exchange(set))
        case (.value(let type, let number), .values(let exchange)) where type == exchange.type:
            .value(type, exchange.number(number))
        case (.node(let name, let parts), _): .node(name, parts.map { $0.after(trade) })
        case (.leaf, _), (.replica, _), (.replicas, _), (.value, _): self
        }
    }
}
