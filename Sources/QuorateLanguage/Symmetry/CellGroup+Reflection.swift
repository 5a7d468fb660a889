import QuorateQuorums

/// A type that knows its cells: those of the vocabulary.
package protocol CelledValue {
    /// The cells of any value of this type, from its first bit on.
    static func cellGroups() throws -> [CellGroup]
}

extension CellGroup {
    /// The cells of a state.
    package static func groups(of state: some SpecState) throws -> [CellGroup] { try groups(ofAny: state) }

    /// The cells of a value: what its type says, or those of its parts.
    static func groups(ofAny value: Any) throws -> [CellGroup] {
        func open<T>(_ value: T) throws -> [CellGroup] { try groups(ofOpened: value) }
        return try open(value)
    }

    private static func groups<T>(ofOpened value: T) throws -> [CellGroup] {
        if let type = T.self as? any CelledValue.Type { return try type.cellGroups() }
        if let type = T.self as? any ReplicaCarrying.Type { return try groups(saidBy: type) }
        let plain = [CellGroup(bytes: MemoryLayout<T>.size)]
        if T.self is any FixedWidthInteger.Type || T.self is Bool.Type { return plain }
        let mirror = Mirror(reflecting: value)
        guard mirror.displayStyle == .struct || mirror.displayStyle == .tuple else {
            // An enum without payloads; others are refused for their bytes, or hold nothing but such.
            return plain
        }
        return mirror.children.isEmpty ? plain : try groups(ofParts: mirror)
    }

    /// The cell of a value that says what becomes of it, which is stored as its number.
    private static func groups<Value: ReplicaCarrying>(saidBy type: Value.Type) throws -> [CellGroup] {
        guard MemoryLayout<Value>.size == 1, EnumCases.plainCount(of: type) >= 0 else {
            throw CarryingProblem(
                message: "a \(type) is not stored as its number; write `@Packed var` in front of it")
        }
        return [CellGroup(keys: .fixed(1), count: 1, width: 8, values: try .of(type)) { _ in 0 }]
    }

    /// The cells of the fields, between which there is no hole.
    private static func groups(ofParts mirror: Mirror) throws -> [CellGroup] {
        var groups: [CellGroup] = []
        var offset = 0
        for (position, child) in mirror.children.enumerated() {
            func layout<T>(_: T) -> (Int, Int) { (MemoryLayout<T>.size, MemoryLayout<T>.alignment) }
            let (size, alignment) = _openExistential(child.value, do: layout)
            offset = (offset + alignment - 1) / alignment * alignment
            let label = child.label ?? ".\(position)"
            let name = label.hasPrefix("_") ? String(label.dropFirst()) : label
            do {
                groups += try Self.groups(ofAny: child.value).map { $0.shifted(by: offset * 8) }
            } catch let problem as CarryingProblem {
                throw problem.inside("`\(name)`")
            }
            offset += size
        }
        return groups
    }
}
