import Foundation

@testable import Pages

/// A copy of what a clone has, called `quorate`, in a temporary folder: pages also write beside the clone.
struct Clone: ~Copyable {
    private let parent: URL
    /// The copy.
    let folder: URL
    /// An empty folder beside it.
    let temporaryFolder: URL

    init() throws {
        let files = FileManager.default
        parent = files.temporaryDirectory.appendingPathComponent("quorate-readme-\(UUID().uuidString)")
        folder = parent.appendingPathComponent("quorate")
        temporaryFolder = parent.appendingPathComponent("temporary")
        for new in [folder, temporaryFolder] {
            try files.createDirectory(at: new, withIntermediateDirectories: true)
        }
        for name in ["Package.swift", "README.md", "Sources", "Specs", "Tests", "Counterexamples"] {
            try files.copyItem(
                at: Page.root.appendingPathComponent(name), to: folder.appendingPathComponent(name))
        }
    }

    deinit { try? FileManager.default.removeItem(at: parent) }
}
