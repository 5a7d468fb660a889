/// Settings with which a ``PBFTClient`` is started.
public struct PBFTClientConfiguration: Sendable {
    /// The number of this client, from 0 on.
    public let client: Int
    /// n, the number of replicas.
    public let replicaCount: Int
    /// f, the number of Byzantine replicas that are tolerated.
    public let faultCount: Int
    /// Functions with which this client signs and checks the signatures of replicas.
    public let authentication: Authentication
    /// The rules of the paper, unless somebody has changed them.
    public private(set) var unsafe = Unsafe()

    /// Rule for the number of equal replies that a client waits for.
    public enum ReplyRule: Hashable, Sendable {
        /// f + 1, of which one is from a correct replica.
        case fPlusOne
        /// f, of which none need be from a correct replica.
        case f
    }

    /// Rules that a change under review might touch. The values they begin with are the paper's rules.
    public struct Unsafe: Hashable, Sendable {
        /// UNSAFE: with f replies, a client takes a result that only Byzantine replicas have invented.
        public var replyQuorum = ReplyRule.fPlusOne
    }

    /// The configuration of one client.
    ///
    /// - Parameters:
    ///   - client: from 0 on, at most 1048576.
    ///   - replicaCount: at least 3 `faultCount` + 1, at most 100.
    ///   - faultCount: at least 0.
    /// - Throws: ``PBFTConfigurationError``.
    public init(
        client: Int, replicaCount: Int, faultCount: Int, authentication: Authentication
    ) throws(PBFTConfigurationError) {
        guard (0...PBFTLimits.clients).contains(client) else { throw .clientCount(client) }
        guard faultCount >= 0, replicaCount > 3 * faultCount else {
            throw .tooFewReplicas(replicaCount, faultCount)
        }
        guard replicaCount <= PBFTLimits.replicas else { throw .tooManyReplicas(replicaCount) }
        self.client = client
        self.replicaCount = replicaCount
        self.faultCount = faultCount
        self.authentication = authentication
    }

    /// The same configuration with some rules of the paper broken, for experiments only.
    public func unsafely(_ change: (inout Unsafe) -> Void) -> PBFTClientConfiguration {
        var changed = self
        change(&changed.unsafe)
        return changed
    }

    /// The number of equal replies that are enough.
    var replyQuorum: Int {
        switch unsafe.replyQuorum {
        case .fPlusOne: faultCount + 1
        case .f: max(1, faultCount)
        }
    }
}
