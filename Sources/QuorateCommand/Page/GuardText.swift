/// Text of the guard of a `take`, read off the lines of the spec: the predicate itself is one closure.
struct GuardText {
    /// Lines in which a guard has to end.
    static let mostLines = 16

    /// The condition in one line, or nil where the lines show none.
    let condition: String?

    /// The guard of the call that begins on the first of the lines.
    init(_ lines: [Substring]) {
        let text = lines.map(Self.withoutComment).joined(separator: "\n")
        guard let call = text.firstRange(of: "take("),
            let arguments = Self.balanced(text[call.upperBound...]),
            let guarding = Self.arguments(arguments).first(where: { $0.hasPrefix("if:") })
        else {
            condition = nil
            return
        }
        condition = guarding.dropFirst(3).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func withoutComment(_ line: Substring) -> Substring {
        line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line
    }

    /// The text up to the parenthesis that closes it, or nil where none does.
    private static func balanced(_ text: Substring) -> Substring? {
        var depth = 0
        for place in text.indices {
            switch text[place] {
            case "(", "[", "{": depth += 1
            case ")", "]", "}":
                if depth == 0 { return text[..<place] }
                depth -= 1
            default: break
            }
        }
        return nil
    }

    /// The arguments of a call, without the space around them.
    private static func arguments(_ text: Substring) -> [Substring] {
        var depth = 0
        return text.split { letter in
            if "([{".contains(letter) { depth += 1 }
            if ")]}".contains(letter) { depth -= 1 }
            return letter == "," && depth == 0
        }.map { $0.drop(while: \.isWhitespace) }
    }

    /// Words of a condition that can be names of variables.
    static func names(in condition: String) -> Set<Substring> {
        Set(condition.split { !$0.isLetter && !$0.isNumber && $0 != "_" })
    }
}
