import Foundation
import QuorateTraces
import Testing

@Suite struct TraceFileTests {
    static func inTemporaryFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    @Test func aWrittenFileIsReadBack() throws {
        try Self.inTemporaryFolder { folder in
            let path = folder + "/hasty-commit.itf.json"
            try ITF.write(HastyCommit.trace, toFile: path)
            try ITF.write(HastyCommit.trace, toFile: path)
            #expect(try ITF.trace(fromFile: path) == HastyCommit.trace)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["hasty-commit.itf.json"])
        }
    }

    /// A file without a variant is what it was before there were any.
    @Test func onlyAVariantIsWritten() throws {
        var trace = HastyCommit.trace
        let plain = String(decoding: ITF.data(of: trace), as: UTF8.self)
        #expect(!plain.contains("variant"))
        trace.mutant = nil
        trace.variant = "slow"
        let data = ITF.data(of: trace)
        #expect(String(decoding: data, as: UTF8.self).contains("\"variant\": \"slow\""))
        let read = try ITF.trace(from: data)
        #expect(read == trace && read.variant == "slow" && read.mutant == nil)
        #expect(read.description.hasPrefix("TwoPhaseCommit, variant slow, managers=3\n"))
    }

    @Test func aLinkIsWrittenThrough() throws {
        try Self.inTemporaryFolder { folder in
            try Data().write(to: URL(fileURLWithPath: folder + "/target"))
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/link", withDestinationPath: folder + "/target")
            try ITF.write(HastyCommit.trace, toFile: folder + "/link")
            #expect(try ITF.trace(fromFile: folder + "/target") == HastyCommit.trace)
            #expect(
                try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link") == folder
                    + "/target")
        }
    }

    @Test func whatCannotBeReadSaysWhy() throws {
        try Self.inTemporaryFolder { folder in
            let missing = #expect(throws: TraceInputOutputError.self) {
                try ITF.trace(fromFile: folder + "/missing")
            }
            #expect(missing?.description == "\(folder)/missing: No such file or directory")
            let directory = #expect(throws: TraceInputOutputError.self) { try ITF.trace(fromFile: folder) }
            #expect(directory?.reason == "Is a directory")
            #expect(throws: TraceInputOutputError.self) { try ITF.trace(fromFile: "") }
        }
    }

    @Test func whatCannotBeWrittenSaysWhy() throws {
        try Self.inTemporaryFolder { folder in
            let missing = #expect(throws: TraceInputOutputError.self) {
                try ITF.write(HastyCommit.trace, toFile: folder + "/missing/trace.itf.json")
            }
            #expect(missing?.path == "\(folder)/missing/trace.itf.json")
            #expect(missing?.reason == "No such file or directory")
            let directory = #expect(throws: TraceInputOutputError.self) {
                try ITF.write(HastyCommit.trace, toFile: folder)
            }
            #expect(directory?.reason == "Is a directory")
        }
    }

    #if os(Linux)
        @Test func aFullDeviceSaysSo() {
            let error = #expect(throws: TraceInputOutputError.self) {
                try ITF.write(HastyCommit.trace, toFile: "/dev/full")
            }
            #expect(error?.description == "/dev/full: No space left on device")
        }
    #endif

    @Test func aLargeFileIsRefusedBeforeItIsReadWhole() throws {
        try Self.inTemporaryFolder { folder in
            let path = folder + "/large"
            try Data().write(to: URL(fileURLWithPath: path))
            // Sparse: eight gibibytes that take no place.
            try FileHandle(forWritingTo: URL(fileURLWithPath: path)).truncate(atOffset: 8 << 30)
            let error = #expect(throws: TraceFileError.self) { try ITF.trace(fromFile: path) }
            #expect(error == .tooLarge(limit: 64 << 20))
        }
    }
}
