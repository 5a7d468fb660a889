/// Settings of one broadcast at one replica, fixed while it runs.
public struct BrachaConfiguration: Hashable, Sendable {
    /// The number of this replica, from 0.
    public let replica: Int
    /// n, the number of replicas.
    public let replicaCount: Int
    /// f, the number of replicas that may be Byzantine.
    public let faultCount: Int
    /// The number of the replica whose broadcast this is.
    public let sender: Int
    /// The rules; see ``unsafely(_:)``.
    public private(set) var rules: Rules

    /// The broadcast of `sender` among `replicaCount` replicas (1 to ``mostReplicas``), as replica number
    /// `replica` sees it.
    ///
    /// - Parameter change: changes the rules; see ``Rules``.
    /// - Throws: ``BrachaConfigurationError`` when a number is out of range or there are fewer than 3f + 1
    ///   replicas.
    public init(
        replica: Int, replicaCount: Int, faultCount: Int, sender: Int,
        unsafely change: (inout Rules) -> Void = { _ in }
    ) throws(BrachaConfigurationError) {
        (self.replica, self.replicaCount) = (replica, replicaCount)
        (self.faultCount, self.sender) = (faultCount, sender)
        rules = Rules()
        change(&rules)
        try validate()
    }

    /// The most replicas of one broadcast.
    public static let mostReplicas = 1000

    private func validate() throws(BrachaConfigurationError) {
        guard 1...Self.mostReplicas ~= replicaCount else { throw .replicaCount(replicaCount) }
        guard 0..<replicaCount ~= replica else { throw .noSuchReplica(replica, of: replicaCount) }
        guard 0..<replicaCount ~= sender else { throw .noSuchReplica(sender, of: replicaCount) }
        guard 0...replicaCount ~= faultCount else { throw .faultCount(faultCount, of: replicaCount) }
        guard hasEnoughReplicas else { throw .tooFewReplicas(replicaCount, faultCount: faultCount) }
    }

    /// Changes rules that the algorithm stands on, to find out what breaks without them.
    public mutating func unsafely(_ change: (inout Rules) -> Void) { change(&rules) }
}

/// Numbers with which there is no broadcast.
public enum BrachaConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No replicas, or more than ``BrachaConfiguration/mostReplicas``.
    case replicaCount(Int)
    /// The replica or the sender is none of the replicas.
    case noSuchReplica(Int, of: Int)
    /// Fewer than no faults, or more than there are replicas.
    case faultCount(Int, of: Int)
    /// Fewer than 3f + 1 replicas.
    case tooFewReplicas(Int, faultCount: Int)

    /// Description of the error, with the values that would be right.
    public var description: String {
        switch self {
        case .replicaCount(let count):
            "there cannot be \(count) replicas; choose 1 to \(BrachaConfiguration.mostReplicas)"
        case .noSuchReplica(let replica, let count):
            "there is no replica \(replica) of \(count); their numbers are 0 to \(count - 1)"
        case .faultCount(let faults, let count):
            "\(faults) of \(count) replicas cannot be faulty; choose 0 to \((count - 1) / 3)"
        case .tooFewReplicas(let count, let faults):
            "\(count) replicas do not stand \(faults) Byzantine ones; "
                + "take at least \(3 * faults + 1) replicas, or at most \((count - 1) / 3) faults"
        }
    }
}
