package import QuorateLanguage

extension JSONValue {
    /// The text of the value in one line.
    package var line: String { JSONPrinter.line(self) }

    /// `value` as the Informal Trace Format writes it.
    package init(ofITF value: SpecValue) { self.init(itf: value) }

    /// The value of an expression in the Informal Trace Format, in which plain whole numbers stand for themselves too.
    ///
    /// - Parameter place: the name of the whole, as errors have it.
    package func specValue(in place: String) throws(TraceFileError) -> SpecValue {
        try SpecValue(itf: withWrappedNumbers, at: .member(.root, place))
    }

    /// The same with each whole number as the format writes it.
    private var withWrappedNumbers: JSONValue {
        switch self {
        case .number(let digits) where digits.allSatisfy { $0.isNumber || $0 == "-" }:
            ["#bigint": .string(digits == "-0" ? "0" : digits)]
        case .array(let elements): .array(elements.map(\.withWrappedNumbers))
        case .object(let members) where members.count == 1 && members[0].key == "#bigint": self
        case .object(let members):
            .object(members.map { Member(key: $0.key, value: $0.value.withWrappedNumbers) })
        case .null, .boolean, .number, .string: self
        }
    }
}
