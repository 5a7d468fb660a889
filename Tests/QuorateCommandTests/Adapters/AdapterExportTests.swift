import Foundation
import QuorateSpecs
import Testing

@testable import QuorateCommand

/// `quorate export` for Go and Python: the tests pass on right code and fail on wrong code.
@Suite struct AdapterExportTests {
    private static let trace = AdapterProcessTests.root.appendingPathComponent(
        "Counterexamples/TwoPhaseCommit/hasty-commit.itf.json"
    ).path
    private static let toy = AdapterProcessTests.root.appendingPathComponent(
        "Tests/Adapters/Toys/python/twophasecommit.py"
    ).path

    private func export(_ language: String, _ trace: String = Self.trace, to file: String) async {
        let outcome = await quorate(
            ["export", trace, "--for", language, "--output", file], over: catalog)
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    private func run(_ line: [String], in folder: String, adapter: String) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = line
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ProcessInfo.processInfo.environment
            .merging([AdapterTestRun.variable: adapter]) { $1 }
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    @Test(.enabled(if: ChildProcess.path(of: "python3") != nil, "python3 is not installed"))
    func forPython() async throws {
        try await withTemporaryFolder { folder in
            await export("python", to: "\(folder)/test_run.py")
            let line = ["python3", "-m", "unittest", "test_run"]
            #expect(run(line, in: folder, adapter: "python3 \(Self.toy)"))
            for wrong in ["hasty", "deaf", "dies", "noise", "inventive"] {
                let passes = run(line, in: folder, adapter: "python3 \(Self.toy) \(wrong)")
                // What the run does not come to is not seen.
                #expect(passes == ["deaf", "noise"].contains(wrong), "\(wrong)")
            }
            #expect(!run(line, in: folder, adapter: ""))
        }
    }

    /// What only looks like the run does not pass: what is told has to be told, and what cannot be told is said.
    @Test(.enabled(if: ChildProcess.path(of: "python3") != nil, "python3 is not installed"))
    func liesForPython() async throws {
        let toys = URL(fileURLWithPath: Self.toy).deletingLastPathComponent().path
        let counters = AdapterProcessTests.root.appendingPathComponent(
            "Counterexamples/Raft/minority.itf.json"
        ).path
        try await withTemporaryFolder { folder in
            let line = ["python3", "-m", "unittest", "test_run"]
            for (trace, lies) in [
                (Self.trace, ["": true, "done": true, "part": false, "messages": false]),
                (Self.trace, ["deedless": false, "weather": false]),
                (counters, ["plain": true, "false for 0": false]),
            ] {
                await export("python", trace, to: "\(folder)/test_run.py")
                for (lie, passes) in lies {
                    let adapter = "python3 '\(toys)/liar.py' '\(lie)'"
                    #expect(run(line, in: folder, adapter: adapter) == passes, "\(lie)")
                }
            }
        }
    }

    /// The text is Go as gofmt has it, where there is a gofmt; that it runs is tried by hand, since building takes long.
    @Test func forGo() async throws {
        try await withTemporaryFolder { folder in
            let file = "\(folder)/run_test.go"
            await export("go", to: file)
            let text = try String(contentsOfFile: file, encoding: .utf8)
            #expect(text.contains("func TestTwoPhaseCommitHastyCommit(t *testing.T)"))
            #expect(text.components(separatedBy: ", true},\n").count == 2)
            if ChildProcess.path(of: "gofmt") != nil {
                #expect(run(["sh", "-c", "test -z \"$(gofmt -l \(file))\""], in: folder, adapter: ""))
            }
        }
    }

    /// A run of which the code has no step is no test.
    @Test func nothingToExport() async {
        let path = AdapterProcessTests.root.appendingPathComponent(
            "Counterexamples/HotStuff/no-timeouts.itf.json"
        ).path
        for language in ["go", "python"] {
            let outcome = await quorate(["export", path, "--for", language], over: catalog)
            #expect(
                outcome.status == 65 && outcome.errors.contains("no step of it is left"), "\(outcome.errors)")
        }
    }

    @Test func twoLanguages() async {
        let both = await quorate(["export", Self.trace, "--swift", "--for", "go"], over: catalog)
        #expect(both.status == 64)
        let none = await quorate(["export", Self.trace], over: catalog)
        #expect(none.status == 64 && none.errors.contains("--for"), "\(none.errors)")
    }
}
