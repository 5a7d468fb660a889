/// Abstracts of a Swift file: the first line of each doc comment above a declaration.
struct DocAbstracts {
    /// Lines without the slashes, in the order of the file.
    let lines: [Substring]

    init(_ text: String) {
        // Among bytes: there are megabytes of source.
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { Substring($0.drop { $0 == UInt8(ascii: " ") }) }
        let isDoc = lines.map { $0.hasPrefix("///") }
        self.lines = lines.indices.compactMap { index in
            guard isDoc[index], index == 0 || !isDoc[index - 1],
                let next = lines.indices[index...].first(where: { !isDoc[$0] }), !lines[next].isEmpty
            else { return nil }
            return lines[index].dropFirst(3).drop { $0 == " " }
        }
    }

    /// Abstracts that do not name the thing, as in "Whether the set has no member."
    var questions: [Substring] {
        lines.filter { line in
            Self.questionWords.contains(String(line.prefix { $0.isLetter }))
        }
    }

    /// First words of an abstract that asks, where the noun of the field ought to stand.
    static let questionWords: Set = ["What", "Who", "Where", "Whether", "How", "Why"]
}
