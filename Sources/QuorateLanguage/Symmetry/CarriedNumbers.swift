import QuorateQuorums

/// Numbers of a finite type, and where they go when two names are traded.
package struct CarriedNumbers: Sendable {
    package typealias Move = @Sendable (Trade) throws -> [Int]

    /// The number of values.
    package let count: Int
    /// For each trade the number that each number becomes; nil where no value has a name in it.
    package let move: Move?
    /// True where some value has an interchangeable one in it.
    var carriesValues = false

    /// Numbers that no trade changes.
    static func fixed(_ count: Int) -> CarriedNumbers { CarriedNumbers(count: count, move: nil) }

    /// Replicas themselves.
    static let replicas = CarriedNumbers(count: ReplicaID.capacity) { trade in
        guard case .replicas(let exchange) = trade else { return ReplicaID.values.map(\.number) }
        return ReplicaID.values.map { exchange($0).number }
    }

    /// Most values of a type that are looked through.
    private static let most = 1 << 16

    /// The numbers of `type`: as it says, or by the names that reflection finds in its values.
    package static func of<Value: FiniteValue>(
        _ type: Value.Type, _ names: TradedNames
    ) throws -> CarriedNumbers {
        if type is ReplicaID.Type { return replicas }
        let count = Value.valueCount
        guard count <= most else {
            throw CarryingProblem(message: "\(type) has \(count) values, too many to be looked through")
        }
        let saysReplicas = type is any ReplicaCarrying.Type
        let saysValues = !names.values.isEmpty && type is any ValueCarrying.Type
        let isSaid = saysReplicas && (saysValues || names.values.isEmpty)
        let found = isSaid ? nil : FoundNames(Array(Value.values), names)
        let carriesReplicas = saysReplicas || found?.hasReplica ?? false
        let carriesValues = saysValues || found?.hasValue ?? false
        if !carriesReplicas, !carriesValues { return fixed(count) }
        return CarriedNumbers(
            count: count,
            move: { trade in
                switch trade {
                case .replicas where saysReplicas, .values where saysValues: try said(type, trade)
                case .replicas where carriesReplicas, .values where carriesValues:
                    try found?.numbers(after: trade) ?? Array(0..<count)
                default: Array(0..<count)
                }
            }, carriesValues: carriesValues)
    }

    /// Numbers as the type says.
    private static func said<Value: FiniteValue>(_ type: Value.Type, _ trade: Trade) throws -> [Int] {
        try Value.values.map { value in
            let other =
                switch trade {
                case .replicas(let exchange): (value as? any ReplicaCarrying)?.exchanging(exchange) as? Value
                case .values(let exchange): (value as? any ValueCarrying)?.exchanging(exchange) as? Value
                }
            let number = (other ?? value).packed
            // As an integer a number that has lost its sign would be below all.
            guard number < UInt64(truncatingIfNeeded: Value.valueCount) else {
                throw CarryingProblem(
                    message: "`exchanging` of \(value) gives a value with number \(number), which none has")
            }
            return Int(truncatingIfNeeded: number)
        }
    }
}
