import Foundation
import QuorateReplicas
import SeededRandom
import Testing

@testable import QuorateNode

/// Nodes that begin with a durable log that something has damaged.
@Suite struct DurableLogTests {
    private func withSetup(_ kind: ClusterProtocol, _ body: (NodeSetup) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "node-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(
            NodeSetup(
                kind: kind, node: 0, replicas: kind == .raft ? 3 : 4, seed: 1, flaw: nil, folder: folder.path,
                isBounded: true))
    }

    /// The bytes of a log that a node has written.
    private func written(by setup: NodeSetup) throws -> Data {
        let host = try setup.host(run: 1, now: 0)
        for time in 1...3 { try host.tick(now: time * 1000) }
        let operation = RegisterOperation(OperationID(client: 0, number: 1), .write(5))
        try host.request(operation.encoded, now: 4000)
        return try Data(contentsOf: URL(fileURLWithPath: setup.durablePath(run: 1)))
    }

    @Test(arguments: ClusterProtocol.allCases)
    func aDamagedLogIsRefusedOrIsAnEarlierOne(kind: ClusterProtocol) throws {
        var random = SplitMix(seed: Seed.announced())
        try withSetup(kind) { setup in
            let whole = try written(by: setup)
            #expect(!whole.isEmpty)
            for round in 0..<40 {
                var bytes = Array(whole)
                switch round % 3 {
                case 0: bytes = Array(bytes.prefix(random.number(0..<bytes.count)))
                case 1: bytes[random.number(0..<bytes.count)] ^= UInt8(random.number(1..<256))
                default: bytes += (0..<random.number(1..<40)).map { _ in UInt8(random.number(0..<256)) }
                }
                try Data(bytes).write(to: URL(fileURLWithPath: setup.durablePath(run: 1)))
                // A trap would end the tests; what is refused says why.
                do { _ = try setup.host(run: 1, now: 0) } catch { #expect(!"\(error)".isEmpty) }
            }
        }
    }

    @Test(arguments: ClusterProtocol.allCases)
    func messagesAndRequestsThatAreNoneChangeNothing(kind: ClusterProtocol) throws {
        var random = SplitMix(seed: Seed.announced())
        try withSetup(kind) { setup in
            let host = try setup.host(run: 1, now: 0)
            for _ in 0..<500 {
                let bytes = (0..<random.number(0..<60)).map { _ in UInt8(random.number(0..<6)) }
                try host.receive(bytes, from: random.number(0..<5), clock: StepClock(), now: 1)
                try host.request(bytes, now: 1)
            }
        }
    }
}
