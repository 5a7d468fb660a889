import Foundation
import Testing

@testable import Pages

/// What the pages show of files is what stands in them.
///
/// `QUORATE_REGENERATE=1 swift test -c release --filter ReadmeTests` writes code and tables again; read the diff. One
/// test at a time, for that reason.
@Suite(.serialized) struct FileTests {
    /// The Swift code of the pages, and the workflows, are those of files, word for word; the sessions build and test the
    /// code.
    @Test func codeIsThatOfTheFiles() throws {
        for page in try Page.all() {
            var changes: [(Page.Passage, by: [String])] = []
            for block in page.blocks where ["swift", "yaml"].contains(block.language) && block.excuse == nil {
                switch block.lead {
                case .file(let path):
                    let text = try Self.text(of: path)
                    #expect(block.text == text, "\(page.path): \(path)")
                    let lines = text.components(separatedBy: "\n").dropLast()
                    if block.text != text { changes.append((block.passage, by: Array(lines))) }
                case .parts(of: let path): try Self.expectParts(block, of: path)
                case .new: break  // The session writes and builds it.
                case .none, .change: Issue.record("\(page.path): which file is this?\n\(block.text)")
                }
            }
            try page.replace(changes)
        }
    }

    private static func text(of path: String) throws -> String {
        try String(contentsOf: Page.root.appendingPathComponent(path), encoding: .utf8)
    }

    /// What stands between the lines `…` stands in the file in this order.
    private static func expectParts(_ block: Page.Block, of path: String) throws {
        var rest = try text(of: path)[...]
        for part in block.passage.lines.split(whereSeparator: { $0.hasSuffix("…") }) {
            let wanted = part.map { $0 + "\n" }.joined()
            let place = rest.range(of: wanted)
            #expect(place != nil, "\(path) has not, or not in this place:\n\(wanted)")
            if let place { rest = rest[place.upperBound...] }
        }
    }
}
