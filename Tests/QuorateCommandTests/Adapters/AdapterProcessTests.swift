import Foundation
import QuorateSpecs
import Testing

@testable import QuorateCommand

/// Adapters in other languages as processes: right ones, and each wrong one is noticed.
@Suite struct AdapterProcessTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let toys = root.appendingPathComponent("Tests/Adapters/Toys").path
    private static let trace = root.appendingPathComponent(
        "Counterexamples/TwoPhaseCommit/hasty-commit.itf.json"
    ).path

    private static func isInstalled(_ program: String) -> Bool { ChildProcess.path(of: program) != nil }

    private func command(_ arguments: [String]) async -> Outcome {
        await quorate(arguments, over: catalog) { session in
            session.freshProcess = { try Self.again($0) }
        }
    }

    /// What a second process would print, made in this one.
    private static func again(_ arguments: [String]) throws -> String {
        let adapter = try #require(arguments.first { $0.hasPrefix("--adapter=") }).dropFirst(10)
        var session = Session(catalog: catalog, program: "quorate", console: .standard)
        session.adapter = try AdapterRequest(String(adapter))
        let runner = ReplayRunner(session: session, plan: ReplayPlan(paths: [arguments[1]]))
        let code = try #require(Code(rawValue: arguments[3]))
        return try runner.report(of: runner.trace(in: arguments[1]).trace, against: code, file: arguments[1])
            .transcript.text
    }

    private static func python(_ wrong: String) -> String {
        "python3 \(toys)/python/twophasecommit.py \(wrong)"
    }

    private func conform(_ adapter: String, _ more: String...) async -> Outcome {
        await command(
            ["conform", "TwoPhaseCommit", "managers=2", "--adapter", adapter, "--quiet"] + more)
    }

    @Test(.enabled(if: isInstalled("python3"), "python3 is not installed"), arguments: ["", "snapshots"])
    func rightInPython(ability: String) async {
        let outcome = await conform(Self.python(ability))
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("the code conforms"))
        #expect(outcome.output.contains("states of the spec, all that it has"))
        #expect(outcome.output.contains("steps executed"))
    }

    static let wrongs: [(wrong: String, status: Int32, words: String)] = [
        ("hasty", 40, "the code takes commit, which the spec does not allow here"),
        ("deaf", 40, "manager[r1]"),
        ("'changes its mind'", 40, "the code takes abort"),
        ("lies", 40, "it has not done take obey"),
        ("throws", 40, "the code threw: RuntimeError: no abort"),
        ("dies", 40, "ended with status 3; on its standard error: no such thing as a commit"),
        ("noise", 40, "is no JSON, but \"Aborting now!\""),
        ("talkative", 40, "answers out of turn"),
        ("endless", 40, "a line of more than 4 MiB"),
        ("unsteady", 41, "does not agree with itself"),
        ("blind", 74, "observes no variable"),
        ("inventive", 74, "weather, which is no variable"),
    ]

    @Test(.enabled(if: isInstalled("python3"), "python3 is not installed"), arguments: wrongs)
    func wrongInPython(wrong: String, status: Int32, words: String) async {
        let outcome = await conform(Self.python(wrong))
        #expect(outcome.status == status, "\(outcome.output)\(outcome.errors)")
        #expect((outcome.output + outcome.errors).contains(words), "\(outcome.output)\(outcome.errors)")
        #expect(!outcome.output.contains("the code conforms"))
    }

    @Test(.enabled(if: isInstalled("python3"), "python3 is not installed"))
    func silentInPython() async {
        let outcome = await conform(Self.python("hangs"), "--adapter-timeout", "2")
        #expect(outcome.status == 40)
        #expect(outcome.output.contains("has not answered within 2.0 s"), "\(outcome.output)")
    }

    /// What never changes is as good as nothing: neither does its code conform, nor withstand or reproduce anything.
    @Test(.enabled(if: isInstalled("python3"), "python3 is not installed"))
    func aConstantIsNoCode() async {
        let adapter = "python3 \(Self.toys)/python/constant.py"
        let conform = await command(["conform", "AtomicRename", "--adapter", "\(adapter) faulty", "--quiet"])
        #expect(conform.status == 20, "\(conform.output)\(conform.errors)")
        #expect(conform.output.contains("vacuous: no step changed what the adapter observes"))
        for (trace, variable, code, words) in [
            ("BrachaBroadcast/no-amplification", "faulty", "shipped", "nothing was compared"),
            ("AlternatingBitAbstract/deaf-sender", "received", "mutant", "variables that are not observed"),
        ] {
            let path = Self.root.appendingPathComponent("Counterexamples/\(trace).itf.json").path
            let replay = await command([
                "replay", path, "--against", code, "--adapter", "\(adapter) \(variable)",
            ])
            #expect(replay.status == 40 && replay.output.contains(words), "\(replay.output)\(replay.errors)")
        }
    }

    /// What a partial look leaves open is said.
    @Test(.enabled(if: isInstalled("python3"), "python3 is not installed"))
    func whatIsNotObservedIsNotCompared() async {
        let outcome = await conform(Self.python("partial"))
        #expect(outcome.output.contains("not compared  manager, prepared"), "\(outcome.output)")
        #expect(
            outcome.output.contains(
                "the code conforms in acknowledged, decision (not compared: manager, prepared)"))
        let replay = await command([
            "replay", Self.trace, "--adapter", Self.python("partial"), "--against", "mutant",
        ])
        #expect(replay.status == 40)
        #expect(replay.output.contains("depends on variables that are not observed"), "\(replay.output)")
    }

    @Test(
        .enabled(if: isInstalled("python3"), "python3 is not installed"),
        arguments: [
            ("", "shipped", Int32(0), "refused at step 3"), ("", "mutant", 0, "reproduced"),
            ("hasty", "shipped", 40, "reproduced"), ("dies", "mutant", 40, "ended with status 3"),
            ("unsteady", "shipped", 41, "does not agree with itself"),
            ("partial", "shipped", 0, "refused at step 3"),
            ("shrugs", "shipped", 40, "that it has refused it cannot be told"),
            (
                "sleeps", "shipped", 40,
                "diverged at step 1: manager[r1]: prepared in the spec, working in the code"
            ),
            (
                "sleeps", "mutant", 40,
                "diverged at step 1: manager[r1]: prepared in the spec, working in the code"
            ),
        ])
    func replays(wrong: String, against: String, status: Int32, words: String) async {
        let outcome = await command([
            "replay", Self.trace, "--adapter", Self.python(wrong), "--against", against,
        ])
        #expect(outcome.status == status, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains(words), "\(outcome.output)")
    }

    /// A step that the spec disables and that the code says it has done is not refused because nobody sees it.
    @Test(.enabled(if: isInstalled("python3"), "python3 is not installed"))
    func whatIsNotObservedIsNotRefused() async {
        let outcome = await conform(Self.python("secretive"), "--negative")
        for words in [
            "(not compared: manager, prepared, acknowledged), and whether it refuses 92 disabled steps is not",
            "abortAlone: 0 of 92 tried are refused, 92 are said to be done, and what is observed does not tell",
            "commit: 55 of 55 tried are refused\n",
        ] {
            #expect(outcome.status == 0 && outcome.output.contains(words), "\(outcome.output)")
        }
        let json = await conform(Self.python("secretive"), "--negative", "--format", "json")
        #expect(
            json.output.contains(#""refused": 0, "noted": 0, "answered": 0, "notTold": 92"#), "\(json.output)"
        )
    }

    /// Code that takes none of the steps speaks the protocol, and is no code of the spec.
    @Test(.enabled(if: isInstalled("python3"), "python3 is not installed"))
    func noStepIsNoRun() async {
        for (wrong, status, words) in [
            ("idle", Int32(40), "WRONG   it takes a run of 0 steps"),
            ("", 0, "ok      it refuses what the spec disables"),
            (
                "shrugs", 0,
                "ok      it shows no other state after what the spec disables (whether it refuses is not"
            ),
        ] {
            let outcome = await command([
                "adapter-check", Self.python(wrong), "TwoPhaseCommit", "--set", "managers=2",
            ])
            #expect(outcome.status == status && outcome.output.contains(words), "\(outcome.output)")
        }
    }

    /// A child that holds the pipe is not waited for.
    @Test func endBeforeItsChild() async {
        let begin = ContinuousClock.now
        let outcome = await conform("sh -c 'sleep 200 & exit 3'")
        #expect(outcome.status == 74 && outcome.errors.contains("ended with status 3"), "\(outcome.errors)")
        #expect(ContinuousClock.now - begin < .seconds(150))
    }

    @Test func commandThatIsNone() async {
        for (adapter, words) in [
            ("/no/such", "cannot be started"), ("false", "ended with status 1"), ("'open", "quotes in pairs"),
            ("", "a program and its arguments"),
        ] {
            let outcome = await conform(adapter)
            #expect(outcome.status == (words.contains("started") || words.contains("ended") ? 74 : 64))
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
        }
        let alone = await command(["conform", "--adapter", "false"])
        #expect(alone.status == 64 && alone.errors.contains("--adapter"), "\(alone.errors)")
        let timeless = await command(["conform", "TwoPhaseCommit", "--adapter-timeout", "1"])
        #expect(timeless.status == 64, "\(timeless.errors)")
    }

    @Test func wordsOfACommand() {
        #expect(CommandWords.split(#"a  "b c" 'd "e' f"g h"i ''"#) == ["a", "b c", "d \"e", "fg hi", ""])
        #expect(CommandWords.split("a 'b") == nil)
        #expect(CommandWords.split("  ") == [])
    }
}

/// Builds a toy, whose file the word TOY of the line stands for, and does `body` with it.
private func built(_ line: [String], _ body: (String) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
        let program = "\(folder)/toy"
        _ = try ChildProcess.run(
            ChildProcess.path(of: line[0]) ?? line[0],
            line.dropFirst().map { $0.replacing("TOY", with: program) },
            in: nil)
        try await body(program)
    }
}

/// Kits in compiled languages, each with a toy that is built for the test.
@Suite struct AdapterKitTests {
    private func conform(_ spec: String, _ adapter: String) async -> Outcome {
        await quorate(["conform", spec, "--adapter", adapter, "--quiet"], over: catalog)
    }

    @Test(.enabled(if: ChildProcess.path(of: "gcc") != nil, "gcc is not installed")) func inC() async throws {
        let source = AdapterProcessTests.root.appendingPathComponent("Tests/Adapters/Toys/c/alternatingbit.c")
            .path
        try await built(["gcc", "-std=c99", "-Wall", "-Wextra", "-Werror", "-o", "TOY", source]) { toy in
            let right = await conform("AlternatingBit", toy)
            #expect(right.status == 0, "\(right.output)\(right.errors)")
            for (wrong, words) in [
                ("hasty", "the code takes sendNewValue"),
                ("forgetful", "received: d2 in the spec, d1 in the code"),
                ("crashes", "was ended by signal 6"),
            ] {
                let outcome = await conform("AlternatingBit", "\(toy) \(wrong)")
                #expect(outcome.status == 40 && outcome.output.contains(words), "\(outcome.output)")
            }
        }
    }

}

/// The kit for Go, which is slow to build where its library was never built.
@Suite struct GoAdapterLongTests {
    @Test(.enabled(if: ChildProcess.path(of: "go") != nil, "go is not installed")) func inGo() async throws {
        let folder = AdapterProcessTests.root.appendingPathComponent("Tests/Adapters/Toys/go").path
        try await built(["sh", "-c", "cd '\(folder)' && go build -o 'TOY' ."]) { toy in
            let right = await quorate(
                ["adapter-check", toy, "TwoPhaseCommit", "--set", "managers=2"], over: catalog)
            #expect(right.status == 0 && !right.output.contains("WRONG"), "\(right.output)")
            let panics = await quorate(
                ["conform", "TwoPhaseCommit", "managers=2", "--adapter", "\(toy) panics", "--quiet"],
                over: catalog)
            #expect(panics.status == 40 && panics.output.contains("no such thing as a commit"))
        }
    }
}
