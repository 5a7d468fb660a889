import Foundation
import QuorateTraces
import Testing

/// Folders that are written whole or not at all.
@Suite struct WholeFolderTests {
    private let files = [("top", Data("1".utf8)), ("a/b/deep", Data("2".utf8)), ("a/other", Data())]

    private func paths(below folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
    }

    @Test func nothingIsSeenUntilTheEnd() throws {
        try TraceFileTests.inTemporaryFolder { parent in
            let path = parent + "/folder"
            let folder = try WholeFolder(files, at: path)
            #expect(!FileManager.default.fileExists(atPath: path))
            try folder.put()
            #expect(try FileManager.default.contentsOfDirectory(atPath: parent) == ["folder"])
            #expect(try paths(below: path) == ["a", "a/b", "a/b/deep", "a/other", "top"])
            #expect(try String(contentsOfFile: path + "/a/b/deep", encoding: .utf8) == "2")
        }
    }

    @Test func anEmptyFolderIsFilledAndKeepsItsPermissions() throws {
        try TraceFileTests.inTemporaryFolder { parent in
            let (path, link) = (parent + "/folder", parent + "/link")
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o750])
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "folder")
            try WholeFolder(files, at: link).put()
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "folder")
            #expect(try paths(below: path).contains("a/b/deep"))
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o750)
        }
    }

    /// What is in the place of the folder stays, and nothing else is left.
    @Test(arguments: [(true, "Directory not empty"), (false, "Not a directory")])
    func anythingElseStays(isFolder: Bool, reason: String) throws {
        try TraceFileTests.inTemporaryFolder { parent in
            let path = parent + "/folder"
            if isFolder { try WholeFolder([("kept", Data())], at: path).put() }
            if !isFolder { try Data().write(to: URL(fileURLWithPath: path)) }
            let before = try paths(below: parent)
            let error = #expect(throws: TraceInputOutputError.self) {
                try WholeFolder(files, at: path).put()
            }
            #expect(error?.description == "\(path): \(reason)")
            #expect(try paths(below: parent) == before)
        }
    }

    @Test func whatFailsHalfWayLeavesNothing() throws {
        try TraceFileTests.inTemporaryFolder { parent in
            let long = String(repeating: "x", count: 300)
            let error = #expect(throws: TraceInputOutputError.self) {
                _ = try WholeFolder(files + [("a/\(long)", Data())], at: parent + "/folder")
            }
            #expect(error?.description == "\(parent)/folder/a/\(long): File name too long")
            #expect(try paths(below: parent) == [])
            try WholeFolder(files, at: parent + "/folder").discard()
            #expect(try paths(below: parent) == [])
        }
    }
}
