import Foundation
import Testing

/// Results that nobody takes, and files for which there is no room.
@Suite struct LostOutputTests {
    private func files(below folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.contains(".") }.sorted()
    }

    @Test(arguments: [
        ["check", "LostUpdate"], ["help", "exit-status"], ["--version"], ["list", "--format", "json"],
    ])
    func inAClosedPipe(arguments: [String]) async throws {
        let outcome = try await Executable.run(arguments, isRead: false)
        #expect(outcome.status == 74)
        #expect(outcome.errors == "Error: cannot print the results: Broken pipe\n")
    }

    /// Whether anybody reads what an update says does not decide what it writes.
    @Test func anUpdateIsWholeAllTheSame() async throws {
        try await withTemporaryFolder { folder in
            let words = ["check", "LostUpdate", "--update-counterexamples", "--counterexamples"]
            let lost = try await Executable.run(words + [folder + "/lost"], isRead: false)
            #expect(lost.status == 74)
            let read = try await Executable.run(words + [folder + "/read"])
            #expect(read.status == 0)
            let written = try files(below: folder + "/lost")
            #expect(!written.isEmpty)
            #expect(try files(below: folder + "/read") == written)
        }
    }

    #if os(Linux)
        @Test(arguments: [
            "export Counterexamples/PBFT/quorum-2f.itf.json --swift --output FOLDER/Kept.swift",
            "prove pbft-intersection --smt2 FOLDER",
            "check LostUpdate --update-counterexamples --counterexamples FOLDER",
            "check TwoPhaseCommit --mutant hasty-commit --export FOLDER",
        ])
        func onAFullDisk(line: String) async throws {
            try await withTemporaryFolder { folder in
                let kept = folder + "/Kept.swift"
                if line.contains("Kept") { try Data("before".utf8).write(to: URL(fileURLWithPath: kept)) }
                let before = try files(below: folder)
                let outcome = try await Executable.run(
                    line.replacing("FOLDER", with: folder).split(separator: " ").map(String.init),
                    limits: .init(isDiskFull: true))
                #expect(outcome.status == 74)
                #expect(
                    outcome.errors.contains("\(folder)/") && outcome.errors.hasSuffix(": File too large\n"))
                #expect(try files(below: folder) == before)
                if line.contains("Kept") {
                    #expect(try String(contentsOfFile: kept, encoding: .utf8) == "before")
                }
            }
        }
    #endif
}
