import Foundation
import QuorateTraces
import Testing

/// Files that are written whole or not at all.
@Suite struct WholeFileTests {
    private func content(_ path: String) throws -> String {
        try String(contentsOfFile: path, encoding: .utf8)
    }
    private func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @Test func whatWasThereStaysUntilTheEnd() throws {
        try TraceFileTests.inTemporaryFolder { folder in
            let path = folder + "/file"
            try WholeFile.write(Data("old".utf8), to: path)
            let file = try WholeFile(Data("new".utf8), at: path)
            #expect(try content(path) == "old")
            try file.put()
            #expect(try content(path) == "new")
            #expect(try names(in: folder) == ["file"])
            try WholeFile(Data("newer".utf8), at: path).discard()
            #expect(try content(path) == "new")
            #expect(try names(in: folder) == ["file"])
        }
    }

    @Test func permissionsAndLinksStay() throws {
        try TraceFileTests.inTemporaryFolder { folder in
            let (path, link) = (folder + "/file", folder + "/link")
            try WholeFile.write(Data("old".utf8), to: path)
            try FileManager.default.setAttributes([.posixPermissions: 0o751], ofItemAtPath: path)
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "file")
            try WholeFile.write(Data("new".utf8), to: link)
            #expect(try content(path) == "new")
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "file")
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o751)
        }
    }

    /// What cannot be written keeps the others from being put in their places.
    @Test func severalFilesAreWrittenTogether() throws {
        try TraceFileTests.inTemporaryFolder { folder in
            let (first, missing) = (folder + "/a", folder + "/missing/b")
            try WholeFile.write(Data("old".utf8), to: first)
            let error = #expect(throws: TraceInputOutputError.self) {
                try WholeFile.write([(first, Data("new".utf8)), (missing, Data("new".utf8))])
            }
            #expect(error?.description == "\(missing): No such file or directory")
            #expect(try content(first) == "old")
            #expect(try names(in: folder) == ["a"])
            try WholeFile.write([(first, Data("new".utf8)), (folder + "/b", Data("new".utf8))])
            #expect(try content(first) == "new")
            #expect(try names(in: folder) == ["a", "b"])
        }
    }

    @Test func whatKilledProcessesLeftIsRemoved() throws {
        try TraceFileTests.inTemporaryFolder { folder in
            let others = [".gitattributes", ".quorate-1-2-3", ".quorate-x-1", ".quorate-\(getpid())-1"]
            for name in others + [".quorate-\(Int32.max)-4294967295"] {
                try Data().write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
            }
            WholeFile.removeLeftovers(in: folder)
            #expect(try names(in: folder) == others.sorted())
        }
    }
}
