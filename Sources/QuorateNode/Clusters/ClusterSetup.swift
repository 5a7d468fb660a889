/// Settings of a cluster and of what its clients ask for.
public struct ClusterSetup: Sendable {
    /// Protocol of the cluster.
    public var kind: ClusterProtocol
    /// Number of replicas.
    public var replicas: Int
    /// Number of requests in all.
    public var requests: Int
    /// Number of requests in each run.
    public var requestsPerRun: Int
    /// Number of clients of a run.
    public var clients = 2
    /// Time after which a client asks no longer, in milliseconds: its request may still be done.
    public var patience = 700
    /// Faults of network and nodes.
    public var faults: FaultPlan
    /// Name of a rule that is broken on purpose.
    public var flaw: String?
    /// Behaviour of a replica of PBFT that is Byzantine; nil where none is.
    public var byzantine: ByzantineTactic?
    /// Folder of all files.
    public var folder: String
    /// Bounds of the spec in force, and steps logged.
    public var isBounded: Bool

    /// Settings with the defaults of the command.
    public init(
        kind: ClusterProtocol, replicas: Int, requests: Int, requestsPerRun: Int = 2, faults: FaultPlan,
        flaw: String? = nil, folder: String, isBounded: Bool = true
    ) {
        (self.kind, self.replicas, self.requests) = (kind, replicas, requests)
        (self.requestsPerRun, self.faults, self.flaw) = (requestsPerRun, faults, flaw)
        (self.folder, self.isBounded) = (folder, isBounded)
    }

    /// Settings of one node.
    public func setup(of node: Int) -> NodeSetup {
        var setup = NodeSetup(
            kind: kind, node: node, replicas: replicas, seed: faults.seed, flaw: flaw, folder: folder,
            isBounded: isBounded)
        setup.byzantine = byzantine
        return setup
    }

    /// Number of requests in a run of which nobody logs the steps: of PBFT few, since there are no checkpoints here, and a
    /// change of view carries a certificate for every request.
    public static func longRun(of kind: ClusterProtocol, requests: Int) -> Int {
        kind == .pbft ? min(requests, 50) : requests
    }

    /// Number of correct replicas in a quorum of PBFT, at the least.
    var correctCommits: Int {
        let faults = (replicas - 1) / 3
        return 2 * faults + 1 - (byzantine == nil ? 0 : faults)
    }

    /// Number of runs.
    public var runs: Int { (requests + requestsPerRun - 1) / requestsPerRun }
    /// Time after which a client of PBFT asks all replicas, in milliseconds.
    var clientTimeout: Int { isBounded ? 40 : 300 }

    /// Refusal of settings that cannot be.
    public func validate() throws {
        let fits = kind == .raft ? [3, 5].contains(replicas) : replicas == 4
        if !fits { throw ClusterError("raft runs with 3 or 5 replicas, pbft with 4", .usage) }
        if !(1...1_000_000).contains(requests) || requestsPerRun < 1 {
            throw ClusterError("ask for 1 to 1000000 requests, and for at least one in each run", .usage)
        }
        if isBounded, requestsPerRun > 2 {
            throw ClusterError(
                "a run that the specs explain has at most 2 requests; --long is for more, unvalidated", .usage
            )
        }
        if kind == .raft, byzantine != nil {
            throw ClusterError(
                "replicas of raft that crash are all that it withstands: --byzantine is for pbft", .usage)
        }
        let flaws =
            kind == .raft ? RaftFlaw.allCases.map(\.rawValue) : PBFTFlaw.allCases.map(\.rawValue)
        if let flaw, !flaws.contains(flaw) {
            throw ClusterError("no rule \(flaw); there are \(flaws.joined(separator: ", "))", .usage)
        }
    }
}
