import ArgumentParser
import Foundation
import QuorateNode

/// `quorate-node bench`: throughput and latency over TCP.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measures requests per second and their times: durable, signed where the protocol signs.",
        discussion: """
            Processes on this machine. Every message passes through one more process, so that it is a hop more than \
            between two machines; each client waits for its answer before it asks again. PBFT begins anew after each 50 requests, and that counts.
            """)

    @Option(name: .customLong("protocol"), help: "raft or pbft.") var kind: ClusterProtocol
    @Option(help: "Number of replicas: 3 or 5 for raft, 4 for pbft.") var replicas: Int
    @Option(help: "Number of requests.") var requests = 2000
    @Option(help: "Number of clients, at most 16.") var clients = 8

    func validate() throws {
        if !(1...16).contains(clients) { throw ValidationError("--clients is 1 to 16") }
    }

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "quorate-node-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var setup = ClusterSetup(
            kind: kind, replicas: replicas, requests: requests,
            requestsPerRun: ClusterSetup.longRun(of: kind, requests: requests),
            faults: FaultPlan(.none, seed: 1), folder: folder.path, isBounded: false)
        (setup.clients, setup.patience) = (clients, 10_000)
        let report = try await ExitStatus.ofErrors { [setup] in
            try await Cluster.run(setup, executable: URL(fileURLWithPath: ReplicaCommand.executablePath))
        }
        let times = report.history.times.sorted()
        guard let last = times.last else {
            ExitStatus.say("none of \(requests) requests was answered, so that nothing was measured")
            throw ExitCode(30)
        }
        let rate = times.count * 1000 / max(1, report.milliseconds)
        print(
            """
            \(kind.rawValue) replicas=\(replicas) clients=\(clients): \(times.count) of \(requests) answered, \
            \(report.history.counts.unequal) of them by a comparison that found another value
              throughput  \(rate) requests per second
              latency     median \(Self.text(times[times.count / 2])), 99% \(Self.text(times[times.count * 99 / 100])), \
            longest \(Self.text(last))
            """)
    }

    private static func text(_ microseconds: Int) -> String {
        "\(microseconds / 1000).\(microseconds % 1000 / 100) ms"
    }
}
