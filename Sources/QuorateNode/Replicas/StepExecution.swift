import QuorateReplicas

/// Execution of a command as a line tells it.
struct StepExecution {
    /// Index in the log of Raft, or sequence number of PBFT.
    var position: Int
    /// Beginning of the digest of the operation; nil for the null request.
    var command: String?
    /// Answer of the register; nil for a command without effect.
    var result: String?
    /// Part of the run whose clock counts.
    var part: Int?
    /// Request in the words of the steps of that part, where they name one.
    var value: String?

    /// Name of an operation by its bytes.
    static func command(_ operation: [UInt8]) -> String { PBFTDigest(of: operation).prefix }
}

extension StepExecution {
    /// Execution of a replica of PBFT, whose sequence number is a part of the run.
    init(_ execution: PBFTExecution, result: String?) {
        self.init(
            position: execution.sequence, command: execution.request.map { Self.command($0.operation) },
            result: result, part: execution.sequence, value: (execution.request?.digest ?? .null).prefix)
    }
}

extension Packet.Outcome {
    /// The outcome in a word or two.
    var text: String {
        switch self {
        case .applied(let value): "applied \(value)"
        case .unequal: "unequal"
        case .notLeader: "not leader"
        case .full: "full"
        }
    }
}
