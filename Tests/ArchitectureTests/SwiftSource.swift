import Foundation

/// The text of a Swift file, as far as imports go.
struct SwiftSource {
    /// The modules that the file imports, in the order of its text, however the import is written.
    let imports: [String]

    init(_ text: String) {
        // `import` is a reserved word: outside comments and strings it is always an import.
        let comment = #/\/\*(?:[^*]|\*(?!\/))*\*\//#
        let string = #/"""(?:[^"]|"(?!""))*"""|"(?:\\.|[^"\\\n])*"/#
        let kind = "(?:(?:struct|class|enum|protocol|typealias|func|let|var|actor)\\s+)?"
        let statement = try! Regex("\\bimport\\s+\(kind)`?(\\w+)", as: (Substring, Substring).self)
        var code = ""
        guard let last = text.range(of: "import", options: .backwards) else {
            imports = []
            return
        }
        // Behind the last one there is only its name, and most of a file is behind it.
        let end = text.index(last.upperBound, offsetBy: 300, limitedBy: text.endIndex) ?? text.endIndex
        var rest = text[...]
        // Comments and strings may contain each other's signs, so the one that begins first goes first.
        // They are looked for among bytes, since most of a file is neither.
        while rest.startIndex < end,
            let start = rest.utf8.firstIndex(where: { $0 == Self.slash || $0 == Self.quotationMark }),
            start < end
        {
            code += rest[..<start]
            rest = rest[start...]
            if rest.utf8.starts(with: Self.lineComment) {
                code += " "
                rest = rest[(rest.utf8.firstIndex(of: Self.newline) ?? rest.endIndex)...]
            } else if let match = rest.prefixMatch(of: comment) {
                code += " "
                rest = rest[match.range.upperBound...]
            } else if let match = rest.prefixMatch(of: string) {
                code += "\"\""
                rest = rest[match.range.upperBound...]
            } else {
                code.append(rest.removeFirst())
            }
        }
        imports = (code + rest.prefix(upTo: max(end, rest.startIndex))).matches(of: statement).map {
            String($0.output.1)
        }
    }

    private static let (slash, quotationMark) = (UInt8(ascii: "/"), UInt8(ascii: "\""))
    private static let newline = UInt8(ascii: "\n")
    private static let lineComment = [slash, slash]
}
