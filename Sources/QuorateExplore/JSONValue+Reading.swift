import Foundation
import QuorateTraces

extension JSONValue {
    /// The text, or nil for anything else.
    var text: String? { if case .string(let text) = self { text } else { nil } }

    /// The whole number, or nil for anything else.
    var wholeNumber: Int? { if case .number(let digits) = self { Int(digits) } else { nil } }

    /// The bytes as they are sent, in one line.
    var line: Data { Data(JSONPrinter(width: .max) { _, _ in false }.text(self).utf8) }

    /// A text with what a reader would not see in it escaped.
    static func shown(_ text: String) -> JSONValue { .string(ForeignText.shown(text)) }
}
