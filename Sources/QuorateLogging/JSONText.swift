import Logging

/// Metadata as JSON in one line.
enum JSONText {
    /// The object with the keys in order, so that equal metadata are equal lines.
    static func object(_ fields: Logger.Metadata) -> String {
        "{"
            + fields.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(value($0.value))" }
            .joined(separator: ",") + "}"
    }

    private static func value(_ value: Logger.MetadataValue) -> String {
        switch value {
        case .string(let text): quoted(text)
        case .dictionary(let fields): object(fields)
        case .array(let values): "[" + values.map(Self.value).joined(separator: ",") + "]"
        case .stringConvertible(let value): plain(value)
        }
    }

    /// A whole number or a truth value as such, anything else as its text.
    private static func plain(_ value: any CustomStringConvertible) -> String {
        if value is any BinaryInteger || value is Bool { return value.description }
        return quoted(value.description)
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case _ where scalar.value < 0x20:
                quoted += "\\u00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
