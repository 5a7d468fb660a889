public import QuorateLanguage
public import QuorateQuorums

/// A Byzantine spec in which everything that a faulty replica can say is in one field of the state.
///
/// The field is all there is to state; what the adversary can send, and what is left without it, follows:
///
///     struct State: ByzantineState {
///         var echoes: MonotoneVotes<Value, TwoWords>
///         var faulty: FaultyReplicas
///     }
///     static var votes: VotePath<State, Value, TwoWords> { \.echoes }
///
/// The search does not go through the path: only the twin with the adversary step by step does.
public protocol VotingSpec: ByzantineSpec where State: ByzantineState, Message: FiniteValue {
    /// The words in which the votes are kept.
    associatedtype VoteStorage: PackedStorage

    /// Path from a state to its votes, as in `\.votes`.
    static var votes: VotePath<State, Message, VoteStorage> { get }
}

/// The path from a state to votes in it.
public typealias VotePath<State, Message: FiniteValue, Storage: PackedStorage> =
    WritableKeyPath<State, MonotoneVotes<Message, Storage>> & Sendable

extension VotingSpec {
    /// Every value of the message's type.
    public var messages: [Message] { Array(Message.values) }

    /// Casts the vote, unless a faulty replica has done so from the start.
    public func send(_ message: Message, from sender: ReplicaID, in state: inout State) {
        state[keyPath: Self.votes].cast(message, by: sender)
    }

    /// `state` without the votes of faulty replicas.
    public func correctPart(of state: State) -> State {
        var part = state
        part[keyPath: Self.votes] = part[keyPath: Self.votes].without(state.faulty)
        return part
    }
}
