import Foundation
import Testing

@testable import QuorateCommand
@testable import QuorateExplorer
@testable import QuorateLanguage
@testable import Toys

/// `check --distributed`: its place among the options, and real ranks where the package is built with them.
@Suite struct DistributedTests {
    #if !MPI
        /// A program without MPI says how to build one with it.
        @Test func programWithoutMPISaysSo() async {
            let outcome = await quorate("check Staircase --distributed")
            #expect(outcome.status == 64 && outcome.output.isEmpty)
            #expect(outcome.errors.contains("swift build -c release --traits MPI"), "\(outcome.errors)")
        }
    #endif

    @Test func whatDoesNotGoTogetherIsRefused() async {
        for line in ["", " Staircase Holey", " Staircase --variant any", " Staircase --adversary-twin"] {
            let outcome = await quorate("check\(line) --distributed")
            #expect(outcome.status == 64 && outcome.output.isEmpty, "\(line): \(outcome)")
            #expect(outcome.errors.contains("--distributed"), "\(outcome.errors)")
        }
    }

    /// Advice is what ranks can follow: the whole command line, and nothing that is refused.
    @Test func adviceIsForRanks() async throws {
        let spec = ErasedSpec(Ferry())
        var report = try await Explorer(erased: spec, limits: .init(states: 3)).run()
        report.ranks = .init(count: 3, sentBytes: 0, mostStoreBytes: 0, storeBytes: 0)
        report.limit = .memory(1 << 20)
        let run = CheckPlan.Run(spec: spec, expectation: .none, continues: false)
        let finished = FinishedRun(
            planned: run, started: Date(), report: report, judgement: Judgement(report, of: run, nil),
            files: [])
        var request = CheckRequest()
        request.isDistributed = true
        let text = Advice(program: "quorate", request: request, run: finished).lines.joined(separator: "\n")
        #expect(text.contains("Reproduce:  mpirun -np 3 quorate check Ferry"), "\(text)")
        #expect(text.contains("--distributed") && text.contains("more ranks"), "\(text)")
        #expect(!text.contains("--disk") && !text.contains("fingerprint"), "\(text)")
    }

    #if MPI
        /// What the ranks print, and their common status; `before` says what mpirun is told besides.
        private func run(_ count: Int, _ line: String, before: [String] = []) throws -> Outcome {
            let words = line.split(separator: " ").map(String.init)
            return try start(before + ["-np", "\(count)", Executable.url.path] + words)
        }

        private func start(_ arguments: [String]) throws -> Outcome {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["mpirun", "--allow-run-as-root", "--oversubscribe"] + arguments
            let (output, errors) = (Pipe(), Pipe())
            (process.standardOutput, process.standardError) = (output, errors)
            try process.run()
            let printed = output.fileHandleForReading.readDataToEndOfFile()
            let noted = errors.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return Outcome(
                status: process.terminationStatus, output: String(decoding: printed, as: UTF8.self),
                errors: String(decoding: noted, as: UTF8.self))
        }

        /// The runs of a report in JSON, without what varies.
        private func runs(_ text: String) throws -> NSArray {
            let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            let runs = try #require(object?["runs"] as? [[String: Any]])
            let varying = ["wallSeconds", "cpuSeconds", "bytesPerState", "ranks"]
            #expect(runs.count == 1)
            return runs.map { $0.filter { !varying.contains($0.key) } } as NSArray
        }

        @Test(arguments: [
            "TwoPhaseCommit --property consistency --continue",
            "TwoPhaseCommit --mutant hasty-commit",
            "TwoPhaseCommit --property consistency --max-depth 4",
        ])
        func ranksReportWhatOneProcessReports(line: String) async throws {
            let whole = line.contains("--mutant") ? "\(line) --property consistency" : line
            let words = "check \(whole) --format json --workers 1"
            let alone = try await Executable.run(words.split(separator: " ").map(String.init))
            let ranks = try run(3, words + " --distributed")
            #expect(ranks.status == alone.status, "\(ranks)")
            #expect(try runs(ranks.output) == runs(alone.output))
        }

        @Test func ranksStartedUnlikeAreRefused() throws {
            let words = ["check", "TwoPhaseCommit", "--property", "consistency", "--distributed"]
            let program = Executable.url.path
            let other = try start(
                ["-np", "1", program] + words + [":", "-np", "1", program] + words + ["--continue"])
            #expect(other.status == 64 && other.output.isEmpty, "\(other)")
            #expect(other.errors.contains("rank 1 has other arguments"))
            let alone = try start(
                ["-np", "1", program] + words + [":", "-np", "1", program] + words.dropLast())
            #expect(alone.status == 64 && !alone.output.contains("distinct"), "\(alone)")
        }

        /// A rank that dies leaves an error and no verdict.
        @Test func deathOfOneRankEndsAll() throws {
            let script =
                "\"$0\" \"$@\" & if [ \"$OMPI_COMM_WORLD_RANK\" = 1 ]; then sleep 1; kill -9 $!; fi; wait $!"
            let words = ["-np", "2", "/bin/sh", "-c", script, Executable.url.path]
            let outcome = try start(
                words + [
                    "check", "TwoPhaseCommit", "managers=9", "--property", "consistency", "--distributed",
                ])
            #expect(outcome.status != 0 && outcome.output.isEmpty, "\(outcome)")
            #expect(!outcome.errors.isEmpty)
        }
    #endif
}
