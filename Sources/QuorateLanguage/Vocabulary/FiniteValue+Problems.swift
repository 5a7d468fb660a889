// A finite value is its number, so a type whose values share a number, or have none, would make one state of two: a
// search would miss states without a word.
extension FiniteValue {
    /// Mistake in the numbers of this type's values, or nil; asked once when a search starts.
    package static var numberingProblem: String? {
        // Whoever numbers itself asks for its table here.
        let count = valueCount
        if let problem = NumberTable.knownProblem(of: Self.self) { return problem }
        if count < 1 { return "\(Self.self) has no values" }
        let remedy = "number the values from 0, in `packed` and `init(packed:)`, or leave that to FiniteValue"
        if Self.self is any CaseIterable.Type, let counts = EnumCases.counts(of: Self.self),
            counts.payload > 0
        {
            return
                "\(Self.self) has cases with payloads and lists them itself; leave out `CaseIterable`, and it numbers all"
                + " of them"
        }
        // First those that the type lists: a number that is none of them may not even make a value.
        if let listed = Self.self as? any CaseIterable.Type {
            for (position, value) in values(of: listed).enumerated() where value.packed != UInt64(position) {
                return "\(value) is number \(position) of \(Self.self) but says \(value.packed); \(remedy)"
            }
        }
        let names = EnumCases.names(of: Self.self) ?? []
        var found: Set<Int> = []
        // More than any storage takes need not be tried.
        for number in 0..<UInt64(min(valueCount, 1 << 17)) {
            let value = Self(packed: number)
            if value.packed != number {
                return "value number \(number) of \(Self.self) says \(value.packed); \(remedy)"
            }
            if !names.isEmpty { found.insert(EnumCases.position(of: value)) }
        }
        if valueCount <= 1 << 17, let missing = names.indices.first(where: { !found.contains($0) }) {
            return
                "no number of \(Self.self), 0 to \(valueCount - 1), is of the case \(names[missing]): it could be kept,"
                + " and nobody would find it again; \(remedy)"
        }
        return nil
    }

    private static func values<Listed: CaseIterable>(of _: Listed.Type) -> [Self] {
        Listed.allCases.map { $0 as! Self }
    }
}

extension ReplicaMap: ByteCanonical {
    /// Values that do not have the numbers 0, 1 and so on.
    public static var layoutProblem: String? { Value.numberingProblem }
}

extension ReplicaMatrix: ByteCanonical {
    /// Values that do not have the numbers 0, 1 and so on.
    public static var layoutProblem: String? { Value.numberingProblem }
}

extension Votes: ByteCanonical {
    /// Values that do not have the numbers 0, 1 and so on.
    public static var layoutProblem: String? { Value.numberingProblem }
}

extension Packed: ByteCanonical {
    /// Values that do not have the numbers 0, 1 and so on.
    public static var layoutProblem: String? { Value.numberingProblem }
}

extension Channel: ByteCanonical {
    /// Messages that do not have the numbers 0, 1 and so on.
    public static var layoutProblem: String? { Message.numberingProblem }
}

extension BoundedInt: ByteCanonical {
    /// A range that is empty, or too wide for a byte.
    public static var layoutProblem: String? {
        if (0..<256).contains(high &- low) { return nil }
        return "the range \(low) to \(high) of a BoundedInt must hold at least 1 and at most 256 numbers"
    }
}
