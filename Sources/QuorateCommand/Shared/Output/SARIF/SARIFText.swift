import QuorateTraces

/// Text as messages of SARIF have it.
enum SARIFText {
    /// The message with the given text.
    static func message(_ text: String) -> JSONValue { ["text": .string(escaped(text))] }

    /// `text` in which nothing is a placeholder or a link.
    ///
    /// A message has braces doubled, because single ones hold the number of an argument, and reads `[words](target)` as
    /// a link; names come from specs, which anybody wrote (SARIF 2.1.0, sections 3.11.5 and 3.11.6).
    static func escaped(_ text: String) -> String {
        ForeignText.shown(text).replacing("{", with: "{{").replacing("}", with: "}}")
            .replacing("](", with: "] (")
    }

    /// A path from the top of the repository as a relative reference.
    static func uri(of path: String) -> String {
        var uri = ""
        for byte in path.utf8 {
            if isUnreserved(byte) {
                uri.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                uri += "%" + (digits.count < 2 ? "0" : "") + digits
            }
        }
        return uri
    }

    /// Letters and digits of ASCII and few signs; a colon would make a scheme of what stands before it.
    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch Character(Unicode.Scalar(byte)) {
        case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~", "/", "+": byte < 0x80
        default: false
        }
    }
}
