import Foundation
import QuorateReplicas
import Testing

/// What cannot be opened as a log, and what people are told.
@Suite struct FileLogOpeningTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func expect(_ error: FileLogError, _ words: String) {
        #expect(throws: error) { try FileLog(path: folder.log) }
        #expect("\(error)".contains(words))
    }

    /// A folder that does not exist.
    @Test func aFolderThatDoesNotExistIsSaid() {
        let path = folder.path + "/nowhere"
        #expect(throws: FileLogError.noFolder(path)) { try FileLog(path: path + "/replica.log") }
        #expect("\(FileLogError.noFolder(path))".hasSuffix("create it first"))
    }

    /// No log where there must be one.
    @Test func noLogWhereThereMustBeOneIsSaid() throws {
        #expect(throws: FileLogError.missing(folder.log)) {
            try FileLog(path: folder.log, ifMissing: .refuse)
        }
        _ = try FileLog(path: folder.log)
        _ = try FileLog(path: folder.log, ifMissing: .refuse)
    }

    /// Other files.
    @Test(arguments: ["", "Q", "QUORATF\n", "some text that is longer than a header is"])
    func otherFilesAreRefused(text: String) {
        folder.bytes = Array(text.utf8)
        expect(.notALog(folder.log), "move it out of the way")
        #expect(folder.bytes == Array(text.utf8))
    }

    /// A log of a later version.
    @Test func aLogOfALaterVersionIsRefused() throws {
        _ = try FileLog(path: folder.log)
        var header = Array(folder.bytes.prefix(28))
        header[11] = 2
        folder.bytes = header + SlowSHA256.hash(header).prefix(8)
        expect(.unknownVersion(2, path: folder.log), "later version")
    }

    /// A folder, a link and a pipe in the place of the log.
    @Test func whatIsNoFileIsRefused() throws {
        let manager = FileManager.default
        try manager.createDirectory(atPath: folder.log, withIntermediateDirectories: false)
        expect(.failed("open", path: folder.log, SystemCallFailure(EISDIR)), "Is a directory")
        try manager.removeItem(atPath: folder.log)
        try manager.createSymbolicLink(atPath: folder.log, withDestinationPath: "other.log")
        expect(.failed("open", path: folder.log, SystemCallFailure(ELOOP)), "cannot open \(folder.log)")
        try manager.removeItem(atPath: folder.log)
        #expect(mkfifo(folder.log, 0o600) == 0)
        expect(.notALog(folder.log), "is not a log")
    }

    /// A log that may only be read.
    @Test(.enabled(if: geteuid() != 0, "root may write everything"))
    func aLogThatMayOnlyBeReadIsRefused() throws {
        _ = try FileLog(path: folder.log)
        #expect(chmod(folder.log, 0o400) == 0)
        expect(.failed("open", path: folder.log, SystemCallFailure(EACCES)), "Permission denied")
    }

    @Test func whatACrashLeftOfAReplacementIsRemoved() throws {
        _ = try FileLog(path: folder.log)
        try Data([1, 2, 3]).write(to: URL(filePath: folder.log + ".new"))
        _ = try FileLog(path: folder.log)
        #expect(folder.names == ["replica.log", "replica.log.lock"])
    }
}
