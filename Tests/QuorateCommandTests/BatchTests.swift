import Foundation
import QuorateExplorer
import QuorateLanguage
import QuorateQuorums
import QuorateReplay
import QuorateTraces
import Testing

@testable import QuorateCommand
@testable import Toys

/// Several things at once: what cannot be done is an error of its own and hides nothing else.
@Suite struct BatchTests: StairsBatch {
    /// A folder with two runs of the staircase and one of the ladder, without what `remove` names.
    private func withTraces(
        without removed: [String] = [], _ body: (String) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            for (spec, place) in [("Staircase", ""), ("Staircase steps=2", "/more"), ("Ladder", "")] {
                let words = "check \(spec) --mutant leap --quiet --export".split(separator: " ")
                #expect(await command(words.map(String.init) + [folder + place]).status == 0)
            }
            for name in removed { try FileManager.default.removeItem(atPath: "\(folder)/\(name)") }
            try await body(folder)
        }
    }

    @Test func folderIsReplayedInOrder() async throws {
        try await withTraces { folder in
            let outcome = await command(["replay", folder])
            #expect(outcome.status == 0, "\(outcome)")
            let taken = " taken, 1 variable compared with the code"
            let lines = [
                ("-     ", "Ladder/leap", "not replayed: no driver"),
                ("ok    ", "Staircase/leap", "shipped code: refused at step 5; 4 of 5 steps\(taken)"),
                ("ok    ", "Staircase/leap", "code with leap: reproduced; 5 of 5 steps\(taken)"),
                ("ok    ", "more/Staircase/leap", "shipped code: refused at step 3; 2 of 3 steps\(taken)"),
                ("ok    ", "more/Staircase/leap", "code with leap: reproduced; 3 of 3 steps\(taken)"),
            ]
            let width = "\(folder)/more/Staircase/leap.itf.json".count
            let expected = lines.map { mark, name, text in
                "\(mark)  \("\(folder)/\(name).itf.json".padded(to: width))  \(text)\n"
            }
            #expect(
                outcome.output == expected.joined() + "\n4 replays, all as expected, 1 file not replayed\n")
            let twice = await command(["replay", folder, "\(folder)/Staircase/leap.itf.json", folder + "/"])
            #expect(twice.output.hasSuffix("\n4 replays, all as expected, 1 file not replayed\n"), "\(twice)")
            let one = await command(["replay", folder, "--against", "mutant"])
            #expect(one.output.hasSuffix("\n2 replays, all as expected, 1 file not replayed\n"), "\(one)")
        }
    }

    @Test func runsThatTheChosenCodeCannotHave() async throws {
        try await withTraces(without: ["Ladder"]) { folder in
            let words = ["check", "Staircase", "mayRest=0", "--quiet", "--export", folder]
            #expect(await command(words).status == 11)
            let outcome = await command(["replay", folder, "--against", "mutant"])
            #expect(outcome.status == 0 && outcome.output.contains("not replayed: a run without a mutant"))
        }
    }

    /// Every way to be bad in one folder, and the good ones are replayed all the same.
    @Test(arguments: ["text", "json", "junit"])
    func badFilesHideNothing(format: String) async throws {
        try await withTraces { folder in
            try Data("{".utf8).write(to: URL(fileURLWithPath: "\(folder)/broken.itf.json"))
            let links = FileManager.default
            try links.createSymbolicLink(atPath: "\(folder)/gone.itf.json", withDestinationPath: "/nowhere")
            let ladder = try String(contentsOfFile: "\(folder)/Ladder/leap.itf.json", encoding: .utf8)
            for (name, old, new) in [
                ("unknown", "\"Ladder\"", "\"Lader\""), ("stale", "\"#bigint\": \"3\"", "\"#bigint\": \"7\""),
            ] {
                try ladder.replacing(old, with: new).write(
                    toFile: "\(folder)/\(name).itf.json", atomically: true, encoding: .utf8)
            }
            let outcome = await command(["replay", folder, "--format", format])
            #expect(outcome.status == 1)
            let texts = [
                "truncated: the file ends", "No such file", "the catalog has no spec Lader",
                "leap.itf.json", "no driver", "stale.itf.json",
            ]
            for text in texts { #expect(outcome.output.contains(text), "\(text) in \(outcome)") }
            let counts = [
                "text": "4 replays, all as expected, 4 errors, 1 file not replayed",
                "json": "\"exitStatus\": 74",
                "junit": "tests=\"9\" failures=\"0\" errors=\"4\" skipped=\"1\"",
            ]
            #expect(outcome.output.contains(try #require(counts[format])), "\(outcome.output)")
            // Whatever the format is, a person hears of it.
            let heard = format == "text" ? outcome.output : outcome.errors
            #expect(heard.components(separatedBy: "\n").count { $0.contains("broken.itf.json: trunc") } == 1)
        }
    }

    @Test func namedFilesAreErrorsOfTheirOwn() async throws {
        try await withTraces { folder in
            let files = ["Staircase/leap", "Ladder/leap", "more/Staircase/leap"].map {
                "\(folder)/\($0).itf.json"
            }
            let outcome = await command(["replay"] + files)
            #expect(outcome.status == 64, "\(outcome)")
            #expect(outcome.output.contains("ERROR   \(files[1]): Ladder has no driver, so"))
            #expect(outcome.output.hasSuffix("\n4 replays, all as expected, 1 error\n"))
            let alone = await command(["replay", files[1]])
            #expect(alone.status == 64 && alone.errors.contains("Ladder has no driver") && alone.output == "")
        }
    }

    @Test func notAsExpectedIsToldInFull() async throws {
        try await withTraces { folder in
            let file = "\(folder)/Staircase/leap.itf.json"
            var trace = try ITF.trace(fromFile: file)
            trace.replays = [.init(code: "shipped", outcome: "reproduced")]
            try ITF.write(trace, toFile: file)
            let outcome = await command(["replay", folder])
            #expect(outcome.status == 40)
            #expect(
                outcome.output.contains(
                    "FAILED  \(file)       shipped code: refused at step 5; 4 of 5 steps taken, "))
            #expect(outcome.output.contains("  expected      reproduced\n"))
            #expect(
                outcome.output.hasSuffix(
                    "\n4 replays, 3 as expected, 1 not as expected, 1 file not replayed\n"), "\(outcome)")
        }
    }

    /// Where nothing is compared nothing succeeds.
    @Test func nothingCompared() async throws {
        try await withTraces(without: ["Staircase", "more"]) { folder in
            for format in ["text", "json", "junit"] {
                let outcome = await command(["replay", folder, "--format", format])
                #expect(outcome.status == 65)
                #expect(outcome.errors.contains("nothing was compared"), "\(outcome)")
            }
            try FileManager.default.removeItem(atPath: "\(folder)/Ladder/leap.itf.json")
            let empty = await command(["replay", folder])
            #expect(empty.status == 65 && empty.errors.contains("has no trace, so nothing is compared"))
        }
        try await withTraces(without: ["Ladder"]) { folder in
            try FileManager.default.createDirectory(
                atPath: "\(folder)/none", withIntermediateDirectories: true)
            let outcome = await command(["replay", folder, "\(folder)/none"])
            #expect(outcome.status == 65)
            #expect(outcome.output.contains("ERROR   \(folder)/none has no trace"), "\(outcome)")
            #expect(outcome.output.hasSuffix("\n4 replays, all as expected, 1 error\n"))
        }
    }
}
