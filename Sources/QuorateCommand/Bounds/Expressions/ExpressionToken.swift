import QuorateQuorums

/// A word or a sign of an inequality, with its place.
struct ExpressionToken: Hashable {
    enum Kind: Hashable {
        case number(Int)
        /// A number with digits after the point, or so many hundredths, as a fraction.
        case fraction(Int, over: Int)
        case name(String)
        case relation(Proposition.Relation)
        case plus, minus, times, divided, percent
        case open, close, openCeiling, closeCeiling, openFloor, closeFloor
        case and, or, not, `if`, then, ceiling, floor
        case openSet, closeSet, bar, intersection, union, symmetricDifference, subset
        case comma, colon, dots, end
    }

    let kind: Kind
    /// The position of its first character, from 0.
    let column: Int

    /// The largest number that may be written.
    static let numberLimit = 1_000_000_000
    /// The longest text that is read.
    static let lengthLimit = 2000

    /// The tokens of `text`, the last of which is its end.
    static func tokens(of text: String) throws(ExpressionError) -> [ExpressionToken] {
        let characters = Array(text)
        guard characters.count <= lengthLimit else {
            throw ExpressionError(
                message: "the text is longer than \(lengthLimit) characters", column: lengthLimit)
        }
        var tokens: [ExpressionToken] = []
        var column = 0
        while column < characters.count {
            guard !characters[column].isWhitespace else {
                column += 1
                continue
            }
            let (kind, length) = try token(characters, column)
            tokens.append(ExpressionToken(kind: kind, column: column))
            column += length
        }
        return tokens + [ExpressionToken(kind: .end, column: characters.count)]
    }

    private static func token(
        _ characters: [Character], _ column: Int
    ) throws(ExpressionError) -> (Kind, length: Int) {
        let rest = characters[column...]
        if isDigit(rest.first) { return try number(rest, column) }
        if isLetter(rest.first) {
            let word = String(rest.prefix { isLetter($0) || isDigit($0) })
            return (words[word.lowercased()] ?? .name(word), word.count)
        }
        for length in [3, 2, 1] {
            if let kind = signs[String(rest.prefix(length))] { return (kind, min(length, rest.count)) }
        }
        throw ExpressionError(message: unexpected(characters[column]), column: column)
    }

    /// A whole number, `0.67` or `67%`; a sign for hundredths stands right behind the digits.
    private static func number(
        _ rest: ArraySlice<Character>, _ column: Int
    ) throws(ExpressionError) -> (Kind, length: Int) {
        let digits = rest.prefix { isDigit($0) }
        var decimals = rest.dropFirst(digits.count)
        decimals = decimals.first == "." ? decimals.dropFirst().prefix { isDigit($0) } : []
        let length = digits.count + (decimals.isEmpty ? 0 : decimals.count + 1)
        let hundredths = rest.dropFirst(length).first == "%"
        let name = rest.dropFirst(length).prefix { isLetter($0) || isDigit($0) }
        let isExponent = name.first.map { "eE".contains($0) } ?? false && isDigit(name.dropFirst().first)
        let isPrefix = digits == ["0"] && name.count > 1 && "xXbBoO".contains(name[name.startIndex])
        if isExponent || isPrefix {
            throw ExpressionError(
                message: "numbers are written in decimal digits; put * before a name", column: column)
        }
        guard let number = Int(String(digits + decimals)), number <= numberLimit, decimals.count <= 7 else {
            throw ExpressionError(
                message: "numbers go up to \(numberLimit), and have up to 7 digits after the point",
                column: column)
        }
        let divisor = decimals.reduce(hundredths ? 100 : 1) { power, _ in power * 10 }
        let kind: Kind = divisor == 1 ? .number(number) : .fraction(number, over: divisor)
        return (kind, length + (hundredths ? 1 : 0))
    }

    private static func unexpected(_ character: Character) -> String {
        switch character {
        case ".": "a digit is missing before the point; write 0.5, or a fraction, as in n/2 or 2n/3"
        case "^": "powers are not linear; only multiples by a number are understood"
        case "_": "names are letters and digits"
        default:
            character.isLetter
                ? "names are the letters a to z with digits" : "this sign is not understood"
        }
    }

    private static func isDigit(_ character: Character?) -> Bool {
        character.map { ("0"..."9").contains($0) && $0.isASCII } ?? false
    }
    private static func isLetter(_ character: Character?) -> Bool {
        character.map { $0.isASCII && $0.isLetter } ?? false
    }

    private static let words: [String: Kind] = [
        "and": .and, "or": .or, "not": .not, "if": .if, "then": .then, "ceil": .ceiling, "ceiling": .ceiling,
        "floor": .floor,
    ]

    private static let signs: [String: Kind] = [
        "<": .relation(.less), "<=": .relation(.atMost), "≤": .relation(.atMost), "=<": .relation(.atMost),
        ">": .relation(.greater), ">=": .relation(.atLeast), "≥": .relation(.atLeast),
        "=": .relation(.equal), "==": .relation(.equal), "!=": .relation(.notEqual),
        "≠": .relation(.notEqual), "<>": .relation(.notEqual),
        "+": .plus, "-": .minus, "−": .minus, "*": .times, "·": .times, "×": .times, "/": .divided,
        "(": .open, ")": .close, "⌈": .openCeiling, "⌉": .closeCeiling, "⌊": .openFloor, "⌋": .closeFloor,
        "%": .percent, "{": .openSet, "}": .closeSet, "|": .bar, "&": .intersection, "∩": .intersection,
        "∪": .union, "△": .symmetricDifference, "⊆": .subset, ":": .colon, "...": .dots, "…": .dots,
        "&&": .and, "∧": .and, "||": .or, "∨": .or, "!": .not, "¬": .not,
        ",": .comma,
    ]
}
