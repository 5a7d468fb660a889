public import QuorateLanguage
public import QuorateQuorums

/// A trusted component of a replica that binds each value of a counter to at most one message, at most
/// fifteen values.
///
/// USIG of Veronese, Correia, Bessani, Lung and Veríssimo, "Efficient Byzantine Fault-Tolerance", IEEE
/// Transactions on Computers 62 (2013). The counter only goes up and the component signs the pair, so that a
/// replica cannot say two things under one value, even a faulty one. Receivers must ask which value it is:
/// a component attests whatever it is given.
///
///     var counters = ReplicaMap<AttestedCounter<2>>(AttestedCounter())
///     $0.votes.cast($0.counters[r].attest(value), by: r)
@frozen
public struct AttestedCounter<let last: Int>: Hashable, Sendable, BitwiseCopyable {
    @usableFromInline var latest: UInt8

    /// Nothing is bound.
    @inlinable @inline(__always)
    public init() { latest = 0 }

    /// The value that was bound last, 0 at the start.
    @inlinable @inline(__always)
    public var value: Int { Int(latest) }

    /// Room for one more value: the range is a bound of the search, not of the component.
    @inlinable @inline(__always)
    public var canAttest: Bool { value < last }

    /// Binds the next value to `message`.
    @inlinable @inline(__always)
    public mutating func attest<Message: FiniteValue>(_ message: Message) -> Attestation<Message, last> {
        if _slowPath(!canAttest) {
            SpecFault.raise("an AttestedCounter of \(last) values has bound them all")
            return Attestation(message, boundTo: last)
        }
        latest &+= 1
        return Attestation(message, boundTo: value)
    }
}

extension AttestedCounter: FiniteValue {
    /// The values and 0; a map of replicas holds up to 15 of them.
    @inlinable @inline(__always)
    public static var valueCount: Int { last &+ 1 }
    /// The value bound last.
    @inlinable @inline(__always)
    public var packed: UInt64 { UInt64(latest) }
    /// A counter that has bound the given number of values.
    @inlinable @inline(__always)
    public init(packed: UInt64) { latest = UInt8(truncatingIfNeeded: packed) }
}

extension AttestedCounter: SpecDescribable {
    /// The value bound last.
    public func specValue(for replicas: ReplicaSet) -> SpecValue { .integer(value) }
}

/// A message with the value of the sender's counter that it is bound to, 1 to `last`.
@frozen
public struct Attestation<Message: FiniteValue, let last: Int>: Hashable, Sendable, BitwiseCopyable {
    /// Content that the component attests.
    public let message: Message
    /// The value of the counter.
    public let counter: UInt8

    /// `message` bound to `counter`, 1 to `last`.
    @inlinable @inline(__always)
    public init(_ message: Message, boundTo counter: Int) {
        self.message = message
        self.counter = UInt8(truncatingIfNeeded: counter)
    }
}

extension Attestation: FiniteValue {
    /// One for each message and value; votes hold at most 16.
    @inlinable @inline(__always)
    public static var valueCount: Int { Message.valueCount &* last }
    /// The messages of value 1, then those of value 2, and so on.
    @inlinable @inline(__always)
    public var packed: UInt64 {
        UInt64(counter &- 1) &* UInt64(truncatingIfNeeded: Message.valueCount) &+ message.numberToFind
    }
    /// The pair with the given number.
    @inlinable @inline(__always)
    public init(packed: UInt64) {
        let count = UInt64(truncatingIfNeeded: Message.valueCount)
        self.init(Message(packed: packed % count), boundTo: Int(truncatingIfNeeded: packed / count) &+ 1)
    }
}

extension Attestation: CustomStringConvertible {
    /// The message and its value, as in `first at 1`.
    public var description: String { "\(message) at \(counter)" }
}

extension Attestation: SpecDescribable {
    /// The message and its value in one word.
    public func specValue(for replicas: ReplicaSet) -> SpecValue { .string(description) }
}
