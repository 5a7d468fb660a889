import QuorateLanguage
@testable import QuorateSpecs
import Testing

extension OutputTests {
    @Test func tableOfTheCatalog() throws {
        let readme = try Readme()
        let table = try #require(readme.rows(ofTable: "Spec"))
        let rows = try catalog.entries.map(row)
        if table.lines != rows { try readme.replace([(table, by: rows)]) }
        #expect(table.lines == rows)
    }

    /// The largest instance that a check of the catalog explores.
    private func row(of entry: Catalog.Entry) throws -> String {
        let sound = entry.instances.filter { $0.expected.verdict == .holds && !$0.expected.isLong }
        let largest = try #require(
            sound.max { ($0.expected.distinctStates ?? 0) < ($1.expected.distinctStates ?? 0) })
        let spec = largest.spec
        let settings = spec.settings.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
        let cells = [
            "[\(spec.name)](Specs/\(spec.name))", spec.summary, settings,
            grouped(try #require(largest.expected.distinctStates)), largest.expected.source,
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }

    /// A count with a comma every three digits.
    private func grouped(_ count: Int) -> String {
        count < 1000 ? "\(count)" : "\(grouped(count / 1000)),\("\(count % 1000 + 1000)".dropFirst())"
    }
}
