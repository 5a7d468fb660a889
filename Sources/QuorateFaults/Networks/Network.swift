public import QuorateLanguage
public import QuorateQuorums

/// The messages of an asynchronous network that are under way.
///
/// One bit each: to send again what is still under way changes nothing. For messages that arrive in order use a
/// `Channel` for each pair of replicas.
@frozen
public struct Network<Message: FiniteValue>: Hashable, Sendable, BitwiseCopyable {
    @usableFromInline var messages = FiniteSet<Message>()

    /// Nothing is under way.
    @inlinable @inline(__always)
    public init() {}

    /// Puts `message` on its way; one that is there already stays.
    @inlinable @inline(__always)
    public mutating func send(_ message: Message) { messages.insert(message) }

    /// True for a message that may arrive now.
    @inlinable @inline(__always)
    public func canDeliver(_ message: Message) -> Bool { messages.contains(message) }

    /// Delivers `message`: it may arrive again where the network duplicates, otherwise it is gone.
    @inlinable @inline(__always)
    public mutating func deliver(_ message: Message, in model: NetworkModel) {
        if !model.contains(.duplicating) { messages.remove(message) }
    }

    /// Takes `message` off its way before it arrives.
    @inlinable @inline(__always)
    public mutating func lose(_ message: Message) { messages.remove(message) }
}

extension Network: SpecDescribable, ByteCanonical {
    /// The messages under way.
    public func specValue(for replicas: ReplicaSet) -> SpecValue { messages.specValue(for: replicas) }
    /// Messages that do not have the numbers 0, 1 and so on.
    public static var layoutProblem: String? { FiniteSet<Message>.layoutProblem }
}

extension Channel {
    /// Delivers the oldest message: it stays and may arrive again where the network duplicates.
    @inlinable @inline(__always)
    public mutating func deliverFirst(in model: NetworkModel) -> Message {
        model.contains(.duplicating) ? self[0] : removeFirst()
    }
}

extension Next {
    /// Offers the loss of every message under way, where the network is lossy.
    ///
    /// - Parameters:
    ///   - network: the messages under way.
    ///   - model: what the network may do.
    ///   - action: the action for the loss of a message.
    ///   - effect: takes the message out of the state's network.
    @inlinable @inline(__always)
    public mutating func takeLosses<Message>(
        of network: Network<Message>, in model: NetworkModel, _ action: (Message) -> S.Action,
        file: StaticString = #fileID, line: UInt = #line, _ effect: (inout S.State, Message) -> Void
    ) {
        guard model.contains(.lossy) else { return }
        for message in Message.values {
            take(action(message), if: network.canDeliver(message), file: file, line: line) {
                effect(&$0, message)
            }
        }
    }

    /// Offers the loss of the message at every position of a channel, where the network is lossy.
    ///
    /// - Parameters:
    ///   - channel: the messages under way.
    ///   - model: what the network may do.
    ///   - action: the action for the loss of the message at a position.
    ///   - effect: takes the message at the position out of the state's channel.
    @inlinable @inline(__always)
    public mutating func takeLosses<Message, let capacity: Int>(
        of channel: Channel<Message, capacity>, in model: NetworkModel, _ action: (Int) -> S.Action,
        file: StaticString = #fileID, line: UInt = #line, _ effect: (inout S.State, Int) -> Void
    ) {
        guard model.contains(.lossy) else { return }
        for position in 0..<channel.count {
            take(action(position), file: file, line: line) { effect(&$0, position) }
        }
    }
}
