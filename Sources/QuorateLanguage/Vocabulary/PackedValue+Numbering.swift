// A packed value is its number, so a type whose values share a number would make one state of two: a search
// would miss states without a word. An enum with payloads that lists its cases by hand is such a type, and the
// compiler takes it for a `PackedEnum`.
extension PackedValue {
    /// What is wrong with the numbers of this type's values, if anything; asked once when a search starts.
    package static var numberingProblem: String? {
        if valueCount < 1 { return "\(Self.self) has no values" }
        let remedy = "number the values from 0, or use an enum without payloads, of at most 256 cases"
        if let enumeration = Self.self as? any PackedEnum.Type {
            if let problem = enumeration.casesProblem { return problem }
        }
        // First those that the type lists: a number that is none of them may not even make a value.
        if let listed = Self.self as? any CaseIterable.Type {
            for (position, value) in values(of: listed).enumerated() where value.packed != UInt64(position) {
                return "\(value) is number \(position) of \(Self.self) but says \(value.packed); \(remedy)"
            }
        }
        // More than any storage takes need not be tried.
        for number in 0..<UInt64(min(valueCount, 1 << 17)) where Self(packed: number).packed != number {
            return "value number \(number) of \(Self.self) says \(Self(packed: number).packed); \(remedy)"
        }
        return nil
    }

    private static func values<Listed: CaseIterable>(of _: Listed.Type) -> [Self] {
        Listed.allCases.map { $0 as! Self }
    }
}

extension PackedEnum {
    /// A case that `allCases` leaves out, or one with a payload: its number would be that of no value.
    fileprivate static var casesProblem: String? {
        guard let counts = EnumCases.counts(of: Self.self) else {
            return "\(Self.self) is no enum; conform to PackedValue, and number its values from 0"
        }
        if counts.payload > 0 {
            return
                "\(Self.self) has cases with payloads; conform to PackedValue, and number its values from 0"
        }
        if counts.empty > 256 {
            return "\(Self.self) has \(counts.empty) cases; a PackedEnum has at most 256"
        }
        if counts.empty == allCases.count { return nil }
        return
            "\(Self.self) has \(counts.empty) cases, and `allCases` lists \(allCases.count); leave `allCases` to"
            + " the compiler"
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
