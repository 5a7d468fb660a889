import Foundation
import QuorateDrivers
import QuorateReplay
import QuorateTraces
import Testing

@testable import QuorateCommand
@testable import QuorateSpecs
@testable import Toys

/// `quorate replay` and `quorate conform`: what is as expected and what is not, as exit status and as words.
@Suite struct ReplayTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Counterexamples")
        .path

    /// Runs the command over the catalog with its drivers; a second process sees what `freshProcess` says.
    private func command(
        _ arguments: [String], freshProcess: @escaping @Sendable ([String]) throws -> String
    ) async -> Outcome {
        await quorate(arguments, over: catalog) {
            $0.drivers = drivers
            $0.freshProcess = freshProcess
        }
    }

    /// What the same command prints in this process.
    private static func sameProcess(_ arguments: [String]) throws -> String {
        let file = arguments[1]
        let trace = try ITF.trace(fromFile: file)
        let target = try #require(drivers.first { $0.spec == trace.spec })
        return try target.replay(trace, arguments.contains("mutant")).transcript.text
    }

    @Test func secondProcessThatSeesSomethingElse() async throws {
        let file = "\(Self.folder)/BrachaBroadcast/echoes-2f.itf.json"
        let outcome = await command(["replay", file, "--against", "mutant"]) { arguments in
            try Self.sameProcess(arguments).replacing("\n2\tvotes", with: "\n2\tvoices")
        }
        #expect(outcome.status == 41)
        #expect(
            outcome.output.contains("DIFFERS in a process of its own, at step 2: votes"), "\(outcome.output)")
    }

    @Test func secondProcessThatEndsEarly() async throws {
        let file = "\(Self.folder)/BrachaBroadcast/echoes-2f.itf.json"
        let outcome = await command(["replay", file, "--against", "mutant"]) { arguments in
            String(try Self.sameProcess(arguments).prefix(40))
        }
        #expect(outcome.status == 41)
    }

    @Test(arguments: [
        ("refused at step 5", Int32(40)), ("refused at step 6", 0), ("reproduced", 40),
    ])
    func recordedOutcomeIsExpected(recorded: String, status: Int32) async throws {
        var trace = try ITF.trace(fromFile: "\(Self.folder)/BrachaBroadcast/echoes-2f.itf.json")
        trace.replays = [.init(code: "shipped", outcome: recorded)]
        let changed = trace
        try await withTemporaryFolder { folder in
            let file = "\(folder)/run.itf.json"
            try ITF.write(changed, toFile: file)
            let outcome = await command(
                ["replay", file, "--against", "shipped"], freshProcess: Self.sameProcess)
            #expect(outcome.status == status, "\(outcome.output)")
            #expect(outcome.output.contains("expected      \(recorded)") == (status != 0))
        }
    }

    /// Every file of a spec with real code records what becomes of it, and that still becomes of it.
    @Test func keptFilesReplayAsTheyRecord() throws {
        var count = 0
        for target in drivers {
            let folder = "\(Self.folder)/\(target.spec)"
            for name in try FileManager.default.contentsOfDirectory(atPath: folder)
            where name.hasSuffix(".itf.json") {
                let trace = try ITF.trace(fromFile: "\(folder)/\(name)")
                let codes =
                    trace.mutant.map(target.mutantsWithCode.contains) == true
                    ? ["shipped", "mutant"] : ["shipped"]
                #expect(trace.replays.map(\.code) == codes, "\(target.spec)/\(name)")
                for record in trace.replays {
                    let report = try target.replay(trace, record.code == "mutant")
                    #expect("\(report.outcome)" == record.outcome, "\(target.spec)/\(name)")
                    count += 1
                }
            }
        }
        #expect(count > 40)
    }

    @Test func severalFilesWithUnlikeStatuses() async throws {
        let files = ["echoes-2f", "hasty-delivery"].map { "\(Self.folder)/BrachaBroadcast/\($0).itf.json" }
        let outcome = await command(["replay"] + files, freshProcess: Self.sameProcess)
        #expect(outcome.status == 0, "\(outcome.output)")
        #expect(outcome.output.contains("4 replays, all as expected"))
    }

    @Test(arguments: [
        (["replay"], Int32(64), "Missing expected argument"),
        (["replay", "FOLDER/Paxos/ignored-votes.itf.json"], 64, "Paxos has no driver"),
        (
            ["replay", "FOLDER/PBFT/quorum-2f.itf.json", "--mutant", "quorum-2f"], 64,
            "--mutant makes sense with --spec"
        ),
        (
            [
                "replay", "FOLDER/BrachaBroadcast/totality-replicas-3-faults-1-faulty-1.itf.json",
                "--against", "mutant",
            ], 64, "leave --against out"
        ),
        (["replay", "FOLDER/PBFT/quorum-2f.txt"], 65, "not JSON"),
        (["replay", "FOLDER/PBFT/none.itf.json"], 74, "No such file"),
        (["conform", "Paxos"], 64, "Paxos has no driver"), (["conform", "Rafft"], 64, "did you mean Raft?"),
        (["conform", "Raft", "--set", "servers=9"], 64, "out of range"),
        (["conform", "--set", "servers=3"], 64, "needs a SPEC"),
        // Which of several equally short runs is shown may differ from one process to the next.
        (
            ["conform", "BrachaBroadcast", "--mutant", "every-value", "--quiet"], 40,
            "the code diverges from the spec after 4 steps"
        ),
        (["conform", "BrachaBroadcast", "--max-states", "100", "--quiet"], 30, "inconclusive"),
        (["conform", "BrachaBroadcast", "--workers", "0"], 64, "--workers 0"),
    ])
    func slipsAreToldWithTheRemedy(arguments: [String], status: Int32, text: String) async {
        let arguments = arguments.map { $0.replacing("FOLDER", with: Self.folder) }
        let outcome = await command(arguments) { _ in "" }
        #expect(outcome.status == status)
        #expect((outcome.output + outcome.errors).contains(text), "\(outcome.output)\(outcome.errors)")
    }

    /// A file that another tool has written: without our own fields, its actions are found again on the spec.
    @Test func fileOfAnotherTool() async throws {
        let path = "\(Self.folder)/BrachaBroadcast/echoes-2f.itf.json"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        var document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        document["#meta"] = ["format": "ITF"]
        let foreign = try JSONSerialization.data(withJSONObject: document)
        try await withTemporaryFolder { folder in
            let file = "\(folder)/foreign.itf.json"
            try foreign.write(to: URL(fileURLWithPath: file))
            let refused = await command(["replay", file], freshProcess: { _ in "" })
            #expect(refused.status == 65)
            let spec = ["--spec", "BrachaBroadcast", "--mutant", "echoes-2f"]
            let outcome = await command(["replay", file, "--against", "shipped"] + spec) { arguments in
                // The second process gets the same words.
                #expect(arguments.suffix(4) == spec[...])
                return ""
            }
            #expect(outcome.output.contains("shipped code: refused at step 6"), "\(outcome.output)")
        }
    }

    /// A run that shows nothing, as simulations do: three steps of which the code takes every one.
    @Test func fileWithoutAProperty() async throws {
        let steps: [(action: String, picks: [String])] = [
            ("init", []), ("broadcast", ["zero"]), ("echo", ["r0", "zero"]), ("echo", ["r1", "zero"]),
        ]
        let states = steps.map { action, picks in
            let values = picks.enumerated().map { ##""_\##($0)": {"tag": "Some", "value": "\##($1)"}"## }
            let all = values.joined(separator: ", ")
            return
                ##"{"mbt::actionTaken": "\##(action)", "mbt::nondetPicks": {\##(all)}, "faulty": {"#set": ["r3"]}}"##
        }
        let text = """
            {"vars": ["faulty", "mbt::actionTaken", "mbt::nondetPicks"], "states": [\(states.joined(separator: ","))]}
            """
        try await withTemporaryFolder { folder in
            let file = "\(folder)/simulated.itf.json"
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            let outcome = await command(["replay", file, "--spec", "BrachaBroadcast"]) { _ in "" }
            #expect(outcome.output.contains("shipped code: followed: every step was taken"), "\(outcome)")
            #expect(outcome.output.contains("of the file   1 of 1 variable compared with the spec: faulty"))
            #expect(
                outcome.output.contains("not in the file, so as the spec has them: votes, "), "\(outcome)")
            #expect(outcome.output.contains("variables with the code: votes, "), "\(outcome)")
        }
    }

    /// Files of which nothing would be compared, or that show nothing: an error, and no success.
    @Test(arguments: [
        (#"{"vars": ["x"], "states": [{"x": true}]}"#, "no variable of the file is one of the spec"),
        (
            #"{"vars": ["x"], "states": [{"x": true}, {"x": true, "mbt::actionTaken": "broadcast"}]}"#,
            "the file has x, the spec votes, "
        ),
        (#"{"vars": [], "states": [{}]}"#, "the file has none"),
        (##"{"vars": ["faulty"], "states": [{"faulty": {"#set": ["r3"]}}]}"##, "the run has no step"),
        (
            ##"{"vars": ["faulty"], "states": [{"faulty": {"#set": ["r9"]}}]}"##,
            "the first state is not initial"
        ),
    ])
    func nothingToCompare(text: String, reason: String) async throws {
        try await withTemporaryFolder { folder in
            let file = "\(folder)/garbage.itf.json"
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            let outcome = await command(["replay", file, "--spec", "BrachaBroadcast"]) { _ in "" }
            #expect(outcome.status == 65 && outcome.output.isEmpty, "\(outcome)")
            #expect(outcome.errors.contains(reason), "\(outcome)")
            for name in ["show --spec BrachaBroadcast", "export --swift"] {
                let words = name.split(separator: " ").map(String.init) + [file]
                #expect(await command(words) { _ in "" }.status == 65)
            }
        }
    }

    /// A file of our own that names no property is one of steps only: without steps it shows nothing, and with other
    /// variables than the spec's it is no run of it.
    @Test func ownFileWithoutAProperty() async throws {
        let kept = try ITF.trace(fromFile: "\(Self.folder)/BrachaBroadcast/echoes-2f.itf.json")
        try await withTemporaryFolder { folder in
            let file = "\(folder)/run.itf.json"
            for (stepCount, drops, status, text) in [
                (0, false, Int32(65), "the run has no step"), (2, true, 65, "the first state is not initial"),
                (2, false, 0, "followed: every step was taken"),
            ] {
                var trace = kept
                (trace.property, trace.replays) = ("", [])
                trace.steps = Array(kept.steps.prefix(stepCount))
                trace.states = kept.states.prefix(stepCount + 1).map { drops ? Array($0.dropLast()) : $0 }
                try ITF.write(trace, toFile: file)
                let outcome = await command(
                    ["replay", file, "--against", "mutant"], freshProcess: Self.sameProcess)
                #expect(outcome.status == status, "\(outcome)")
                #expect((outcome.output + outcome.errors).contains(text), "\(outcome)")
            }
        }
    }

    @Test func comparedVariablesInJSON() async throws {
        let file = "\(Self.folder)/BrachaBroadcast/echoes-2f.itf.json"
        let outcome = await command(
            ["replay", file, "--against", "mutant", "--format", "json"], freshProcess: Self.sameProcess)
        let whole = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        let replay = try #require((whole?["replays"] as? [[String: Any]])?.first)
        let names = try ITF.trace(fromFile: file).states[0].map(\.name)
        #expect(replay["compared"] as? [String] == names)
        let variables = replay["fileVariables"] as? [String: Any]
        #expect(variables?["compared"] as? [String] == names && variables?["notInFile"] as? [String] == [])
    }

    /// A driver that compares no variable, and one whose code takes no step at all: neither is a success.
    @Test func driversThatCompareNothing() async throws {
        func run(_ target: ReplayTarget, _ arguments: [String]) async -> Outcome {
            await quorate(arguments) {
                $0.drivers = [target]
                $0.freshProcess = { _ in "" }
            }
        }
        let blind = ReplayTarget.driver(StairsDriver<Blind>.self, for: Staircase())
        let still = ReplayTarget.driver(StairsDriver<Still>.self, for: Staircase())
        let seeing = ReplayTarget.driver(StairsDriver<Seeing>.self, for: Staircase())
        let trapdoor = await run(seeing, ["conform", "Staircase", "--mutant", "trapdoor"])
        #expect(trapdoor.status == 64, "\(trapdoor)")
        let reason = "no part that the mutant trapdoor changes; it has for leap, idle, give-up"
        #expect(trapdoor.errors.contains(reason), "\(trapdoor)")
        let conforms = await run(seeing, ["conform", "Staircase", "--quiet"])
        #expect(conforms.status == 0, "\(conforms)")
        let compared = await run(blind, ["conform", "Staircase", "--quiet"])
        #expect(compared.status == 65 && compared.errors.contains("compares no variable"), "\(compared)")
        let stood = await run(still, ["conform", "Staircase", "--quiet"])
        #expect(stood.status == 20 && stood.output.contains("real replicas took no step"), "\(stood)")
        try await withTemporaryFolder { folder in
            let leap = ["check", "Staircase", "--mutant", "leap", "--export", folder]
            #expect(await run(seeing, leap).status == 0)
            let file = "\(folder)/Staircase/leap.itf.json"
            let replayed = await run(blind, ["replay", file])
            #expect(replayed.status == 65 && replayed.errors.contains("compares no variable"), "\(replayed)")
        }
    }

    /// Conformance is the same for every number of workers, as far as a limit goes: to the end it is searched by one in
    /// `SessionTests` and by two in `LongTests`.
    @Test func workersDoNotMatter() async {
        var seen: Set<String> = []
        for workers in 1...3 {
            let arguments = [
                "conform", "BrachaBroadcast", "--max-depth", "5", "--workers", "\(workers)", "--quiet",
            ]
            let outcome = await command(arguments) { _ in "" }
            #expect(outcome.status == 30)
            seen.insert(outcome.output.split(separator: "\n").filter { !$0.contains("  search ") }.joined())
        }
        #expect(seen.count == 1)
    }
}
