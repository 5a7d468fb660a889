public import QuorateLanguage

extension SpecValue {
    /// Returns true if this is the same value as `other`, with the elements of sets, the entries of maps and
    /// the fields of records in any order.
    ///
    /// A record of the two fields `tag` (a name) and `value` is the same as the case `tag` with that payload:
    /// trace files cannot tell them apart.
    public func isSame(as other: SpecValue) -> Bool {
        self == other || canonicalText == other.canonicalText
    }

    /// A text that two values share exactly when they are the same.
    package var canonicalText: String {
        switch self {
        case .boolean(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .largeInteger(let digits): digits
        case .string(let text): JSONPrinter.quoted(text)
        case .list(let elements): "[" + elements.map(\.canonicalText).joined(separator: ",") + "]"
        case .set(let elements):
            "{" + Set(elements.map(\.canonicalText)).sorted().joined(separator: ",") + "}"
        case .map(let entries):
            "<"
                + entries.map { $0.key.canonicalText + ":" + $0.value.canonicalText }.sorted()
                .joined(separator: ",") + ">"
        case .record(let fields):
            "("
                + fields.map { JSONPrinter.quoted($0.name) + ":" + $0.value.canonicalText }.sorted()
                .joined(separator: ",") + ")"
        case .variant(let tag, let payload):
            SpecValue.record([.init(name: "tag", value: .string(tag)), .init(name: "value", value: payload)])
                .canonicalText
        }
    }
}
