import Foundation
import Testing

@testable import Pages

/// The walks through the command name its types and functions: they are there, and called so.
@Suite struct WalkTests {
    private static let path = "Sources/Quorate/Quorate.docc/Walks.md"

    /// A type, or a member of one, as a page writes it: `Job`, `JobResults.status`, `Job.run(reporter:)`.
    struct Mention {
        let type: String
        /// The name of the member, if one is meant.
        let member: String?
        /// The labels of its arguments; nil where the page leaves them out.
        let labels: [String]?

        init?(_ text: String) {
            let form = /([A-Z]\w*)(?:\.(\w+)(?:\(((?:\w+:)*)\))?)?/
            guard let match = text.wholeMatch(of: form) else { return nil }
            type = String(match.1)
            member = match.2.map(String.init)
            labels = match.3.map { $0.split(separator: ":").map(String.init) }
        }

        /// Whether a file that is about the type declares it.
        func isDeclared(in sources: Sources) -> Bool {
            guard let files = sources.byType[type] else { return false }
            return member.map { member in files.contains { isMemberDeclared(member, in: $0) } } ?? true
        }

        private func isMemberDeclared(_ member: String, in source: String) -> Bool {
            guard let labels else {
                let head = try! Regex("\\b(?:func|var|let|case) \(member)\\b")
                return source.contains(head)
            }
            let head = try! Regex("\\b\(member == "init" ? "init[?!]?" : "func \(member)")(?:<[^(]*>)?\\(")
            return source.matches(of: head).contains { match in
                Self.labels(of: source[match.range.upperBound...]) == labels
            }
        }

        /// The labels of the parameters in `text`, which begins behind their opening parenthesis.
        static func labels(of text: Substring) -> [String] {
            var (labels, depth, isAtStart) = ([String](), 1, true)
            var rest = text
            while depth > 0, let sign = rest.first {
                if isAtStart, let word = rest.prefixMatch(of: /\s*(\w+)[^:)]*:/) {
                    labels.append(String(word.1))
                    rest = rest[word.range.upperBound...]
                    isAtStart = false
                    continue
                }
                if "([{".contains(sign) { depth += 1 }
                if ")]}".contains(sign) { depth -= 1 }
                isAtStart = sign == "," && depth == 1
                rest = rest.dropFirst()
            }
            return labels
        }
    }

    /// Swift files by the types that they declare or extend.
    struct Sources {
        private(set) var byType: [String: [String]] = [:]

        init(_ texts: [String]) {
            let kinds: Set<Substring> = [
                "struct", "class", "enum", "protocol", "actor", "extension", "typealias",
            ]
            for text in texts {
                let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
                let types = zip(words, words.dropFirst()).filter { kinds.contains($0.0) }.map(\.1)
                for type in Set(types) { byType[String(type), default: []].append(text) }
            }
        }

        /// Every file below `Sources`.
        static func all() throws -> Sources {
            let folder = Page.root.appendingPathComponent("Sources")
            return Sources(
                try FileManager.default.subpathsOfDirectory(atPath: folder.path)
                    .filter { $0.hasSuffix(".swift") }
                    .map { try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8) })
        }
    }

    @Test func everyStopExists() throws {
        let page = try Page(Self.path)
        let sources = try Sources.all()
        #expect(page.inlineCode.count > 30 && page.lines.count <= 64)
        for code in page.inlineCode where !code.hasPrefix("quorate ") {
            let isDeclared = Mention(code)?.isDeclared(in: sources) ?? false
            #expect(isDeclared, "\(code)")
        }
    }

    /// What is missing is noticed.
    @Test(arguments: [
        ("Walk", true), ("Walks", false), ("Walk.go(to:_:)", true), ("Walk.go(to:)", false),
        ("Walk.go", true), ("Walk.pace", true), ("Walk.init(_:)", true), ("Walk.stop()", true),
        ("Walk.stop(at:)", false), ("Walk.run", false), ("walk", false),
    ])
    func mentions(text: String, isThere: Bool) {
        let source = """
            struct Walk {
                var pace = 1
                init?(_ pace: Int = f(1, g: 2)) {}
                func go<Place>(
                    to place: Place, _ body: (Int, _ label: Int) throws -> Void
                ) rethrows {}
                func stop() {}
            }
            """
        #expect((Mention(text)?.isDeclared(in: Sources([source])) ?? false) == isThere)
    }
}
