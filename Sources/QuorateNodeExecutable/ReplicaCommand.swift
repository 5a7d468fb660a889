import ArgumentParser
import Foundation
import NIOPosix
import QuorateNode

/// `quorate-node replica`: one node, which `cluster` starts.
struct ReplicaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replica", abstract: "Is one node of a cluster, which quorate-node cluster starts.")

    @Argument(help: "Number of the node.") var node: Int
    @Option(name: .customLong("protocol"), help: "raft or pbft.") var kind: ClusterProtocol
    @Option(help: "Number of replicas.") var replicas: Int
    @Option(help: "Seed of the timers, which follow the machine's clock as well.") var seed: UInt64
    @Option(help: "Folder of all files.") var logs: String
    @Option(name: .customLong("unsafe"), help: "Rule of the protocol that is broken on purpose.") var flaw:
        String?
    @Option(help: "Behaviour of a Byzantine replica.") var byzantine: ByzantineTactic?
    @Option(help: "Port of the network, on this machine.") var port: Int
    @Option(help: "Number that the network knows its nodes by.") var secret: Int
    @Flag(help: "Runs are long, and steps are not logged.") var long = false

    /// Path of this program.
    static var executablePath: String { Bundle.main.executablePath ?? CommandLine.arguments[0] }

    func validate() throws {
        if !(1...65535).contains(port) { throw ValidationError("--port is 1 to 65535") }
        if node < 0 || node >= replicas { throw ValidationError("the node is 0 to \(replicas - 1)") }
        if secret < 0 { throw ValidationError("--secret is not negative") }
    }

    func run() async throws {
        var settings = NodeSetup(
            kind: kind, node: node, replicas: replicas, seed: seed, flaw: flaw, folder: logs, isBounded: !long
        )
        settings.byzantine = byzantine
        let setup = settings
        let replica = ReplicaNode(setup) {
            kill(getpid(), SIGKILL)
        } onFailure: { error in
            FileHandle.standardError.write(Data("node \(setup.node): \(error)\n".utf8))
            Foundation.exit(74)
        }
        let address = NetworkAddress(port: port, secret: secret)
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        try await ExitStatus.ofErrors {
            try await replica.connect(to: address, on: loop).flatMap { $0.closeFuture }.get()
        }
    }
}
