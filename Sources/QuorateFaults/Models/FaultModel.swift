internal import QuorateLanguage

/// Model of what a faulty replica may do.
///
/// Cristian, "Understanding Fault-Tolerant Distributed Systems" (1991), and Lamport, Shostak and Pease, "The Byzantine
/// Generals Problem" (1982), give the classes their names.
public indirect enum FaultModel: Hashable, Sendable {
    /// Every replica follows the protocol.
    case none
    /// A faulty replica stops for ever.
    case crashStop
    /// A faulty replica stops, loses what is volatile, and comes back with what is durable.
    case crashRecovery
    /// A faulty replica fails to send or to receive some messages.
    case omission(Omission)
    /// Change by chance of what a replica keeps or sends.
    case corruption(Detection)
    /// The same fault on several replicas at once, beyond what independent faults would do.
    case correlated(FaultModel)
    /// A faulty replica sends what it likes: any well-typed message to anybody at any time, or nothing, as long as it
    /// needs no signature of a correct replica that has not been seen.
    case byzantine(Authentication)
    /// Less than that, and so never called Byzantine: `limit` completes "bounded adversary: …".
    case boundedAdversary(limit: String, Authentication)

    /// Messages that are left out.
    public enum Omission: String, Hashable, Sendable {
        /// Those that a faulty replica should send.
        case send
        /// Those that a faulty replica should receive.
        case receive
        /// Both.
        case sendAndReceive = "send and receive"
    }

    /// Detection of changed bits.
    public enum Detection: Hashable, Sendable {
        /// A checksum tells that the data are not what was written.
        case byChecksum
        /// A change is never noticed.
        case undetected
    }

    /// Authentication of messages: what a receiver can prove about the sender of one.
    public enum Authentication: String, Hashable, Sendable {
        /// The receiver knows the sender, and can prove nothing to others.
        case oral
        /// Signatures can be shown to others, and cannot be forged.
        case signed
    }
}

extension FaultModel: CustomStringConvertible {
    /// The clauses of the model in one line, as in `Byzantine, signed messages`.
    public var description: String { clauses.joined(separator: ", ") }

    /// Power of a faulty replica, as the assumptions name it.
    var power: AssumedFaults.Power {
        switch self {
        case .none: .none
        case .crashStop, .crashRecovery, .omission, .corruption: .benign
        case .correlated(let model): model.power
        case .byzantine: .anything
        case .boundedAdversary: .bounded
        }
    }

    /// Clauses of a report on the model.
    var clauses: [String] {
        switch self {
        case .none: ["no faults"]
        case .crashStop: ["crash-stop"]
        case .crashRecovery: ["crash-recovery"]
        case .omission(let omission): ["\(omission.rawValue) omission"]
        case .corruption(.byChecksum): ["corruption that a checksum detects"]
        case .corruption(.undetected): ["undetected corruption"]
        case .correlated(let model): ["correlated faults: \(model)"]
        case .byzantine(let authentication): ["Byzantine", "\(authentication.rawValue) messages"]
        case .boundedAdversary(let limit, let authentication):
            ["bounded adversary: \(limit)", "\(authentication.rawValue) messages"]
        }
    }
}
