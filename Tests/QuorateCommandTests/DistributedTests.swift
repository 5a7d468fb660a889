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
            for line in ["check Staircase --distributed", "resume nowhere --distributed"] {
                let outcome = await quorate(line)
                #expect(outcome.status == 64 && outcome.output.isEmpty)
                #expect(outcome.errors.contains("swift build -c release --traits MPI"), "\(outcome.errors)")
            }
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
        let text = try await advice(CheckRequest(isDistributed: true))
        #expect(text.contains("Reproduce:  mpirun -np 3 quorate check Ferry"), "\(text)")
        #expect(text.contains("--distributed") && text.contains("more ranks"), "\(text)")
        #expect(!text.contains("--disk") && !text.contains("fingerprint"), "\(text)")
    }

    /// With checkpoints it is to go on with them.
    @Test func adviceOnCheckpointsIsForRanks() async throws {
        try await withTemporaryFolder { path in
            let folder = path + "/kept"
            #expect(await quorate("check Staircase --max-depth 1 --checkpoint \(folder)").status == 30)
            let use = CheckpointUse(folder: folder, every: 5)
            let text = try await advice(CheckRequest(isDistributed: true, checkpoints: use))
            #expect(
                text.contains("mpirun -np 3 quorate resume \(folder) --distributed   (goes on"), "\(text)")
            #expect(text.contains("--distributed --checkpoint \(folder)-again --every 5"), "\(text)")
        }
    }

    /// Advice on a search over three ranks that ended for want of memory.
    private func advice(_ request: CheckRequest) async throws -> String {
        let spec = ErasedSpec(Ferry())
        var report = try await Explorer(erased: spec, limits: .init(states: 3)).run()
        report.ranks = .init(count: 3, sentBytes: 0, mostStoreBytes: 0, storeBytes: 0)
        report.limit = .memory(1 << 20)
        let run = CheckPlan.Run(spec: spec, expectation: .none, continues: false)
        let finished = FinishedRun(
            planned: run, started: Date(), report: report, judgement: Judgement(report, of: run, nil),
            files: [])
        return Advice(program: "quorate", request: request, run: finished).lines.joined(separator: "\n")
    }

    #if MPI
        @Test(arguments: [
            "TwoPhaseCommit --property consistency --continue",
            "TwoPhaseCommit --mutant hasty-commit",
            "TwoPhaseCommit --property consistency --max-depth 4",
        ])
        func ranksReportWhatOneProcessReports(line: String) async throws {
            let whole = line.contains("--mutant") ? "\(line) --property consistency" : line
            let words = "check \(whole) --format json --workers 1"
            let alone = try await Executable.run(words.split(separator: " ").map(String.init))
            let ranks = try StartedRanks.run(3, words + " --distributed")
            #expect(ranks.status == alone.status, "\(ranks)")
            #expect(try StartedRanks.runs(ranks.output) == StartedRanks.runs(alone.output))
        }

        @Test func ranksStartedUnlikeAreRefused() throws {
            let words = ["check", "TwoPhaseCommit", "--property", "consistency", "--distributed"]
            let program = Executable.url.path
            let other = try StartedRanks.start(
                ["-np", "1", program] + words + [":", "-np", "1", program] + words + ["--continue"])
            #expect(other.status == 64 && other.output.isEmpty, "\(other)")
            #expect(other.errors.contains("rank 1 has other arguments"))
            let alone = try StartedRanks.start(
                ["-np", "1", program] + words + [":", "-np", "1", program] + words.dropLast())
            #expect(alone.status == 64 && !alone.output.contains("distinct"), "\(alone)")
        }

        /// A rank that dies leaves an error and no verdict.
        @Test func deathOfOneRankEndsAll() throws {
            let outcome = try StartedRanks.kill(
                1, of: 2, once: "sleep 0.4", "check TwoPhaseCommit managers=9 --property consistency")
            #expect(outcome.status != 0 && outcome.output.isEmpty, "\(outcome)")
            #expect(!outcome.errors.isEmpty)
        }

        /// Cut off at a level on some ranks, and gone on with on others, on one, and on one machine; and the reverse. Where
        /// it ends at a violation, once: which processes go on is the same there.
        @Test(
            arguments: [
                (3, 2, whole), (2, nil, whole), (nil, 3, whole),
                (3, 2, "TwoPhaseCommit managers=4 --mutant hasty-commit --property consistency"),
            ] as [(Int?, Int?, String)])
        func checkpointsGoOnOnOtherRanks(first: Int?, second: Int?, line: String) async throws {
            try await withTemporaryFolder { path in
                let folder = "\(path)/kept"
                let cut = try await StartedRanks.stretch(
                    first, "check \(line) --checkpoint \(folder) --max-depth 3")
                #expect(cut.status == 30, "\(cut)")
                let end = try await StartedRanks.stretch(
                    second, "resume \(folder) --max-depth 1000 --format json")
                let alone = try await Self.alone(line)
                #expect(end.status == alone.status, "\(end)")
                #expect(try StartedRanks.runs(end.output) == StartedRanks.runs(alone.output))
            }
        }

        private static let whole = "TwoPhaseCommit managers=4 --property consistency --continue"

        /// What one process reports.
        private static func alone(_ line: String) async throws -> Outcome {
            try await Executable.run(
                "check \(line) --format json --workers 1".split(separator: " ").map(String.init))
        }

        @Test func foldersAreOfRankZero() async throws {
            let missing = try StartedRanks.run(2, "resume /nowhere/at/all --distributed")
            #expect(missing.status == 64 && missing.output.isEmpty, "\(missing)")
            #expect(missing.errors.contains("must be on the machine of rank 0"))
            let alone = try StartedRanks.run(2, "resume /nowhere/at/all")
            #expect(alone.status == 64 && alone.errors.contains("add --distributed"), "\(alone)")
        }
    #endif
}
