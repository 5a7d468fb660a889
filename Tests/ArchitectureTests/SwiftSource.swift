/// The text of a Swift file, as far as imports go.
struct SwiftSource {
    /// The modules that the file imports, in the order of its text, however the import is written.
    let imports: [String]

    init(_ text: String) {
        // `import` is a reserved word: outside comments and strings it is always an import.
        let comment = #/\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\//#
        let string = #/"""(?:[^"]|"(?!""))*"""|"(?:\\.|[^"\\\n])*"/#
        let kind = "(?:(?:struct|class|enum|protocol|typealias|func|let|var|actor)\\s+)?"
        let statement = try! Regex("\\bimport\\s+\(kind)`?(\\w+)", as: (Substring, Substring).self)
        var code = ""
        var rest = text[...]
        // Comments and strings may contain each other's signs, so the one that begins first goes first.
        while let start = rest.firstIndex(where: { $0 == "/" || $0 == "\"" }) {
            code += rest[..<start]
            rest = rest[start...]
            if let match = rest.prefixMatch(of: comment) {
                code += " "
                rest = rest[match.range.upperBound...]
            } else if let match = rest.prefixMatch(of: string) {
                code += "\"\""
                rest = rest[match.range.upperBound...]
            } else {
                code.append(rest.removeFirst())
            }
        }
        imports = (code + rest).matches(of: statement).map { String($0.output.1) }
    }
}
