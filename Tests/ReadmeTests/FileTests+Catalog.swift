import Foundation
import QuorateLanguage
import Testing

@testable import QuorateSpecs
@testable import Pages

extension FileTests {
    @Test func tableOfTheCatalog() throws {
        let page = try Page("Sources/Quorate/Quorate.docc/Catalog.md")
        let table = try #require(page.rows(ofTable: "Spec"))
        let rows = try catalog.entries.map(row)
        if table.lines != rows { try page.replace([(table, by: rows)]) }
        #expect(table.lines == rows)
    }

    /// Texts that say how large the catalog is say it right.
    @Test(arguments: ["README.md", "Sources/Quorate/Quorate.docc/Catalog.md"])
    func numberOfProtocols(path: String) throws {
        let text = try String(contentsOf: Page.root.appendingPathComponent(path), encoding: .utf8)
        let numbers = text.matches(of: /(\d+) protocols/).map { String($0.1) }
        #expect(!numbers.isEmpty && Set(numbers) == ["\(catalog.entries.count)"], "in \(path)")
    }

    /// The largest instance that a check of the catalog explores.
    private func row(of entry: Catalog.Entry) throws -> String {
        let sound = entry.instances.filter { $0.expected.verdict == .holds && !$0.expected.isLong }
        let largest = try #require(
            sound.max { ($0.expected.distinctStates ?? 0) < ($1.expected.distinctStates ?? 0) })
        let spec = largest.spec
        let settings = spec.settings.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
        let cells = [
            "`\(try place(of: spec.name))`", spec.summary, settings,
            grouped(try #require(largest.expected.distinctStates)), largest.expected.source,
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }

    /// The path of the spec's file, or of its folder where it has one of its own.
    private func place(of spec: String) throws -> String {
        let specs = Page.root.appendingPathComponent("Specs").path
        let files = try FileManager.default.subpathsOfDirectory(atPath: specs)
        let file = try #require(files.first { $0.hasSuffix("/\(spec).swift") })
        let folder = file.dropLast("/\(spec).swift".count)
        return "Specs/" + (folder.hasSuffix("/\(spec)") ? String(folder) : file)
    }

    /// A count with a comma every three digits.
    private func grouped(_ count: Int) -> String {
        count < 1000 ? "\(count)" : "\(grouped(count / 1000)),\("\(count % 1000 + 1000)".dropFirst())"
    }
}
