/// Text in columns of a fixed width.
package enum TextColumns {
    /// The columns of a rendering.
    package static let width = 110
    /// The longest label with its value that is kept in one line.
    private static let longestLabelled = 40

    /// The items one after the other, in as few lines as they need; an item is broken only when it is longer
    /// than a line, and then between words, never inside one.
    static func fill(_ items: [String], separator: String, width: Int) -> [String] {
        var lines: [String] = []
        var current = ""
        for (index, item) in items.enumerated() {
            let piece = index == items.count - 1 ? item : item + separator
            if !current.isEmpty, current.count + 1 + piece.count > width {
                lines.append(current)
                current = ""
            }
            if piece.count > width {
                lines += wrap(piece, width: width)
            } else {
                current += (current.isEmpty ? "" : " ") + piece
            }
        }
        return lines + (current.isEmpty ? [] : [current])
    }

    /// `text` in lines, the ones after the first indented by two.
    package static func wrap(_ text: String, width: Int) -> [String] {
        guard text.count > width else { return [text] }
        var lines: [String] = []
        var current = ""
        var length = 0
        for word in words(of: text) {
            if length > 0, length + 1 + word.count > width {
                lines.append(current)
                (current, length) = ("  ", 2)
            } else if length > 0 {
                (current, length) = (current + " ", length + 1)
            }
            current += word
            length += word.count
        }
        return lines + [current]
    }

    /// The words of `text`; a label stays with what it labels, if that is short.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        for word in text.split(separator: " ") {
            if let label = words.last, label.hasSuffix(":"), label.count + word.count < longestLabelled {
                words[words.count - 1] = label + " " + word
            } else {
                words.append(String(word))
            }
        }
        return words
    }

    static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// `line` without the spaces at its end, which an empty name leaves there.
    static func trimmed(_ line: String) -> String {
        String(line.prefix(upTo: line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex))
    }

    /// `text` with everything escaped that is neither printable ASCII nor the arrow: a trace file can hold what
    /// a terminal would obey.
    package static func printable(_ text: String) -> String {
        var printable = ""
        for scalar in text.unicodeScalars {
            if (0x20...0x7E).contains(scalar.value) || scalar == "→" {
                printable.unicodeScalars.append(scalar)
            } else {
                printable += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return printable
    }
}

extension Int {
    /// The number and its noun, as in `1 step` and `5 steps`.
    func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
