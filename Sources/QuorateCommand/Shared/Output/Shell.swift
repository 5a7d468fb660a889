/// Command lines that a person can paste.
enum Shell {
    /// `word` as one argument of a POSIX shell.
    static func quoted(_ word: String) -> String {
        let plain = word.unicodeScalars.allSatisfy {
            ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
                || "_-=./:,+@%".unicodeScalars.contains($0)
        }
        if plain, !word.isEmpty { return word }
        return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
            + "'"
    }

    /// The words as one command line.
    static func line(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }
}
