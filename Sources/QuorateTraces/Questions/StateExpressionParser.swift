internal import QuorateLanguage

/// Reads an expression: operators bind as in Swift, and `in` as a comparison.
struct StateExpressionParser {
    private enum Token: Hashable {
        case number(String)
        case name(String)
        case text(String)
        case symbol(String)
        case end
    }

    /// The most parts inside each other: a call for each is on the stack.
    private static let depthLimit = 64

    private var tokens: [(token: Token, column: Int)] = []
    private var position = 0
    private var depth = 0

    init(_ text: String) throws(StateExpressionError) {
        var rest = Substring(text)
        while true {
            rest = rest.drop(while: \.isWhitespace)
            let column = text.distance(from: text.startIndex, to: rest.startIndex) + 1
            guard let first = rest.first else {
                tokens.append((.end, column))
                return
            }
            tokens.append((try Self.token(from: &rest, first, column), column))
        }
    }

    private static func token(
        from rest: inout Substring, _ first: Character, _ column: Int
    ) throws(StateExpressionError) -> Token {
        func taken(_ accepts: (Character) -> Bool) -> String {
            let part = rest.prefix(while: accepts)
            rest = rest.dropFirst(part.count)
            return String(part)
        }
        if first.isASCII, first.isNumber { return .number(taken { $0.isASCII && $0.isNumber }) }
        if isNamePart(first) { return .name(name(from: &rest)) }
        if first == "\"" || first == "'" {
            rest = rest.dropFirst()
            let text = taken { $0 != first }
            guard !rest.isEmpty else {
                throw StateExpressionError("column \(column): the string does not end")
            }
            rest = rest.dropFirst()
            return .text(text)
        }
        for symbol in ["||", "&&", "==", "!=", "<=", ">="] where rest.hasPrefix(symbol) {
            rest = rest.dropFirst(2)
            return .symbol(symbol)
        }
        guard "<>+-*!.,()[]{}".contains(first) else {
            throw StateExpressionError("column \(column): \(first) means nothing here")
        }
        rest = rest.dropFirst()
        return .symbol(String(first))
    }

    private static func isNamePart(_ character: Character) -> Bool {
        character.isLetter || character == "_" || character == "#"
    }

    /// A name, with the modules in front of it.
    private static func name(from rest: inout Substring) -> String {
        var name = ""
        while true {
            let part = rest.prefix { isNamePart($0) || $0.isNumber }
            name += part
            rest = rest.dropFirst(part.count)
            guard rest.hasPrefix("::"), rest.dropFirst(2).first.map(isNamePart) ?? false else { return name }
            name += "::"
            rest = rest.dropFirst(2)
        }
    }
}

extension StateExpressionParser {
    typealias Node = StateExpression.Node

    /// The whole text.
    mutating func whole() throws(StateExpressionError) -> Node {
        let node = try binary(level: 0)
        guard tokens[position].token == .end else { throw unexpected("an operator or the end") }
        return node
    }

    /// The operators, those that bind least first.
    private static let levels: [[StateExpression.Operator]] = [
        [.or], [.and], [.equal, .unequal, .less, .atMost, .greater, .atLeast, .member], [.plus, .minus],
        [.times],
    ]

    /// Level of the comparisons, which do not chain, as in Swift.
    private static let comparison = 2

    private mutating func binary(level: Int) throws(StateExpressionError) -> Node {
        guard level < Self.levels.count else { return try unary() }
        var left = try binary(level: level + 1)
        var length = 0
        while let symbol = operation(of: level) {
            if level == Self.comparison, length > 0 { throw chained }
            position += 1
            length += 1
            // A chain grows to the left, and is evaluated with a call for each of its parts.
            guard length <= Self.depthLimit else { throw tooDeep }
            left = .binary(symbol, left, try binary(level: level + 1))
        }
        return left
    }

    /// The operator of a level that stands here, or nil.
    private func operation(of level: Int) -> StateExpression.Operator? {
        let word: String
        switch tokens[position].token {
        case .symbol(let text): word = text
        case .name("in"): word = "in"
        default: return nil
        }
        return StateExpression.Operator(rawValue: word).flatMap { Self.levels[level].contains($0) ? $0 : nil }
    }

    private mutating func unary() throws(StateExpressionError) -> Node {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw tooDeep }
        if skips("!") { return .not(try unary()) }
        if skips("-") { return .negative(try unary()) }
        var node = try primary()
        var length = 0
        while true {
            length += 1
            guard length <= Self.depthLimit else { throw tooDeep }
            if skips(".") {
                node = try member(of: node)
            } else if skips("[") {
                node = .entry(node, try binary(level: 0))
                try expect("]")
            } else {
                return node
            }
        }
    }

    private mutating func member(of node: Node) throws(StateExpressionError) -> Node {
        switch tokens[position].token {
        case .name(let name), .number(let name):
            position += 1
            return name == "count" ? .count(node) : .field(node, name)
        default: throw unexpected("the name of a field, or count")
        }
    }

    private mutating func primary() throws(StateExpressionError) -> Node {
        let token = tokens[position].token
        if skips("(") {
            let node = try binary(level: 0)
            try expect(")")
            return node
        }
        if skips("{") { return .set(try elements()) }
        // A case, as Swift writes it.
        if skips(".") { return try primaryName() }
        switch token {
        case .number(let digits):
            position += 1
            return SpecValue.wholeNumber(digits).map(Node.value) ?? .value(.integer(0))
        case .text(let text):
            position += 1
            return .value(.string(text))
        case .name: return try primaryName()
        case .symbol, .end: throw unexpected("a variable, a value or an opening bracket")
        }
    }

    private mutating func primaryName() throws(StateExpressionError) -> Node {
        guard case .name(let name) = tokens[position].token, name != "in" else { throw unexpected("a name") }
        position += 1
        switch name {
        case "true": return .value(.boolean(true))
        case "false": return .value(.boolean(false))
        default: return .name(name)
        }
    }

    private mutating func elements() throws(StateExpressionError) -> [Node] {
        var elements: [Node] = []
        if skips("}") { return elements }
        repeat { elements.append(try binary(level: 0)) } while skips(",")
        try expect("}")
        return elements
    }
}

extension StateExpressionParser {
    private mutating func skips(_ symbol: String) -> Bool {
        guard tokens[position].token == .symbol(symbol) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ symbol: String) throws(StateExpressionError) {
        guard skips(symbol) else { throw unexpected("\(symbol)") }
    }

    private func unexpected(_ expected: String) -> StateExpressionError {
        let (token, column) = tokens[position]
        let found: String =
            switch token {
            case .number(let text), .name(let text), .symbol(let text): text
            case .text(let text): "\"\(text)\""
            case .end: "the end"
            }
        return StateExpressionError(
            "column \(column): expected \(expected), found \(JSONValue.clipped(found))")
    }

    private var chained: StateExpressionError {
        StateExpressionError(
            "column \(tokens[position].column): comparisons do not chain; write a == b && b == c")
    }

    private var tooDeep: StateExpressionError {
        StateExpressionError(
            "column \(tokens[position].column): more than \(Self.depthLimit) parts in one another; ask less at once"
        )
    }
}
