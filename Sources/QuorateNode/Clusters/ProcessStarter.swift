import Foundation

/// Nodes as processes: a crash is SIGKILL.
final class ProcessStarter: NodeStarter {
    private let setup: ClusterSetup
    private let executable: URL
    private var processes: [Int: Process] = [:]

    init(_ setup: ClusterSetup, executable: URL) { (self.setup, self.executable) = (setup, executable) }

    func start(_ node: Int, at address: NetworkAddress) throws {
        let process = Process()
        process.executableURL = executable
        process.arguments =
            ["replica", "\(node)"] + arguments + [
                "--port", "\(address.port)", "--secret", "\(address.secret)",
            ]
        process.standardInput = FileHandle.nullDevice
        do { try process.run() } catch {
            throw ClusterError("node \(node) cannot be started: \(error.localizedDescription)", .inputOutput)
        }
        processes[node] = process
    }

    private var arguments: [String] {
        [
            "--protocol", setup.kind.rawValue, "--replicas", "\(setup.replicas)", "--seed",
            "\(setup.faults.seed)", "--logs", setup.folder,
        ] + (setup.isBounded ? [] : ["--long"]) + (setup.flaw.map { ["--unsafe", $0] } ?? [])
            + (setup.byzantine.map { ["--byzantine", $0.rawValue] } ?? [])
    }

    /// Life of a process, without waiting for its end: only SIGKILL is a crash, and a trap of the replica is none.
    func life(of node: Int) -> NodeLife {
        guard let process = processes[node], !process.isRunning else { return .runs }
        let status = process.terminationStatus
        switch process.terminationReason {
        case .uncaughtSignal where status == SIGKILL: return .isKilled
        case .uncaughtSignal: return .hasFailed("it was ended by signal \(status)", .failure)
        default:
            return .hasFailed("it has ended with status \(status)", status == 74 ? .inputOutput : .failure)
        }
    }

    func stop() {
        for process in processes.values where process.isRunning {
            kill(process.processIdentifier, SIGKILL)
        }
        for process in processes.values { process.waitUntilExit() }
    }
}
