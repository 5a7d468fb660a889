import Foundation

/// The part of YAML that our workflows are written in: maps and lists by indentation, plain and quoted text, and blocks.
indirect enum PlainYAML: Equatable {
    case text(String)
    case list([PlainYAML])
    case map([String: PlainYAML])

    struct Mistake: Error { let line: String }

    /// - Throws: ``Mistake`` with the first line that is none of that.
    init(_ text: String) throws {
        var lines = text.components(separatedBy: "\n").map(Line.init)[...]
        self = try Self.value(&lines, indent: 0)
        while lines.first?.isEmpty == true { lines.removeFirst() }
        if let rest = lines.first { throw Mistake(line: rest.text) }
    }

    subscript(_ key: String) -> PlainYAML? { if case .map(let members) = self { members[key] } else { nil } }
    var text: String? { if case .text(let text) = self { text } else { nil } }
    var items: [PlainYAML] { if case .list(let items) = self { items } else { [] } }
    var members: [String: PlainYAML] { if case .map(let members) = self { members } else { [:] } }

    private struct Line {
        var indent: Int
        var text: String
        var isEmpty: Bool { text.isEmpty || text.hasPrefix("#") }

        init(_ line: String) {
            indent = line.prefix { $0 == " " }.count
            text = String(line.dropFirst(indent))
        }
    }

    private static func value(_ lines: inout ArraySlice<Line>, indent: Int) throws -> PlainYAML {
        var (items, members): ([PlainYAML], [String: PlainYAML]) = ([], [:])
        while let line = lines.first {
            if line.isEmpty {
                lines.removeFirst()
                continue
            }
            guard line.indent >= indent else { break }
            guard line.indent == indent else { throw Mistake(line: line.text) }
            if line.text.hasPrefix("- ") {
                // The item is a map that begins in this line, or text.
                lines[lines.startIndex].text = String(line.text.dropFirst(2))
                lines[lines.startIndex].indent = indent + 2
                items.append(try value(&lines, indent: indent + 2))
                continue
            }
            guard let match = line.text.wholeMatch(of: /([A-Za-z_-]+):(?: (.*))?/) else {
                throw Mistake(line: line.text)
            }
            lines.removeFirst()
            let (key, rest) = (String(match.1), String(match.2 ?? ""))
            guard members[key] == nil else { throw Mistake(line: line.text) }
            members[key] = try member(rest, &lines, indent: indent)
        }
        guard items.isEmpty || members.isEmpty else { throw Mistake(line: lines.first?.text ?? "") }
        return items.isEmpty ? .map(members) : .list(items)
    }

    private static func member(_ rest: String, _ lines: inout ArraySlice<Line>, indent: Int) throws
        -> PlainYAML
    {
        switch rest {
        case "": return try value(&lines, indent: max(indent + 2, 0))
        case "|": return .text(block(&lines, below: indent).joined(separator: "\n") + "\n")
        case ">-": return .text(block(&lines, below: indent).joined(separator: " "))
        case _ where rest.hasPrefix("\"") && rest.hasSuffix("\""):
            return .text(String(rest.dropFirst().dropLast()))
        case _ where rest.hasPrefix("[") && rest.hasSuffix("]"):
            return .list(rest.dropFirst().dropLast().split(separator: ", ").map { .text(String($0)) })
        // What begins so is something else, and a colon or a number sign within would be too.
        case _ where rest.contains(": ") || rest.contains(" #") || "&*!|>'%@`{[".contains(rest.first!):
            throw Mistake(line: rest)
        default: return .text(rest)
        }
    }

    private static func block(_ lines: inout ArraySlice<Line>, below indent: Int) -> [String] {
        var block: [String] = []
        while let line = lines.first, line.indent > indent {
            block.append(line.text)
            lines.removeFirst()
        }
        return block
    }
}
