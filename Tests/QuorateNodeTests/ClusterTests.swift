import Foundation
import PBFTSpecs
import QuorateLanguage
import QuorateTraces
import RaftSpecs
import Testing

@testable import QuorateNode

/// Clusters over TCP with faults: what they log is a run of the spec, and what is changed in it is not.
@Suite(.serialized) struct ClusterTests {
    private func withCluster(
        _ kind: ClusterProtocol, _ replicas: Int, _ body: (ClusterSetup, ClusterReport) throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cluster-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var setup = ClusterSetup(
            kind: kind, replicas: replicas, requests: 8, faults: FaultPlan(.light, seed: 3),
            folder: folder.path)
        // Slow machines answer late, and then there would be nothing to explain.
        setup.patience = 1500
        try body(setup, try await Cluster.run(setup))
    }

    private func log(_ setup: ClusterSetup, of spec: ErasedSpec) throws -> ObservedLog {
        let files = (0..<setup.replicas).map { setup.folder + "/r\($0).ndjson" }
        let map = try RunMap(
            parsing: Data(contentsOf: URL(fileURLWithPath: setup.folder + "/map.json")))
        return try ObservedLog(files: files + [setup.folder + "/clients.ndjson"], map: map, of: spec)
    }

    private func isExplained(
        _ setup: ClusterSetup, by spec: ErasedSpec, silent: SilentSteps = .none
    ) throws -> Bool {
        let log = try log(setup, of: spec)
        #expect(log.counts.actions > 0 && log.counts.actions == log.counts.compared)
        let search = ExplanationSearch(in: spec, silent: silent)
        return try log.runs.allSatisfy { run in
            if case .explained = try search.explanation(of: run.observed) { return true }
            return false
        }
    }

    /// Changes the lines of all nodes.
    private func edit(_ setup: ClusterSetup, _ change: (String) -> String) throws {
        for node in 0..<setup.replicas {
            let path = URL(fileURLWithPath: setup.folder + "/r\(node).ndjson")
            let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
            try Data(lines.map { change(String($0)) + "\n" }.joined().utf8).write(to: path)
        }
    }

    @Test func whatServersOfRaftLogIsARun() async throws {
        try await withCluster(.raft, 3) { setup, report in
            let counts = report.history.counts
            #expect(counts.applied + counts.unequal + counts.refused + counts.unknown == 8)
            let spec = ErasedSpec(Raft(servers: 3, terms: 4, entries: 2))
            let silent = SilentSteps(most: 1, actions: ["reject"])
            #expect(try isExplained(setup, by: spec, silent: silent))
            let executions = try #require(try log(setup, of: spec).executions)
            #expect(executions.faults.isEmpty && executions.count >= counts.applied + counts.unequal)
            // However slow the machine is, somebody has stood for election.
            try edit(setup) { $0.replacing("\"event\":\"timeout\"", with: "\"event\":\"lead\"") }
            #expect(try !isExplained(setup, by: spec, silent: silent))
        }
    }

    @Test func whatReplicasOfPBFTLogIsARun() async throws {
        try await withCluster(.pbft, 4) { setup, report in
            let counts = report.history.counts
            #expect(counts.applied + counts.unequal + counts.refused + counts.unknown == 8)
            let spec = ErasedSpec(PBFT(faulty: 0, views: 4))
            #expect(try isExplained(setup, by: spec))
            let executions = try #require(try log(setup, of: spec).executions)
            #expect(executions.faults.isEmpty && executions.count >= counts.applied + counts.unequal)
            try edit(setup) { $0.replacing("\"event\":\"prePrepare\"", with: "\"event\":\"commit\"") }
            #expect(try !isExplained(setup, by: spec))
        }
    }

    @Test func settingsThatCannotBeAreRefused() {
        let plan = FaultPlan(.none, seed: 1)
        var setup = ClusterSetup(kind: .raft, replicas: 4, requests: 2, faults: plan, folder: "x")
        #expect(throws: ClusterError.self) { try setup.validate() }
        setup.replicas = 3
        #expect(throws: Never.self) { try setup.validate() }
        setup.requestsPerRun = 3
        #expect(throws: ClusterError.self) { try setup.validate() }
        setup.requestsPerRun = 2
        setup.flaw = "persistsVotes"
        #expect(throws: ClusterError.self) { try setup.validate() }
        setup.flaw = nil
        setup.byzantine = .silent
        #expect(throws: ClusterError.self) { try setup.validate() }
        (setup.kind, setup.replicas) = (.pbft, 4)
        #expect(throws: Never.self) { try setup.validate() }
    }
}
