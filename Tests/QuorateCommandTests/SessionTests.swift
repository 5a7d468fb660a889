import Foundation
import Testing

/// Whole terminal sessions, compared with what is kept in `Snapshots`; `SessionLongTests` has more.
///
/// `QUORATE_REGENERATE=1 swift test -c release --filter QuorateCommandTests.Session` writes the snapshots again; read the diff.
@Suite struct SessionTests {
    @Test(arguments: [
        ("holds", ["check TwoPhaseCommit --set managers=3 --workers 1"]),
        ("mutant", ["check TwoPhaseCommit --set managers=3 --mutant hasty-commit --workers 1"]),
        (
            "limits",
            [
                "check TwoPhaseCommit managers=4 --max-states 500 --workers 2",
                "check TwoPhaseCommit managers=4 --max-depth 3 --workers 1",
                "check TwoPhaseCommit managers=3 --store fingerprint --property consistency --workers 1",
            ]
        ),
        (
            "slips",
            [
                "check TwoPhaseComit", "check TwoPhaseCommit --set managres=3",
                "check TwoPhaseCommit --set managers=17",
                "check TwoPhaseCommit --set managers=3 --set managers=4",
                "check TwoPhaseCommit --set managers", "check TwoPhaseCommit --mutant hasty-comit",
                "check TwoPhaseCommit --property consistenc", "check --set managers=3",
                "check TwoPhaseCommit --workers 0", "check TwoPhaseCommit --store disk",
            ]
        ),
        (
            "prove",
            [
                "prove pbft-intersection", "prove pbft-quorum-2f", "prove masking-of-4f",
                "prove ReliableBroadcast --mutant hasty-echo", "prove three-generals",
            ]
        ),
        (
            "replay",
            [
                "replay Counterexamples/PBFT/prepare-quorum-2f.itf.json",
                "replay Counterexamples/Raft/volatile-vote.itf.json --against shipped",
                "replay Counterexamples/BrachaBroadcast/echoes-2f.itf.json --against mutant --format json",
                "replay Counterexamples/PBFT/quorum-2f.itf.json --format junit",
                "replay Counterexamples/Paxos/ignored-votes.itf.json",
                "replay Counterexamples/PBFT/quorum-2f.itf.json --set views=2", "replay nowhere.itf.json",
                "help replay",
            ]
        ),
        (
            "linearizable",
            [
                "linearizable Tests/QuorateCommandTests/Histories/new-then-old.edn --as register",
                "linearizable Tests/QuorateCommandTests/Histories/new-then-old.edn --as register --consistency regular",
                "linearizable Tests/QuorateCommandTests/Histories/two-keys.json --as cas-register --keyed --initial 0",
                "linearizable Tests/QuorateCommandTests/Histories/two-keys.json --as cas-register",
                "linearizable nowhere.edn --as queue", "help linearizable",
            ]
        ),
        ("help", ["help", "help exit-status", "help check", "--version"]),
    ])
    func sessionsPrintWhatIsKept(name: String, lines: [String]) async throws {
        var transcript = ""
        for line in lines {
            let outcome = try await Executable.run(line.split(separator: " ").map(String.init))
            transcript += "$ quorate \(line)\n\(outcome.output)"
            transcript += outcome.errors.split(separator: "\n").map { "! \($0)\n" }.joined()
            transcript += "[exit status \(outcome.status)]\n\n"
        }
        try Snapshot.compare(Snapshot.normalised(transcript), name: name)
    }
}

/// More sessions: with what takes longer, and with what other tests look at too.
@Suite struct SessionLongTests {
    @Test(arguments: [
        ("catalog", ["check TwoPhaseCommit", "check TwoPhaseCommit --quiet"]),
        (
            "availability",
            [
                "availability --failure 1/10 --leader --target 0.999",
                "availability --replicas 4...10 --failure 0.3 --faults 1 --target 0.99",
                "availability --replicas 25 --failure 1/3",
                "availability --replicas 1...3 --failure 1/2 --target 0.99",
                "availability --failure 2", "help availability",
            ]
        ),
        (
            "prove-slips",
            [
                "prove pbft-intersectio", "prove Paxoss", "prove something-else", "prove TwoPhaseCommit",
                "prove --mutant hasty-echo", "prove ReliableBroadcast --mutant hasty",
                "prove pbft-intersection --time-limit 0", "prove pbft-intersection --time-limit soon",
                "prove pbft-intersection --smt2 /dev/null/questions",
            ]
        ),
        (
            "byzantine",
            [
                "check PBFT --set views=2 --workers 1",
                "check PBFT --mutant ignored-certificates --workers 1",
                "check FairScheduler --set processes=2 --workers 1", "check BrachaBroadcast --quiet",
            ]
        ),
        (
            "conform",
            [
                "conform BrachaBroadcast --workers 1 --quiet", "conform PBFT views=1 --workers 1 --quiet",
                "conform Raft terms=1 --workers 1 --quiet --format json",
                "conform BrachaBroadcast --max-depth 3 --workers 1 --quiet", "conform Paxos", "conform Pbft",
                "help conform",
            ]
        ),
        ("costs", ["costs", "costs PBFT ConfirmedHandshake", "costs PBTF", "help costs"]),
        (
            "init",
            [
                "init ballot", "init Votes", "init nowhere/Ballot", "init Ballot --path Specs",
                "init Ballot --from 1.0.0", "help init",
            ]
        ),
    ])
    func sessionsPrintWhatIsKept(name: String, lines: [String]) async throws {
        try await SessionTests().sessionsPrintWhatIsKept(name: name, lines: lines)
    }
}

/// The kept sessions.
enum Snapshot {
    /// Times, rates and memory made the same on every machine.
    static func normalised(_ text: String) -> String {
        text.replacing(/\ *[0-9]+\.[0-9]+ s\b/, with: " # s")
            .replacing(/(-|[0-9,]+)\/s\b/, with: "#/s")
            .replacing(/store [0-9.]+ [KMG]?i?B/, with: "store # B")
            .replacing(/[0-9.]+ bytes per state/, with: "# bytes per state")
            .replacing(/\ *[0-9]+\.[0-9]+ ms\b/, with: " # ms")
            .replacing(/Z3 [0-9.]+/, with: "Z3 #")
            .replacing(/timestamp="[^"]*"/, with: "timestamp=\"#\"")
            .replacing(/"wallSeconds": [0-9.e-]+/, with: "\"wallSeconds\": #")
    }

    static func compare(_ text: String, name: String) throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Snapshots/\(name).txt")
        if ProcessInfo.processInfo.environment["QUORATE_REGENERATE"] != nil {
            try Data(text.utf8).write(to: file)
        }
        let kept = try String(contentsOf: file, encoding: .utf8)
        #expect(text == kept)
    }
}
