import Foundation

/// Protocol that the replicas of a cluster run.
public enum ClusterProtocol: String, CaseIterable, Sendable { case raft, pbft }

/// Settings of one node.
public struct NodeSetup: Sendable {
    /// Protocol of the cluster.
    public var kind: ClusterProtocol
    /// Number of the node.
    public var node: Int
    /// Number of replicas.
    public var replicas: Int
    /// Seed of the node's timers.
    public var seed: UInt64
    /// Name of a rule that is broken on purpose.
    public var flaw: String?
    /// Folder of the durable logs and of the steps.
    public var folder: String
    /// Behaviour of a replica that is Byzantine; nil where none is.
    public var byzantine: ByzantineTactic?
    /// Bounds of the spec in force, and steps logged: without them runs are long, and nobody can validate them.
    public var isBounded: Bool

    /// Settings of `node`.
    public init(
        kind: ClusterProtocol, node: Int, replicas: Int, seed: UInt64, flaw: String?, folder: String,
        isBounded: Bool
    ) {
        (self.kind, self.node, self.replicas, self.seed) = (kind, node, replicas, seed)
        (self.flaw, self.folder, self.isBounded) = (flaw, folder, isBounded)
    }

    /// The greatest length of a Raft log, and the last term in which a server stands for election.
    var entryLimit: Int? { isBounded ? 2 : nil }
    var termLimit: Int? { isBounded ? 4 : nil }
    /// The last view that a timer leads to, and the highest sequence number of PBFT.
    var viewLimit: Int? { isBounded ? 3 : nil }
    var sequenceLimit: Int? { isBounded ? 8 : nil }
    /// Time after which a replica of PBFT wants the next view, in milliseconds.
    var viewTimeout: Int { isBounded ? 60 : 1500 }
    /// Time after which a replica of PBFT sends again what may be lost, in milliseconds: all of a run, which may be long.
    var resendPause: Int { isBounded ? 40 : 3000 }

    /// File with the steps.
    var stepPath: String? { isBounded ? folder + "/r\(node).ndjson" : nil }

    /// Durable log of a run.
    func durablePath(run: Int) -> String { folder + "/r\(node)-\(run).durable" }

    /// Removes the durable log of a run that has ended.
    func removeDurableLog(run: Int) {
        for ending in ["", ".lock", ".new"] {
            try? FileManager.default.removeItem(atPath: durablePath(run: run) + ending)
        }
    }

    /// Byzantine replica of a run, where there is one.
    func byzantinePlan(of run: Int) -> ByzantinePlan? {
        byzantine.map { ByzantinePlan($0, seed: seed, run: run, replicas: replicas) }
    }

    func host(run: Int, now: Int) throws -> any HostedReplica {
        switch kind {
        case .raft: try RaftHost(self, run: run, now: now)
        case .pbft:
            if let plan = byzantinePlan(of: run), plan.node == node {
                try ByzantineHost(self, run: run, plan)
            } else {
                try PBFTHost(self, run: run, now: now)
            }
        }
    }
}
