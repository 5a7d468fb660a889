import QuorateQuorums

extension ReplicaID: CelledValue {
    package static func cellGroups(_ names: TradedNames) throws -> [CellGroup] {
        [CellGroup(keys: .fixed(1), count: 1, width: 8, values: .replicas) { _ in 0 }]
    }
}

extension ReplicaSet: CelledValue {
    package static func cellGroups(_ names: TradedNames) throws -> [CellGroup] {
        [CellGroup(keys: .replicas, count: 16, width: 1) { $0 }]
    }
}

extension Packed: CelledValue {
    package static func cellGroups(_ names: TradedNames) throws -> [CellGroup] {
        [CellGroup(keys: .fixed(1), count: 1, width: 8, values: try .of(Value.self, names)) { _ in 0 }]
    }
}

extension ReplicaMap: CelledValue {
    package static func cellGroups(_ names: TradedNames) throws -> [CellGroup] {
        let width = Value.MapStorage.laneWidth
        let count = min(Value.MapStorage.laneCount, names.replicaCount)
        return [
            CellGroup(keys: .replicas, count: count, width: width, values: try .of(Value.self, names)) {
                $0 * width
            }
        ]
    }
}

extension ReplicaMatrix: CelledValue {
    package static func cellGroups(_ names: TradedNames) throws -> [CellGroup] {
        let count = min(8, names.replicaCount)
        return [
            CellGroup(
                keys: .replicas, count: count, and: .replicas, count: count, width: 4,
                values: try .of(Value.self, names)
            ) { $0 * 32 + $1 * 4 }
        ]
    }
}

extension Votes: CelledValue {
    package static func cellGroups(_ names: TradedNames) throws -> [CellGroup] {
        let count = Value.valueCount
        return [
            CellGroup(keys: try .of(Value.self, names), count: count, and: .replicas, count: 16, width: 1) {
                $0 * 16 + $1
            }
        ]
    }
}

extension FiniteSet: CelledValue {
    package static func cellGroups(_ names: TradedNames) throws -> [CellGroup] {
        [CellGroup(keys: try .of(Element.self, names), count: Element.valueCount, width: 1) { $0 }]
    }
}

extension PackedTable: CelledValue {
    package static func cellGroups(_ names: TradedNames) throws -> [CellGroup] {
        let width = Self.width
        return [
            CellGroup(
                keys: try .of(Key.self, names), count: Key.valueCount, width: width,
                values: try .of(Value.self, names)
            ) { BitLane(UInt64($0), width: width).bit }
        ]
    }
}

extension Bag: CelledValue {
    package static func cellGroups(_ names: TradedNames) throws -> [CellGroup] {
        let width = Self.width
        return [
            CellGroup(keys: try .of(Element.self, names), count: Element.valueCount, width: width) {
                BitLane(UInt64($0), width: width).bit
            }
        ]
    }
}

extension BitLane {
    /// The first bit.
    fileprivate var bit: Int { word * 64 + Int(truncatingIfNeeded: shift) }
}

extension Channel: CelledValue {
    package static func cellGroups(_ names: TradedNames) throws -> [CellGroup] {
        guard try CarriedNumbers.of(Message.self, names).move == nil else {
            throw CarryingProblem(
                message:
                    "nobody knows how to trade names in a Channel of \(Message.self), which holds replicas or"
                    + " interchangeable values; keep the messages in a table or a set")
        }
        return [CellGroup(bytes: 8)]
    }
}

extension PerKey: CelledValue {
    package static func cellGroups(_ names: TradedNames) throws -> [CellGroup] {
        let keys = try CarriedNumbers.of(Key.self, names)
        let count = Key.self is ReplicaID.Type ? min(count, names.replicaCount) : count
        let bits = MemoryLayout<Element>.stride * 8
        return try CellGroup.groups(ofAny: NumberTable.zeros(Element.self), names).map {
            $0.repeated(for: keys, count: count, every: bits)
        }
    }
}

extension PerPair: CelledValue {
    package static func cellGroups(_ names: TradedNames) throws -> [CellGroup] {
        try PerReplica<PerReplica<Element, count>, count>.cellGroups(names)
    }
}
