import QuorateQuorums

/// A type that knows its cells: those of the vocabulary.
package protocol CelledValue {
    /// The cells of any value of this type, from its first bit on.
    static func cellGroups(_ names: TradedNames) throws -> [CellGroup]
}

extension CellGroup {
    /// The cells of a state.
    package static func groups(of state: some SpecState, _ names: TradedNames) throws -> [CellGroup] {
        try groups(ofAny: state, names)
    }

    /// The cells of a value: what its type says, or those of its parts.
    static func groups(ofAny value: Any, _ names: TradedNames) throws -> [CellGroup] {
        func open<T>(_ value: T) throws -> [CellGroup] { try groups(ofOpened: value, names) }
        return try open(value)
    }

    private static func groups<T>(ofOpened value: T, _ names: TradedNames) throws -> [CellGroup] {
        if let type = T.self as? any CelledValue.Type { return try type.cellGroups(names) }
        if let type = T.self as? any ReplicaCarrying.Type { return try groups(saidBy: type, names) }
        let plain = [CellGroup(bytes: MemoryLayout<T>.size)]
        let mirror = Mirror(reflecting: value)
        let hasParts =
            (mirror.displayStyle == .struct || mirror.displayStyle == .tuple) && !mirror.children.isEmpty
        if !names.values.isEmpty, let type = T.self as? any FiniteValue.Type,
            !hasParts || names.has(type) || type is any ValueCarrying.Type,
            let groups = try groups(carriedBy: type, names)
        {
            return groups
        }
        if T.self is any FixedWidthInteger.Type || T.self is Bool.Type { return plain }
        // An enum without payloads; others are refused for their bytes, or hold nothing but such.
        return hasParts ? try groups(ofParts: mirror, names) : plain
    }

    /// The cell of a value that says what becomes of it, which is stored as its number.
    private static func groups<Value: ReplicaCarrying>(
        saidBy type: Value.Type, _ names: TradedNames
    ) throws -> [CellGroup] {
        guard MemoryLayout<Value>.size == 1, EnumCases.plainCount(of: type) >= 0 else {
            throw notItsNumber(type)
        }
        return [CellGroup(keys: .fixed(1), count: 1, width: 8, values: try .of(type, names)) { _ in 0 }]
    }

    /// The cell of a value that is interchangeable with others, or has such in it; nil for one that is and has none.
    private static func groups<Value: FiniteValue>(
        carriedBy type: Value.Type, _ names: TradedNames
    ) throws -> [CellGroup]? {
        let numbers = try CarriedNumbers.of(type, names)
        if !numbers.carriesValues { return nil }
        let isItsNumber =
            MemoryLayout<Value>.size == 1 && Value.valueCount <= 256
            && Value.values.allSatisfy { UInt64(unsafeBitCast($0, to: UInt8.self)) == $0.packed }
        guard isItsNumber else { throw notItsNumber(type) }
        return [CellGroup(keys: .fixed(1), count: 1, width: 8, values: numbers) { _ in 0 }]
    }

    private static func notItsNumber(_ type: Any.Type) -> CarryingProblem {
        CarryingProblem(message: "a \(type) is not stored as its number; write `@Packed var` in front of it")
    }

    /// The cells of the fields, between which there is no hole.
    private static func groups(ofParts mirror: Mirror, _ names: TradedNames) throws -> [CellGroup] {
        var groups: [CellGroup] = []
        var offset = 0
        for (position, child) in mirror.children.enumerated() {
            func layout<T>(_: T) -> (Int, Int) { (MemoryLayout<T>.size, MemoryLayout<T>.alignment) }
            let (size, alignment) = _openExistential(child.value, do: layout)
            offset = (offset + alignment - 1) / alignment * alignment
            let label = child.label ?? ".\(position)"
            let name = label.hasPrefix("_") ? String(label.dropFirst()) : label
            do {
                groups += try Self.groups(ofAny: child.value, names).map { $0.shifted(by: offset * 8) }
            } catch let problem as CarryingProblem {
                throw problem.inside("`\(name)`")
            }
            offset += size
        }
        return groups
    }
}
