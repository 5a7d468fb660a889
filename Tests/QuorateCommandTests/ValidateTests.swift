import Foundation
import QuorateSpecs
import Testing

@testable import QuorateCommand

/// Logs of running systems against specs of the catalog.
@Suite struct ValidateTests {
    private static let logs = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Logs/"
    private static let raft = ["--spec", "Raft", "--set", "entries=2", "--map", logs + "etcd.map.json"]
    private static let pbft = ["--spec", "PBFT", "--set", "faulty=0", "--map", logs + "pbft.map.json"]

    private func validate(_ files: [String], _ options: [String]) async -> Outcome {
        var outcome = await quorate(["validate"] + files.map { Self.logs + $0 } + options, over: catalog)
        outcome.output = outcome.output.replacing(Self.logs, with: "")
        outcome.errors = outcome.errors.replacing(Self.logs, with: "")
        return outcome
    }

    /// The lines of a kept log with one text for another, against the spec that it is of.
    private func changed(
        _ file: String, _ old: String, _ new: String, _ options: [String]
    ) async throws -> Outcome {
        let text = try String(contentsOfFile: Self.logs + file, encoding: .utf8)
        #expect(text.contains(old))
        return try await validated(text.replacing(old, with: new), options)
    }

    private func validated(_ text: String, _ options: [String]) async throws -> Outcome {
        try await withTemporaryFolder { folder in
            let file = folder + "/log"
            try Data(text.utf8).write(to: URL(fileURLWithPath: file))
            var outcome = await quorate(["validate", file] + options, over: catalog)
            outcome.output = outcome.output.replacing(file, with: "log")
            outcome.errors = outcome.errors.replacing(file, with: "log")
            return outcome
        }
    }

    @Test func linesOfEtcd() async {
        let outcome = await validate(["etcd.ndjson"], Self.raft)
        #expect(outcome.status == 0)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.first?.hasSuffix(": the log is a run of the spec") == true)
        #expect(lines.contains("  lines       27 in 1 file, 7 of them compared"))
        #expect(lines.contains("  compared    7 actions with 16 arguments, 10 values in states"))
    }

    /// A leader that was elected by nobody, another term, a vote for somebody else, a commit without a majority.
    @Test(arguments: [
        (#""name":"SendRequestVoteResponse","nid":"1""#, #""name":"Ready","nid":"1""#, 17),
        (
            #""name":"BecomeLeader","nid":"3","state":{"term":2"#,
            #""name":"BecomeLeader","nid":"3","state":{"term":3"#, 17
        ),
        (
            #""from":"1","to":"3","entries":0,"logTerm":0,"index":4"#,
            #""from":"1","to":"2","entries":0,"logTerm":0,"index":4"#, 21
        ),
        (#""name":"SendAppendEntriesResponse","nid":"1""#, #""name":"Ready","nid":"1""#, 23),
    ])
    func linesThatRaftDoesNotExplain(old: String, new: String, line: Int) async throws {
        let outcome = try await changed("etcd.ndjson", old, new, Self.raft)
        #expect(outcome.status == 40)
        #expect(
            outcome.output.contains("no run of the spec: nothing explains log:\(line)\n"), "\(outcome.output)"
        )
    }

    /// An acknowledgement of what nobody has sent, behind one after which nothing changes.
    @Test func aFalseLineIsNoLineOfNoStep() async throws {
        let text = try String(contentsOfFile: Self.logs + "etcd.ndjson", encoding: .utf8)
        let lines = text.split(separator: "\n")
        let last = try #require(lines.last { $0.contains("SendAppendEntriesResponse") })
        let again = try await validated(text + last + "\n", Self.raft)
        #expect(again.status == 0)
        #expect(again.output.contains("  compared    7 actions with 16 arguments, 12 values in states"))
        #expect(again.output.contains("  no step     1 line explained by no step"))
        let forged = last.replacing(#""index":4"#, with: #""index":777"#)
        #expect(forged != last)
        let outcome = try await validated(text + forged + "\n", Self.raft)
        #expect(outcome.status == 40, "\(outcome)")
        #expect(outcome.output.contains("nothing explains log:28\n"))
    }

    @Test func aFileTwice() async {
        let outcome = await validate(["pbft-p0.ndjson", "pbft-p0.ndjson"], Self.pbft)
        #expect(outcome.status == 64 && outcome.errors.contains("write each file of the log once"))
    }

    @Test func whatStandsInTheWay() async throws {
        let outcome = try await changed(
            "etcd.ndjson", #""name":"SendRequestVoteResponse","nid":"1""#, #""name":"Ready","nid":"1""#,
            Self.raft)
        #expect(outcome.output.contains("1 of 6 lines explained"))
        #expect(outcome.output.contains("  log:8  timeout(r2)\n"))
        #expect(outcome.output.contains("  role = {r0: follower, r1: follower, r2: candidate}\n"))
        #expect(outcome.output.contains("  lead(r2): its guard is false (RaftSpecs/Raft+Elections.swift:"))
        // What was not logged is found again where it may be silent.
        let silent = try await changed(
            "etcd.ndjson", #""name":"SendRequestVoteResponse","nid":"1""#, #""name":"Ready","nid":"1""#,
            Self.raft + ["--silent", "1", "--silent-actions", "vote"])
        #expect(silent.status == 0 && silent.output.contains("7 of the spec, 1 of them silent"))
    }

    @Test func aFileForEachReplica() async {
        let all = (0...3).map { "pbft-p\($0).ndjson" }
        let outcome = await validate(all, Self.pbft)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("  lines       8 in 4 files, 8 of them compared\n"))
        // Two PREPAREs are no quorum of four.
        let few = await validate(["pbft-p0.ndjson", "pbft-p1.ndjson"], Self.pbft)
        #expect(few.status == 40)
        #expect(few.output.contains("pbft-p1.ndjson:2 tells of commit(r1, v0, a)"))
    }

    @Test(arguments: [
        ("", "the log is empty, so nothing is compared"),
        (#"{"at":"p0"}"#, "log:1: there is no field what, which the mapping takes for the event"),
        (
            #"{"at":"p0","what":"proposed","view":"0"}"#,
            "log:1: there is no field request, which the mapping takes for"
        ),
        (#"{"at":"p0","what":"slept"}"#, #"log:1: the event "slept" is no action of the spec"#),
        ("{", "log:1:2: the line ends in the middle of its JSON"),
    ])
    func mistakes(text: String, problem: String) async throws {
        let outcome = try await validated(text, Self.pbft)
        #expect(outcome.status == 65 && outcome.output.isEmpty)
        #expect(outcome.errors.contains(problem), "\(outcome.errors)")
    }

    @Test func theLimitComesFirst() async {
        let outcome = await validate(
            ["pbft-p0.ndjson", "pbft-p1.ndjson"], Self.pbft + ["--limit", "1", "--silent", "9"])
        #expect(outcome.status == 30)
        #expect(outcome.output.contains("unknown whether the log is a run of the spec: the limit came first"))
    }

    @Test(arguments: ["json", "junit", "sarif", "github", "markdown"])
    func otherFormats(format: String) async throws {
        let options = Self.raft + ["--format", format]
        let good = await validate(["etcd.ndjson"], options)
        #expect(good.status == 0)
        let bad = try await changed(
            "etcd.ndjson", #""name":"BecomeLeader","nid":"3","state":{"term":2"#,
            #""name":"BecomeLeader","nid":"3","state":{"term":3"#, options)
        #expect(bad.status == 40)
        let expected = [
            "json": #""line": 17"#, "junit": #"failures="1""#, "sarif": #""validate/not-explained""#,
            "github": "no step of Raft explains this", "markdown": "nothing explains log",
        ]
        #expect(bad.output.contains(expected[format]!), "\(bad.output)")
        #expect(!good.output.contains(expected[format]!))
    }

    /// Runs of one file, told apart by a field.
    @Test func severalRuns() async throws {
        func line(_ run: Int, _ event: String) -> String {
            #"{"run":\#(run),"node":"r1","event":"\#(event)","arguments":{"_0":"r1"}}"#
        }
        try await withTemporaryFolder { folder in
            let map = folder + "/map"
            try Data(#"{"version":1,"log":{"run":"run"}}"#.utf8).write(to: URL(fileURLWithPath: map))
            let text = [line(1, "timeout"), line(2, "timeout"), line(1, "restart"), line(2, "lead")]
            let outcome = try await validated(
                text.joined(separator: "\n"), ["--spec", "Raft", "--map", map])
            #expect(outcome.status == 40)
            #expect(
                outcome.output.contains(
                    "1 of 2 runs of the log is none of the spec: nothing explains log:4\n"))
            #expect(outcome.output.contains("run 2: 1 of 2 lines explained"))
        }
    }

    /// Executions are told with what they were held against, and one that differs is a failure although each line is a step.
    @Test func executions() async throws {
        func execute(_ node: String, _ command: String) -> String {
            #"{"node":"\#(node)","event":"execute","at":1,"command":"\#(command)"}"#
        }
        let step = #"{"node":"r1","event":"timeout","arguments":{"_0":"r1"}}"#
        try await withTemporaryFolder { folder in
            let map = folder + "/map"
            let mapping =
                #"{"version":1,"log":{"executions":{"event":"execute","position":"at","command":"command"}}}"#
            try Data(mapping.utf8).write(to: URL(fileURLWithPath: map))
            let options = ["--spec", "Raft", "--map", map]
            func outcome(_ lines: [String], _ more: [String] = []) async throws -> Outcome {
                try await validated(lines.joined(separator: "\n"), options + more)
            }
            let good = try await outcome([step, execute("r1", "x"), execute("r2", "x")])
            #expect(good.status == 0)
            #expect(good.output.contains("  executions  2 at 1 position, 1 of them compared between nodes"))
            let bad = [step, execute("r1", "x"), execute("r2", "y")]
            let text = try await outcome(bad)
            #expect(text.status == 40)
            #expect(text.output.contains(": the executions contradict one another, or the log: see log:3\n"))
            #expect(text.output.contains("log:3: r2 executes y"))
            for (format, words) in [
                ("json", #""verdict": "contradicted""#), ("junit", #"failures="1""#), ("github", "::error"),
                ("sarif", "validate/executions"), ("markdown", "contradicted"),
            ] {
                let other = try await outcome(bad, ["--format", format])
                #expect(other.status == 40 && other.output.contains(words), "\(other.output)")
            }
            for silent in [[step], [step, execute("r1", "x")]] {
                let outcome = try await outcome(silent)
                #expect(outcome.status == 0 && outcome.output.contains("  executions  not compared: "))
                for (format, words) in [
                    ("junit", #"skipped="1""#), ("sarif", "executions that were not compared"),
                    ("markdown", "not compared: "),
                ] {
                    let other = try await validated(
                        silent.joined(separator: "\n"), options + ["--format", format])
                    #expect(other.status == 0 && other.output.contains(words), "\(other.output)")
                }
            }
        }
    }
}
