public import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension AtomicRename {
    /// Where a file can be.
    public enum Directory: PackedEnum { case source, destination, elsewhere }

    /// What replicas agree on: a whole rename to one of two directories, or, in a mutant, half of one.
    public enum Operation: PackedEnum {
        case renameToDestination, renameElsewhere, delete, addToDestination, addElsewhere

        /// The operations of which a correct replica votes for one only.
        var rivals: ClosedRange<Operation.Number> {
            switch self {
            case .renameToDestination, .renameElsewhere: 0...1
            case .delete: 2...2
            case .addToDestination, .addElsewhere: 3...4
            }
        }

        /// An operation's number.
        typealias Number = UInt64

        /// Where the file must be for the operation; nil is nowhere.
        var origin: Directory? {
            switch self {
            case .renameToDestination, .renameElsewhere, .delete: .source
            case .addToDestination, .addElsewhere: nil
            }
        }

        /// Where the file is afterwards; nil is nowhere.
        var result: Directory? {
            switch self {
            case .renameToDestination, .addToDestination: .destination
            case .renameElsewhere, .addElsewhere: .elsewhere
            case .delete: nil
            }
        }
    }

    /// The operations that are ever proposed.
    var operations: ClosedRange<Operation.Number> { mutant == .twoAgreements ? 2...4 : 0...1 }
}

extension AtomicRename {
    public var messages: [Operation] { operations.map(Operation.init(packed:)) }
    public func faulty(in state: State) -> FaultyReplicas { state.faulty }
    public func canSend(_ message: Operation, from sender: ReplicaID, in state: State) -> Evidence {
        Evidence(!state.isAbandoned)
    }
    public func send(_ message: Operation, from sender: ReplicaID, in state: inout State) {
        state.votes.cast(message, by: sender)
    }
    public func correctPart(of state: State) -> State {
        var part = state
        part.votes = state.votes.without(state.faulty)
        return part
    }
}
