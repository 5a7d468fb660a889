/// Settings with which a ``PBFTReplica`` is started.
public struct PBFTConfiguration: Sendable {
    /// The number of this replica, from 0 on.
    public let replica: Int
    /// n, the number of replicas.
    public let replicaCount: Int
    /// f, the number of Byzantine replicas that are tolerated.
    public let faultCount: Int
    /// The number of clients; they are numbered from 0 on.
    public let clientCount: Int
    /// Functions with which this replica signs and checks signatures.
    public let authentication: Authentication
    /// A checkpoint is taken every so many sequence numbers (K in the paper).
    public let checkpointInterval: Int
    /// The distance between the watermarks (L in the paper).
    public let watermarkWindow: Int
    /// The number of bytes that an operation may have.
    public let operationLimit: Int
    /// Permission for a new primary to propose requests that it knows only from the proposals of earlier
    /// primaries.
    ///
    /// The paper leaves it open. Otherwise it waits until the client asks again, which it does when its timer ends.
    public var proposesOverheardRequests = true
    /// The rules of the paper, unless somebody has changed them.
    public private(set) var unsafe = Unsafe()

    /// The configuration of one replica.
    ///
    /// - Parameters:
    ///   - replica: 0 to `replicaCount` - 1.
    ///   - replicaCount: at least 3 `faultCount` + 1, at most 100.
    ///   - faultCount: at least 0.
    ///   - clientCount: 1 to 1048576.
    ///   - checkpointInterval: at least 1.
    ///   - watermarkWindow: at least `checkpointInterval`, at most 4096; twice the interval is usual.
    ///   - operationLimit: 0 to 65536 bytes.
    /// - Throws: ``PBFTConfigurationError``.
    public init(
        replica: Int, replicaCount: Int, faultCount: Int, clientCount: Int, authentication: Authentication,
        checkpointInterval: Int = 128, watermarkWindow: Int = 256, operationLimit: Int = 4096
    ) throws(PBFTConfigurationError) {
        guard faultCount >= 0, replicaCount > 3 * faultCount else {
            throw .tooFewReplicas(replicaCount, faultCount)
        }
        guard replicaCount <= PBFTLimits.replicas else { throw .tooManyReplicas(replicaCount) }
        guard (0..<replicaCount).contains(replica) else { throw .noSuchReplica(replica, of: replicaCount) }
        guard (1...PBFTLimits.clients).contains(clientCount) else { throw .clientCount(clientCount) }
        guard checkpointInterval >= 1, watermarkWindow >= checkpointInterval,
            watermarkWindow <= PBFTLimits.window
        else { throw .watermarks(interval: checkpointInterval, window: watermarkWindow) }
        guard (0...PBFTLimits.operation).contains(operationLimit) else {
            throw .operationLimit(operationLimit)
        }
        self.replica = replica
        self.replicaCount = replicaCount
        self.faultCount = faultCount
        self.clientCount = clientCount
        self.authentication = authentication
        self.checkpointInterval = checkpointInterval
        self.watermarkWindow = watermarkWindow
        self.operationLimit = operationLimit
    }

    /// The same configuration with some rules of the paper broken, for experiments only.
    public func unsafely(_ change: (inout Unsafe) -> Void) -> PBFTConfiguration {
        var changed = self
        change(&changed.unsafe)
        return changed
    }

    /// The primary of `view`: v mod n.
    public func primary(of view: Int) -> Int { view % memberCount }
}

/// Reason for refusing a configuration, and what to do.
public enum PBFTConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// So many replicas for so many faults.
    case tooFewReplicas(Int, Int)
    /// More than 100 replicas.
    case tooManyReplicas(Int)
    /// The replica is not one of so many.
    case noSuchReplica(Int, of: Int)
    /// No such number of clients.
    case clientCount(Int)
    /// The interval does not fit into the window, or the window is too large.
    case watermarks(interval: Int, window: Int)
    /// No such limit of bytes.
    case operationLimit(Int)

    /// Problem and remedy, in words.
    public var description: String {
        switch self {
        case .tooFewReplicas(let replicas, let faults):
            "\(replicas) replicas do not tolerate \(faults) Byzantine ones; "
                + "PBFT needs 3f + 1 replicas with f at least 0"
        case .tooManyReplicas(let count): "\(count) replicas are more than 100; use fewer"
        case .noSuchReplica(let replica, let count):
            "replica \(replica) is not one of \(count); replicas are numbered from 0 on"
        case .clientCount(let count): "\(count) clients; use 1 to \(PBFTLimits.clients)"
        case .watermarks(let interval, let window):
            "a checkpoint every \(interval) with a window of \(window); "
                + "use an interval of at least 1 and a window from there to \(PBFTLimits.window)"
        case .operationLimit(let limit):
            "operations of up to \(limit) bytes; use 0 to \(PBFTLimits.operation)"
        }
    }
}
