import Foundation
import Testing

@testable import QuorateCommand

/// What the command has in it of the repository, for `init`: the files of the starter, and the names of Quorate's types.
///
/// `QUORATE_REGENERATE=1 swift test --filter KeptStarterTests` writes both again; the next build has them.
@Suite struct KeptStarterTests {
    private static let top = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test func files() throws {
        let files = try Self.starterFiles()
        #expect(files.count > 8)
        for file in files {
            #expect(!file.text.contains("\"\"\"#") && !file.text.contains("\\#"), "\(file.path)")
        }
        let literals = files.map { "        (\n            \"\($0.path)\", #\"\"\"\n\($0.text)\n\"\"\"#),\n" }
        try Self.compare(
            """
            // swift-format-ignore-file

            /// The package from which `init` makes others: the files of Tests/Starter, word for word. `KeptStarterTests` writes
            /// them here.
            enum Starter {
                /// Paths and texts.
                static let files: [(path: String, text: String)] = [
            \(literals.joined())    ]
            }

            """, with: "Starter")
    }

    @Test func typesOfQuorate() throws {
        let names = try Self.publicTypes().map { "        \"\($0)\",\n" }
        #expect(names.count > 100)
        try Self.compare(
            """
            /// Names that a spec may not have: it would hide the type from its own module. `KeptStarterTests` writes it here.
            enum TypesOfQuorate {
                static let names: Set<String> = [
            \(names.joined())    ]
            }

            """, with: "TypesOfQuorate")
    }

    private static func compare(_ text: String, with name: String) throws {
        let file = top.appendingPathComponent("Sources/QuorateCommand/Init/\(name).swift")
        let kept = try? String(contentsOf: file, encoding: .utf8)
        if text != kept, ProcessInfo.processInfo.environment["QUORATE_REGENERATE"] != nil {
            try Data(text.utf8).write(to: file)
            return
        }
        #expect(kept == text, "write it again with QUORATE_REGENERATE=1")
    }

    /// The files that git would have, by path.
    private static func starterFiles() throws -> [(path: String, text: String)] {
        let folder = top.appendingPathComponent("Tests/Starter")
        return try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted().compactMap { path in
            if path.hasPrefix(".build/") || path.hasPrefix(".swiftpm/") || path == "Package.resolved" {
                return nil
            }
            let name = (path as NSString).lastPathComponent
            guard name.hasSuffix(".swift") || name == ".gitignore" else { return nil }
            return (path, try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8))
        }
    }

    /// The public types that stand in no other type, of all that a spec or a checker imports.
    private static func publicTypes() throws -> [String] {
        let modules = ["Quorums", "Language", "Faults", "Traces", "Explorer", "Replay", "Command"]
        let declaration =
            /^(?:@\w+(?:\([^)]*\))? )*public (?:final |indirect )?(?:struct|enum|class|actor|protocol|typealias) (\w+)/
            .anchorsMatchLineEndings()
        var names: Set<String> = []
        for module in modules {
            let folder = top.appendingPathComponent("Sources/Quorate\(module)")
            for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            where path.hasSuffix(".swift") {
                let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
                names.formUnion(text.matches(of: declaration).map { String($0.1) })
            }
        }
        return names.sorted()
    }
}
