import Foundation
import Testing

/// The Swift code of the page is the starter, word for word; the sessions of the page build and test it.
@Suite struct StarterTests {
    private let starter = "Tests/Starter"

    @Test func codeIsThatOfTheFiles() throws {
        for block in try Readme().blocks where block.language == "swift" {
            let path = try #require(block.linkedFile, "which file is this?\n\(block.text)")
            let file = Readme.root.appendingPathComponent(path)
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(block.text == text, "\(path)")
        }
    }

    @Test func everyFileIsShown() throws {
        let shown = Set(try Readme().blocks.compactMap(\.linkedFile))
        let folder = Readme.root.appendingPathComponent(starter).path
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".swift") && !$0.hasPrefix(".") }
        #expect(shown == Set(files.map { "\(starter)/\($0)" }))
    }
}
