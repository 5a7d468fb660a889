import ArgumentParser
import QuorateNode

@main
struct QuorateNodeTool: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quorate-node",
        abstract:
            "Runs replicas as processes over TCP, with faults, and logs what they do for quorate validate.",
        subcommands: [ClusterCommand.self, BenchCommand.self, ReplicaCommand.self])
}

extension ClusterProtocol: ExpressibleByArgument {}
extension FaultPlan.Level: ExpressibleByArgument {}
extension ByzantineTactic: ExpressibleByArgument {}
