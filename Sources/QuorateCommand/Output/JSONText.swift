/// A JSON value that keeps the order of its keys, so that output reads like its documentation.
indirect enum JSONText {
    case null
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONText])
    case object(KeyValuePairs<String, JSONText>)
    case dictionary([(String, JSONText)])

    /// A string, or null.
    static func optional(_ text: String?) -> JSONText { text.map(JSONText.string) ?? .null }

    /// The value over several lines; what is short stays on one.
    var pretty: String { text(indent: "") }

    private func text(indent: String) -> String {
        let inner = indent + "  "
        let compact = compactText
        if compact.utf8.count + indent.utf8.count <= 120 { return compact }
        switch self {
        case .array(let values):
            let lines = values.map { inner + $0.text(indent: inner) }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
        case .object, .dictionary:
            let lines = fields.map { "\(inner)\(Self.quoted($0.0)): \($0.1.text(indent: inner))" }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        case .null, .boolean, .integer, .number, .string: return compact
        }
    }

    private var compactText: String {
        switch self {
        case .null: "null"
        case .boolean(let value): "\(value)"
        case .integer(let value): "\(value)"
        // JSON knows neither infinities nor "not a number".
        case .number(let value): value.isFinite ? "\(value)" : "null"
        case .string(let value): Self.quoted(value)
        case .array(let values): "[" + values.map(\.compactText).joined(separator: ", ") + "]"
        case .object, .dictionary:
            "{" + fields.map { "\(Self.quoted($0.0)): \($0.1.compactText)" }.joined(separator: ", ") + "}"
        }
    }

    private var fields: [(String, JSONText)] {
        switch self {
        case .object(let pairs): pairs.map { ($0.key, $0.value) }
        case .dictionary(let pairs): pairs
        case .null, .boolean, .integer, .number, .string, .array: []
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20: quoted += "\\u00" + (scalar.value < 16 ? "0" : "1") + hex(scalar)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    private static func hex(_ scalar: Unicode.Scalar) -> String { String(scalar.value % 16, radix: 16) }
}
