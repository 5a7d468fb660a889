import Foundation
import Testing

@testable import QuorateCommand

/// What `prove` answers about threshold automata in files, and ends with.
@Suite struct ProveAutomatonTests {
    /// Processes vote, and are done once enough have; the specifications are the caller's.
    private static func file(_ specifications: String) -> String {
        """
        skel Proc {
          local pc;
          shared votes;
          parameters N, T;
          assumptions (0) { N > 2 * T; T >= 1; }
          locations (0) { wait: [0]; voted: [1]; done: [2]; }
          inits (0) { wait == N; voted == 0; done == 0; votes == 0; }
          rules (0) {
            0: wait -> voted when (true) do { votes' == votes + 1; };
            1: voted -> done when (votes >= N - T) do { votes' == votes; };
          }
          specifications (0) { \(specifications) }
        }
        """
    }

    private static let few = "few: [](done == 0 || votes >= T + 1);"
    private static let nobody = "nobody: [](done == 0);"
    private static let ends =
        "ends: <>[](wait == 0 && (votes < N - T || voted == 0)) -> <>(done != 0);"
    private static let hurries = "hurries: <>(wait == 0);"
    private static let idle = "idle: (wait == 0) -> [](done == 0);"

    private static func prove(_ text: String, _ options: [String] = []) async throws -> Outcome {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/voting.ta"
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            return await quorate(["prove", path] + options)
        }
    }

    @Test func exitStatusesSayWhatIsNotTrue() async throws {
        #expect(try await Self.prove(Self.file(Self.few + Self.ends)).status == 0)
        #expect(try await Self.prove(Self.file(Self.nobody)).status == 12)
        #expect(try await Self.prove(Self.file(Self.hurries)).status == 13)
        #expect(try await Self.prove(Self.file(Self.idle)).status == 20)
        #expect(try await Self.prove(Self.file(Self.few), ["--time-limit", "0.000001"]).status == 30)
        #expect(try await Self.prove(Self.file(Self.few + Self.nobody)).status == 1)
    }

    /// Bounds that nobody could look for take nothing from the verdict.
    @Test func refutationComesBeforeBounds() async throws {
        let text = Self.file(Self.nobody).replacing("T >= 1;", with: "T >= 1; N < 30000 * T;")
        let outcome = try await Self.prove(text, ["--bounds"])
        #expect(outcome.status == 12 && outcome.output.contains("voting.nobody: refuted"), "\(outcome)")
        #expect(
            outcome.output.contains("  conditions   none was tried: more than 20000 conditions"), "\(outcome)"
        )
        #expect(!outcome.output.contains("undecided"))
        let proved = Self.file(Self.few).replacing("T >= 1;", with: "T >= 1; N < 30000 * T;")
        #expect(try await Self.prove(proved, ["--bounds"]).status == 30)
    }

    /// A file of one's own may have the name of a published one.
    @Test func publishedTimesAreOfTheSameRules() {
        let measured = { (rules: Int) in
            MeasuredAutomaton(
                name: "isola18-ta-bosco", proved: 1, refuted: 0, vacuous: 0, rules: rules, cpuSeconds: 1,
                wallSeconds: 1)
        }
        #expect(measured(20).published != nil && measured(2).published == nil)
    }

    @Test func refutationsAreRuns() async throws {
        let outcome = try await Self.prove(Self.file(Self.nobody))
        #expect(
            outcome.output.contains(
                """
                voting.nobody: refuted, and these are the smallest parameters
                  supposed     N > 2T and T ≥ 1
                  run          N = 3, T = 1
                               start: 3 in wait
                               1. wait → voted, 2 processes: votes = 2
                               2. voted → done
                               for ever: 1 in wait, 1 in voted, 1 in done; votes = 2
                """), "\(outcome.output)")
        let json = try await Self.prove(Self.file(Self.nobody), ["--format", "json"])
        #expect(json.output.contains(#""verdict": "refuted""#) && json.output.contains(#""N": 3"#))
        for format in ["junit", "sarif", "github", "markdown"] {
            let outcome = try await Self.prove(Self.file(Self.nobody), ["--format", format])
            #expect(outcome.status == 12 && outcome.output.contains("voting.nobody"), "\(format)")
        }
    }

    @Test func proofsHaveCertificates() async throws {
        let proved = try await Self.prove(Self.file(Self.few + Self.ends))
        let lines = proved.output.split(separator: "\n")
        #expect(lines.count { $0.hasSuffix("  certificate checked") } == 2, "\(proved)")
        #expect(!proved.output.contains("without a certificate"), "\(proved)")
        let json = try await Self.prove(Self.file(Self.few), ["--format", "json"])
        #expect(json.output.contains(#""certificate": "checked""#), "\(json)")
    }

    /// A guard that is never true and a location that nobody gets to change no verdict, and are told.
    @Test func idlePartsAreTold() async throws {
        let rules = """
            2: wait -> late when (N < 2 * T) do { votes' == votes; };
                3: voted -> late when (votes < 0) do { votes' == votes; };
                4: wait -> done when (votes < N && T < 0) do { votes' == votes; };
              }
              specifications
            """
        let text = Self.file(Self.few).replacing("done: [2];", with: "done: [2]; late: [3];")
            .replacing("done == 0; votes == 0;", with: "done == 0; late == 0; votes == 0;")
            .replacing("  }\n  specifications", with: rules)
        let outcome = try await Self.prove(text)
        #expect(outcome.status == 0, "\(outcome)")
        #expect(
            outcome.output.contains(
                """
                  never used   rule 2, wait → late: its guard is true in no run
                               rule 3, voted → late: its guard is true in no run
                               rule 4, wait → done: its guard is true in no run
                               location late: no process ever gets there
                """), "\(outcome.output)")
        let json = try await Self.prove(text, ["--format", "json"])
        #expect(
            json.output.contains("rule 2, wait → late") && json.output.contains("\"late\""), "\(json.output)")
        let whole = try await Self.prove(Self.file(Self.few))
        #expect(!whole.output.contains("never used"), "\(whole.output)")
        try await expectOnce(inEachOf: [text, text.replacing(Self.few, with: Self.few + Self.nobody)])
    }

    /// Beside the details of a result that is not as expected, or else once behind the lines of all.
    private func expectOnce(inEachOf texts: [String]) async throws {
        try await withTemporaryFolder { folder in
            let paths = try texts.enumerated().map { position, text in
                let path = "\(folder)/voting\(position).ta"
                try Data(text.utf8).write(to: URL(fileURLWithPath: path))
                return path
            }
            let both = await quorate(["prove"] + paths).output
            #expect(both.components(separatedBy: "never used").count == 3, "\(both)")
            #expect(both.contains("\(paths[0])\n  never used"), "\(both)")
        }
    }

    @Test func wrongFilesSayWhere() async throws {
        let outcome = try await Self.prove("skel Proc {\n  local pc;\n  shared x y;\n}")
        #expect(outcome.status == 65 && outcome.errors.contains("voting.ta:3:12: "), "\(outcome.errors)")
        #expect(await quorate(["prove", "none.ta"]).status == 74)
        let cycle = Self.file(Self.few).replacing("voted -> done", with: "voted -> wait")
        let words = "voting.ta:9:5: the locations wait → voted → wait are a cycle"
        #expect(try await Self.prove(cycle).errors.contains(words))
        let empty = try await Self.prove(Self.file(""))
        #expect(empty.status == 65 && empty.errors.contains("nothing to prove"), "\(empty.errors)")
    }

    @Test func questionsAreExported() async throws {
        try await withTemporaryFolder { folder in
            let outcome = try await Self.prove(Self.file(Self.few), ["--smt2", folder])
            #expect(outcome.errors.contains("2 files written"), "\(outcome.errors)")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(names == ["voting.few.counterexample.smt2", "voting.few.premise.smt2"])
        }
    }
}
