/// A type as Swift source names it, made of what reflection calls it: `Specs.Raft`, `Specs.Register<Swift.Int>`.
struct SwiftTypeName {
    /// The module in which it is declared.
    let module: String
    /// The type without its module, with backticks where a name is a word of the language.
    let expression: String
    /// The type's own name, of which nothing but letters, digits and underscores is kept.
    let word: String

    /// - Parameter reflected: what `String(reflecting:)` says of the type.
    init(reflected: String) {
        var parts = Self.parts(of: reflected)
        let home = "(extension in "
        if let first = parts.first, first.hasPrefix(home), let end = first.firstIndex(of: ")") {
            // Declared in an extension of another module's type, whose module belongs to the name.
            module = String(first[first.index(first.startIndex, offsetBy: home.count)..<end])
            parts[0] = String(first[end...].dropFirst(2))
        } else {
            module = parts.removeFirst()
        }
        // Private types stand in a context without a name.
        let names = parts.filter { !$0.hasPrefix("(") }
        expression = names.map(Self.quoted).joined(separator: ".")
        let own = names.last?.prefix { $0 != "<" } ?? ""
        word = String(own.filter { $0.isLetter || $0.isNumber || $0 == "_" })
    }

    /// The text between dots, but for those within generic arguments and backticks.
    private static func parts(of reflected: String) -> [String] {
        var parts = [""]
        var depth = 0
        var isRaw = false
        var previous: Character?
        for letter in reflected {
            switch letter {
            case "`": isRaw.toggle()
            case "<", "(": depth += isRaw ? 0 : 1
            case ")": depth -= isRaw ? 0 : 1
            // An arrow closes nothing.
            case ">": depth -= isRaw || previous == "-" ? 0 : 1
            default: break
            }
            previous = letter
            if letter == ".", depth == 0, !isRaw {
                parts.append("")
            } else {
                parts[parts.count - 1].append(letter)
            }
        }
        return parts
    }

    private static func quoted(_ name: String) -> String {
        let own = name.prefix { $0 != "<" }
        return keywords.contains(String(own)) ? "`\(own)`" + name.dropFirst(own.count) : name
    }

    /// The words that name a type in backticks only.
    static let keywords: Set<String> = [
        "Any", "Protocol", "Self", "Type", "as", "associatedtype", "break", "case", "catch", "class",
        "continue",
        "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false",
        "fileprivate",
        "for", "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil",
        "operator",
        "precedencegroup", "private", "protocol", "public", "repeat", "rethrows", "return", "self", "static",
        "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "var",
        "where",
        "while",
    ]
}
