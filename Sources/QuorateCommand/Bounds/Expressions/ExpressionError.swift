import QuorateTraces

/// Mistake in an inequality that a person wrote, and its place.
struct ExpressionError: Error, Hashable {
    /// Message that says what is wrong, and what to write instead.
    let message: String
    /// The position of the first character that is wrong, from 0; the length of the text where something is missing.
    let column: Int

    /// The message, the text and a caret below the place.
    func description(of text: String) -> String {
        let characters = Array(text)
        // A text that is wider than a terminal is shown around the place.
        let start = column > Self.reach ? column - Self.reach : 0
        let end = min(characters.count, column + Self.reach)
        let shown = String(characters[min(start, end)..<end].map(Self.printable))
        let (before, after) = (start > 0 ? "... " : "", end < characters.count ? " ..." : "")
        let indent = String(repeating: " ", count: before.count + column - start)
        return "column \(column + 1): \(message)\n  \(before)\(shown)\(after)\n  \(indent)^"
    }

    private static let reach = 36

    /// Nothing that a terminal obeys.
    private static func printable(_ character: Character) -> Character {
        let isPlain = !character.unicodeScalars.contains(where: ForeignText.isHidden)
        return isPlain && character.unicodeScalars.count <= 4 ? character : "?"
    }
}
