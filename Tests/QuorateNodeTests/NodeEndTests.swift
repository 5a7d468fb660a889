import Foundation
import NIOCore
import NIOPosix
import QuorateReplicas
import Testing

@testable import QuorateNode

/// Nodes that end without an order, do not come, or are none: a cluster says so, and never takes it for a crash.
@Suite(.serialized) struct NodeEndTests {
    private func withSetup<Result>(
        _ body: (ClusterSetup) async throws -> Result
    ) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ends-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(
            ClusterSetup(
                kind: .raft, replicas: 3, requests: 4, faults: FaultPlan(.none, seed: 1), folder: folder.path
            ))
    }

    /// Problem of a cluster whose node is this script.
    private func problem(ofNode script: String) async throws -> (String, ClusterError.Kind)? {
        let program = FileManager.default.temporaryDirectory.appending(path: "node-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: program) }
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
        return try await withSetup { setup in
            do { _ = try await Cluster.run(setup, executable: program) } catch let error as ClusterError {
                return (error.description, error.kind)
            }
            return nil
        }
    }

    @Test(arguments: [
        ("exit 1", "it has ended with status 1", ClusterError.Kind.failure),
        ("exit 74", "it has ended with status 74", .inputOutput),
        ("kill -ILL $$", "it was ended by signal 4", .failure),
        ("kill -KILL $$", "nobody has told it to crash", .failure),
    ])
    func aNodeThatEndsIsAFailure(script: String, words: String, kind: ClusterError.Kind) async throws {
        let problem = try await problem(ofNode: script)
        #expect(problem?.0.contains(words) == true && problem?.1 == kind, "\(String(describing: problem))")
    }

    /// Threads as nodes, some of which are others.
    private final class OddStarter: NodeStarter {
        let real: ThreadStarter
        /// Start of something beside a node; false where it is instead of the node.
        let onStart: (Int, NetworkAddress) -> Bool
        init(_ real: ThreadStarter, onStart: @escaping (Int, NetworkAddress) -> Bool) {
            (self.real, self.onStart) = (real, onStart)
        }
        func start(_ node: Int, at address: NetworkAddress) {
            if onStart(node, address) { real.start(node, at: address) }
        }
        func life(of node: Int) -> NodeLife { real.life(of: node) }
        func stop() {}
    }

    private func run(
        _ setup: ClusterSetup, onStart: @escaping (any EventLoop, Int, NetworkAddress) -> Bool
    ) async throws -> ClusterReport {
        try FolderFile.makeFolder(setup.folder)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 4)
        let loop = group.next()
        let starter = OddStarter(ThreadStarter(setup, on: group)) { onStart(loop, $0, $1) }
        let report: Result<ClusterReport, any Error>
        do { report = .success(try await Cluster(setup, on: loop, starter: starter).start().get()) } catch {
            report = .failure(error)
        }
        try await group.shutdownGracefully()
        return try report.get()
    }

    /// Sends a packet from nowhere, and closes when that was taken, or the other side has closed.
    private static func stray(_ packet: Packet, to address: NetworkAddress, on loop: any EventLoop) {
        ClientBootstrap(group: loop).connect(host: "127.0.0.1", port: address.port).whenSuccess { channel in
            channel.send(packet)
            channel.eventLoop.scheduleTask(in: .milliseconds(40)) { channel.close(promise: nil) }
        }
    }

    @Test func strangersAreNoNodes() async throws {
        try await withSetup { setup in
            var setup = setup
            setup.requests = 12
            let nodes = setup
            let report = try await run(nodes) { loop, node, address in
                ReplicaNode(nodes.setup(of: node), onCrash: {}, onFailure: { _ in })
                    .connect(to: address, on: loop).whenSuccess { _ in
                        // The node is there for certain when somebody comes who knows the secret too.
                        for (delay, secret) in [(0, address.secret ^ 1), (60, address.secret), (90, 0)] {
                            loop.scheduleTask(in: .milliseconds(Int64(delay))) {
                                Self.stray(.hello(node: node, secret: secret), to: address, on: loop)
                            }
                        }
                    }
                return false
            }
            let counts = report.history.counts
            #expect(report.crashes == 0)
            #expect(counts.applied + counts.unequal + counts.refused + counts.unknown == 12)
        }
    }

    @Test func aConnectionThatEndsWithoutAnOrderIsAFailure() async throws {
        let problem = try await withSetup { setup in
            do {
                _ = try await run(setup) { loop, node, address in
                    if node != 1 { return true }
                    Self.stray(.hello(node: 1, secret: address.secret), to: address, on: loop)
                    return false
                }
                return "none"
            } catch { return "\(error)" }
        }
        #expect(problem == "node 1 has ended, and nobody has told it to crash")
    }

    @Test func wordsOfAShell() {
        #expect(ShellWord.quoted("logs/a-1.x") == "logs/a-1.x")
        #expect(ShellWord.quoted("sp ace") == "'sp ace'")
        #expect(ShellWord.quoted("it's") == #"'it'\''s'"#)
        #expect(ShellWord.quoted("") == "''")
    }

    @Test func foldersThatCannotBe() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "file-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        func kind() -> ClusterError.Kind? {
            do throws(ClusterError) { try FolderFile.makeFolder(path) } catch { return error.kind }
            return nil
        }
        #expect(kind() == nil)
        try FolderFile.write("x", to: path + "/file")
        #expect(kind() == .usage)
        try FileManager.default.removeItem(atPath: path)
        try FolderFile.write("x", to: path)
        #expect(kind() == .inputOutput)
    }
}
