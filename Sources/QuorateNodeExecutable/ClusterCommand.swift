import ArgumentParser
import Foundation
import QuorateNode

/// `quorate-node cluster`: a cluster under faults.
struct ClusterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster",
        abstract:
            "Runs a cluster under faults, many short runs, and writes its steps and its clients' history.",
        discussion: """
            A run ends before the spec does: Raft has 2 entries and 4 terms in it, PBFT 4 views. With --long there is \
            one run of all requests (PBFT: runs of 50), whose history can be checked; steps are not logged.
            """)

    @Option(name: .customLong("protocol"), help: "raft or pbft.") var kind: ClusterProtocol
    @Option(help: "Number of replicas: 3 or 5 for raft, 4 for pbft.") var replicas: Int
    @Option(help: "Number of requests.") var requests = 100
    @Option(help: "Seed of faults and requests; timers follow the machine's clock as well.") var seed:
        UInt64 = 1
    @Option(
        help: """
            Amount of faults: none, light or heavy; or cutoffs, with which the server of Raft that writes first in a run \
            is cut off for a while, and of PBFT a replica that is prepared.
            """) var faults = FaultPlan.Level.light
    @Option(name: .customLong("unsafe"), help: "Rule of the protocol that is broken on purpose.") var flaw:
        String?
    @Option(
        help: """
            Behaviour of one replica of PBFT, which is Byzantine: equivocate, impersonate, forge, repeat, invent, silent, \
            or any, another one in each run.
            """) var byzantine: ByzantineTactic?
    @Option(help: "New folder of all files.") var logs: String
    @Flag(help: "Long runs, whose steps are not logged.") var long = false
    @Flag(help: "Nodes as threads of one process: a crash drops what they have in memory.") var threads =
        false

    func run() async throws {
        var setup = ClusterSetup(
            kind: kind, replicas: replicas, requests: requests, faults: FaultPlan(faults, seed: seed),
            flaw: flaw, folder: logs, isBounded: !long)
        setup.byzantine = byzantine
        if long {
            (setup.requestsPerRun, setup.patience) = (
                ClusterSetup.longRun(of: kind, requests: requests), 3000
            )
        }
        let executable = threads ? nil : URL(fileURLWithPath: ReplicaCommand.executablePath)
        let report = try await ExitStatus.ofErrors { [setup] in
            try await Cluster.run(setup, executable: executable)
        }
        print(summary(setup, report))
        if report.history.answered == 0 {
            ExitStatus.say(
                "none of \(requests) requests was answered, so that there is nothing that clients were told")
            throw ExitCode(30)
        }
    }

    private func summary(_ setup: ClusterSetup, _ report: ClusterReport) -> String {
        let counts = report.history.counts
        let spec = kind == .raft ? "Raft" : "PBFT"
        let settings =
            kind == .raft
            ? "--set servers=\(replicas) --set terms=4 --set entries=2 --silent 1 --silent-actions reject"
            : "--set faulty=\(byzantine == nil ? 0 : 1) --set views=4"
        var lines = [
            "\(kind.rawValue) replicas=\(replicas) seed=\(seed) faults=\(faults.rawValue)"
                + (flaw.map { " unsafe=\($0)" } ?? "")
                + (byzantine.map { " byzantine=\($0.rawValue)" } ?? ""),
            "  requests  \(setup.requests) in \(setup.runs) runs: \(counts.applied) applied, \(counts.unequal) "
                + "found another value, \(counts.refused) refused by a full log, \(counts.unknown) without an answer",
            "  network   \(report.messages) messages, \(report.lost) lost",
            "  crashes   \(report.crashes)",
        ]
        if !long { lines.append("  steps     \(Self.text(report.runs))") }
        lines.append("check with")
        let folder = ShellWord.quoted(logs)
        if !long {
            lines.append(
                "  quorate validate \(folder)/r*.ndjson \(folder)/clients.ndjson --spec \(spec) \(settings) "
                    + "--map \(folder)/map.json")
        }
        lines.append("  quorate linearizable \(folder)/history.json --as cas-register --keyed --initial 0")
        return lines.joined(separator: "\n")
    }

    private static func text(_ runs: SpecRunCounts) -> String {
        var text = "\(runs.telling) runs of the spec"
        if runs.viewChangesOnly > 0 { text += ", and \(runs.viewChangesOnly) with changes of view alone" }
        if runs.split > 0 {
            text += "; more than two requests at \(runs.split) places, each a run for every one of them"
        }
        return text
    }
}
