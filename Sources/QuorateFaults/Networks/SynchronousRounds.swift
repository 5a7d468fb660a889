public import QuorateLanguage
public import QuorateQuorums

/// The network of synchronous rounds: everything that is sent in a round arrives before the next one, nothing
/// else arrives.
///
/// Replicas send at the start of a round, in answer to what has arrived in the rounds before. So a step that
/// receives in this round notes at once what its replica will send in the next one, and no one sees that
/// message before then, not even an adversary who sees the whole network.
@frozen
public struct SynchronousRounds<Message: FiniteValue>: Hashable, Sendable, BitwiseCopyable {
    @usableFromInline var noted = FiniteSet<Message>()
    // Among `noted`, what goes out with the next round: no union is needed when a round ends.
    @usableFromInline var upcoming = FiniteSet<Message>()
    @usableFromInline var number: UInt8 = 0

    /// The time before round 1, in which nothing has been sent.
    @inlinable @inline(__always)
    public init() {}

    /// The round that goes on; 0 before the first.
    @inlinable @inline(__always)
    public var round: Int { Int(number) }

    /// Record that `message` has been sent in this round or before, and so has arrived when this round ends.
    @inlinable @inline(__always)
    public func hasSent(_ message: Message) -> Bool {
        noted.contains(message) && !upcoming.contains(message)
    }

    /// Sends `message` at the start of the next round; one that has been sent before is not sent again.
    @inlinable @inline(__always)
    public mutating func sendNext(_ message: Message) {
        if noted.contains(message) { return }
        noted.insert(message)
        upcoming.insert(message)
    }

    /// Ends this round: what it has sent has arrived, and the messages of the next one go out.
    @inlinable @inline(__always)
    public mutating func endRound() {
        if _slowPath(number == .max) { return SpecFault.raise("no more than 255 synchronous rounds fit") }
        number &+= 1
        upcoming = FiniteSet()
    }

    /// Everything that has been sent in this round or before, in the order of the messages' numbers.
    public var sent: [Message] { noted.members.filter { !upcoming.contains($0) } }
}

extension SynchronousRounds: ByteCanonical {
    /// Messages that do not have the numbers 0, 1 and so on.
    public static var layoutProblem: String? { FiniteSet<Message>.layoutProblem }
}

extension SynchronousRounds: SpecDescribable {
    /// The round, what has been sent so far, and what goes out with the next round.
    public func specValue(for replicas: ReplicaSet) -> SpecValue {
        .record([
            .init(name: "round", value: .integer(round)),
            .init(name: "sent", value: .set(sent.map { SpecValue(describing: $0, for: replicas) })),
            .init(name: "upcoming", value: upcoming.specValue(for: replicas)),
        ])
    }
}
