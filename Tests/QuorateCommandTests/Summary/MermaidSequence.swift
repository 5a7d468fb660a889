import Testing

/// The part of Mermaid's sequence diagrams that we write, by its grammar, to see that nothing else comes out.
enum MermaidSequence {
    struct Mistake: Error { let line: String }

    /// Checks the diagrams of a page, of which there has to be one.
    static func check(in page: String) throws {
        let diagrams = page.matches(of: /\n```mermaid\n(?s:(.*?))\n```\n/).map { String($0.1) }
        try #require(!diagrams.isEmpty)
        for diagram in diagrams { try check(diagram) }
    }

    /// - Throws: ``Mistake`` with the first line that the grammar does not have.
    static func check(_ diagram: String) throws {
        let lines = diagram.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.first == "sequenceDiagram", diagram.utf8.count < 50_000 else {
            throw Mistake(line: lines.first ?? "")
        }
        var (participants, depth): (Set<Substring>, Int) = ([], 0)
        for line in lines.dropFirst() {
            if let declared = line.wholeMatch(of: /[ ]{4}participant (r\d+|adversary|environment)/) {
                guard participants.insert(declared.1).inserted else { throw Mistake(line: line) }
            } else if line.wholeMatch(of: /[ ]{4}loop [a-z0-9 ,]+/) != nil {
                depth += 1
            } else if line == "    end" {
                depth -= 1
            } else if let statement = line.wholeMatch(
                of: /\ +(?:Note over ([a-z0-9,]+)|([a-z0-9]+)->>([a-z0-9]+)): (.+)/)
            {
                let names = statement.1?.split(separator: ",") ?? [statement.2!, statement.3!]
                guard names.allSatisfy(participants.contains), isLabel(String(statement.4)) else {
                    throw Mistake(line: line)
                }
            } else {
                throw Mistake(line: line)
            }
            guard (0...1).contains(depth) else { throw Mistake(line: line) }
        }
        guard depth == 0, !participants.isEmpty else { throw Mistake(line: "end of the diagram") }
    }

    /// A label ends at a semicolon or a number sign, unless they are a reference to a character; two percent signs begin
    /// a comment, markup is drawn, and two dollars enclose mathematics.
    static func isLabel(_ text: String) -> Bool {
        let bare = text.replacing(/#[0-9]+;/, with: "")
        return !bare.contains { ";#%<>&$`\\\n".contains($0) } && text.firstMatch(of: /:[^ ]*#/) == nil
    }
}
