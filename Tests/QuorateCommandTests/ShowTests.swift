import Foundation
import QuorateTraces
import Testing

/// `show`: trace files, and what is no such file.
@Suite struct ShowTests {
    /// The trace of a mutant, exported below `folder`.
    private func exported(to folder: String) async throws -> String {
        _ = await quorate(["check", "Staircase", "--mutant", "leap", "--export", folder])
        return folder + "/Staircase/leap.itf.json"
    }

    /// What `show` says of the exported file after some edit of its text.
    private func shown(_ edit: (String) -> String) async throws -> Outcome {
        try await withTemporaryFolder { folder in
            let file = try await exported(to: folder)
            let text = try String(contentsOfFile: file, encoding: .utf8)
            let edited = edit(text)
            #expect(edited != text, "the edit found its place")
            try Data(edited.utf8).write(to: URL(fileURLWithPath: file))
            return await quorate(["show", file])
        }
    }

    @Test func aTraceOfTheCatalog() async throws {
        try await withTemporaryFolder { folder in
            let file = try await exported(to: folder)
            let outcome = await quorate(["show", file])
            #expect(outcome.status == 0)
            #expect(
                outcome.output
                    == (try String(contentsOfFile: folder + "/Staircase/leap.txt", encoding: .utf8)))
            #expect(
                outcome.errors
                    == "Every step is one that Staircase allows (5 steps), and the last state breaks \"on the stairs\".\n"
            )
            let full = await quorate(["show", file, "--full"])
            #expect(full.output.contains("* height: 5"))
        }
    }

    @Test(arguments: [
        ("\"spec\": \"Staircase\"", "\"spec\": \"Ladder\"", "the catalog has no spec Ladder"),
        ("\"mutant\": \"leap\"", "\"mutant\": \"jump\"", "Staircase has no mutant jump"),
        ("\"steps\": 4", "\"steps\": 4000", "steps=4000 is out of range"),
        ("\"landing\"", "\"landling\"", "Staircase has no parameter landling; did you mean landing?"),
        ("\"version\": 1", "\"version\": 99", "written by another version"),
        ("\"#bigint\": \"3\"", "\"#bigint\": \"7\"", "leads to another state: height is 7 in the trace"),
        ("\"property\": \"on the stairs\"", "\"property\": \"on the roof\"", "no property \"on the roof\""),
    ])
    func aFileThatDoesNotFit(part: String, other: String, message: String) async throws {
        let outcome = try await shown { $0.replacingOccurrences(of: part, with: other) }
        #expect(outcome.status == 65)
        #expect(outcome.output == "")
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
        #expect(outcome.errors.contains("leap.itf.json: "))
    }

    @Test func aTruncatedFile() async throws {
        let outcome = try await shown { String($0.dropLast(200)) }
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("truncated"))
    }

    @Test func bytesThatAreNoTraceAreRefused() async throws {
        try await withTemporaryFolder { folder in
            let file = folder + "/noise.itf.json"
            let megabyte = Data((0..<(1 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) })
            try Data().write(to: URL(fileURLWithPath: file))
            let handle = try #require(FileHandle(forWritingAtPath: file))
            for _ in 0..<100 { try handle.write(contentsOf: megabyte) }
            try handle.close()
            let outcome = await quorate(["show", file])
            #expect(outcome.status == 65)
            #expect(outcome.errors.contains("too large"))
        }
    }

    @Test func noFile() async throws {
        let outcome = await quorate("show /nowhere/x.itf.json")
        #expect(outcome.status == 74)
        #expect(outcome.errors == "Error: /nowhere/x.itf.json: No such file or directory\n")
        #expect(await quorate("show /").status == 74)
    }
}

/// `show` of files that other tools have written.
@Suite struct ShowForeignTests {
    private static let text = ##"""
        {"vars": ["height"], "states": [{"height": 0, "note": null},
          {"height": 1, "note": 0.5, "mbt::actionTaken": "step"}]}
        """##

    private func shown(_ text: String, _ arguments: [String] = []) async throws -> Outcome {
        try await withTemporaryFolder { folder in
            let file = folder + "/other.json"
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            return await quorate(["show", file] + arguments)
        }
    }

    @Test func withoutASpec() async throws {
        let outcome = try await shown(Self.text, ["--eval", "height + 1", "--eval", "height > 0"])
        #expect(
            outcome.status == 0 && outcome.output.contains("1  step           height: 0 → 1"), "\(outcome)")
        #expect(outcome.output.contains("in the states and not in \"vars\": note"))
        #expect(outcome.output.hasSuffix("1      2           true        step\n"), "\(outcome.output)")
        #expect(outcome.errors == "Nothing was held against a spec; --spec does that.\n")
        let two = try await shown("[\(Self.text), \(Self.text)]")
        #expect(two.output.hasPrefix("trace 1 of 2\n") && two.output.contains("\ntrace 2 of 2\n"))
        #expect(try await shown("[\(Self.text)]", ["--trace", "2"]).status == 64)
        #expect(try await shown(Self.text, ["--eval", "hight"]).errors.contains("is called hight"))
        #expect(try await shown(Self.text, ["--rename", "a=b"]).errors.contains("it has no a"))
        #expect(try await shown(Self.text, ["--why"]).status == 64)
        #expect(try await shown("{}\n{}").errors.contains("a log, not a trace"))
    }

    @Test func reasons() async throws {
        try await withTemporaryFolder { folder in
            _ = await quorate(["check", "Staircase", "--mutant", "leap", "--export", folder])
            let outcome = await quorate(["show", folder + "/Staircase/leap.itf.json", "--why"])
            #expect(
                outcome.output.contains("is the one that makes the run break \"on the stairs\""), "\(outcome)"
            )
            #expect(outcome.output.contains("\n- height: "))
        }
    }
}
