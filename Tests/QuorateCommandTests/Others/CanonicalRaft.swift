import Foundation
import Testing

/// The adapter for canonical's raft in C, compiled once in a run of the tests, where a compiler and the package are
/// installed.
enum CanonicalRaft {
    /// Compiled programs: adapters over the package's library as it is, and over its archive with the changes in front;
    /// and the findings without an adapter.
    struct Programs: Sendable {
        var shipped: OtherCode
        var changed: OtherCode
        var alone: String
    }

    private static let compiler = "/usr/bin/cc"
    private static let adapter = "\(OtherCode.root)/Tests/Adapters/canonical"

    static let isInstalled = [compiler, "/usr/include/raft.h"].allSatisfy(
        FileManager.default.fileExists)

    /// The functions of the package that the changes stand in front of.
    private static let wrapped = [
        "recvRequestVote", "electionVote", "recvRequestVoteResult", "replicationAppend", "replicationUpdate",
    ]

    private static let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("quorate-canonical-\(ProcessInfo.processInfo.processIdentifier)").path

    static let programs = Task {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(atPath: CanonicalRaft.folder) }
        let programs = Programs(
            shipped: OtherCode(adapter: "\(folder)/shipped"),
            changed: OtherCode(adapter: "\(folder)/changed"), alone: "\(folder)/alone")
        try await compile(try sources(), programs.shipped.adapter, ["-lraft"])
        let wraps = wrapped.map { "-Wl,--wrap=\($0)" }
        try await compile(
            try sources() + ["changed/changed.c", "-DCHANGED"], programs.changed.adapter,
            wraps + ["-l:libraft.a"])
        try await compile(["alone/alone.c"], programs.alone, ["-lraft"])
        return programs
    }

    private static func sources() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: adapter).filter { $0.hasSuffix(".c") }.sorted()
    }

    private static func compile(_ sources: [String], _ program: String, _ libraries: [String]) async throws {
        let ended = try await Program.run(
            compiler, ["-Wall", "-Wextra", "-Werror", "-o", program] + sources + libraries,
            in: adapter, variables: [:])
        try #require(ended.status == 0, "\(ended.output)")
    }
}
