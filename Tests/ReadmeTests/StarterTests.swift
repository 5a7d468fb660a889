import Foundation
import Testing

@testable import Pages

/// Together the pages show the whole starter.
@Suite struct StarterTests {
    private let starter = "Tests/Starter"

    @Test func everyFileIsShown() throws {
        let shown = try Page.all().flatMap(\.blocks).compactMap { block in
            if case .file(let path) = block.lead { path } else { nil }
        }
        let folder = Page.root.appendingPathComponent(starter).path
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".swift") && !$0.hasPrefix(".") && !$0.contains("/.") }
        #expect(Set(files.map { "\(starter)/\($0)" }).subtracting(shown) == [])
    }
}
