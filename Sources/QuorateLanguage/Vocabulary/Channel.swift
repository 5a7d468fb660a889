/// A sequence of at most `capacity` finite values in one word: a first-in first-out channel, a queue, a log.
///
/// A removed slot is zeroed, so that equal channels have equal bytes. The messages together may take 56 bits.
@frozen
public struct Channel<Message: FiniteValue, let capacity: Int>: Hashable, Sendable, BitwiseCopyable {
    // The length is in the top eight bits, the oldest message in the lowest.
    @usableFromInline var word: UInt64

    /// The empty channel.
    @inlinable
    public init() {
        word = 0
        if Self.width &* capacity > 56 || capacity < 1 {
            SpecFault.raise("\(capacity) messages of \(Self.width) bits do not fit in a Channel of 56 bits")
        }
    }

    @inlinable @inline(__always)
    static var width: Int { Int.bitWidth &- Swift.max(1, Message.valueCount &- 1).leadingZeroBitCount }

    @inlinable @inline(__always)
    static func mask(_ bits: Int) -> UInt64 { (1 &<< UInt64(truncatingIfNeeded: bits)) &- 1 }

    /// Number of messages under way.
    @inlinable @inline(__always)
    public var count: Int { Int(truncatingIfNeeded: word &>> 56) }

    /// Absence of messages under way.
    @inlinable @inline(__always)
    public var isEmpty: Bool { word == 0 }

    /// Lack of room to send a further message.
    @inlinable @inline(__always)
    public var isFull: Bool { count >= Self.room }

    /// The capacity, unless that many messages do not fit: the fault is raised by then, and messages must not
    /// reach the length.
    @inlinable @inline(__always)
    static var room: Int { Swift.min(capacity, 56 / width) }

    /// The message at `position`; 0 is the oldest, and a position without a message is a mistake of the spec.
    @inlinable @inline(__always)
    public subscript(_ position: Int) -> Message {
        if _slowPath(UInt(bitPattern: position) >= UInt(bitPattern: count)) {
            return Self.noMessage(position)
        }
        let shift = UInt64(truncatingIfNeeded: (position &* Self.width) & 63)
        return Message(packed: word &>> shift & Self.mask(Self.width))
    }

    /// The oldest message, or nil when the channel is empty.
    @inlinable @inline(__always)
    public var first: Message? { isEmpty ? nil : self[0] }

    /// Sends `message`; a full channel is a mistake of the spec, so guard with ``isFull`` or a constraint.
    @inlinable @inline(__always)
    public mutating func append(_ message: Message) {
        if _slowPath(isFull) {
            Self.overflow()
            return
        }
        let shift = UInt64(truncatingIfNeeded: count &* Self.width)
        word = (word | (message.numberToKeep & Self.mask(Self.width)) &<< shift) &+ 1 &<< 56
    }

    /// Takes the newest message back; an empty channel is a mistake of the spec.
    @inlinable @inline(__always)
    @discardableResult
    public mutating func removeLast() -> Message { remove(at: count &- 1) }

    /// Empties the channel.
    @inlinable @inline(__always)
    public mutating func removeAll() { word = 0 }

    /// Receives the oldest message; an empty channel is a mistake of the spec.
    @inlinable @inline(__always)
    @discardableResult
    public mutating func removeFirst() -> Message { remove(at: 0) }

    /// Takes the message at `position` away, as a lossy or reordering network does.
    @inlinable @inline(__always)
    @discardableResult
    public mutating func remove(at position: Int) -> Message {
        let message = self[position]
        if _slowPath(UInt(bitPattern: position) >= UInt(bitPattern: count)) { return message }
        let below = Self.mask(position &* Self.width)
        let content = word & Self.mask(56)
        let rest = content & below | content &>> UInt64(truncatingIfNeeded: Self.width) & ~below
        word = rest | UInt64(truncatingIfNeeded: count &- 1) &<< 56
        return message
    }

    @inline(never)
    @usableFromInline
    static func overflow() { SpecFault.raise("a message is sent into a Channel that is full (\(capacity))") }

    @inline(never)
    @usableFromInline
    static func noMessage(_ position: Int) -> Message {
        SpecFault.raise("a Channel has no message at position \(position)")
        // Bits beyond the messages may number no message, and making an enum of them would be undefined.
        return Message(packed: 0)
    }
}

extension Channel: RandomAccessCollection {
    /// 0, the position of the oldest message.
    @inlinable @inline(__always)
    public var startIndex: Int { 0 }
    /// The number of messages.
    @inlinable @inline(__always)
    public var endIndex: Int { count }
}

extension Channel: CustomStringConvertible {
    /// The messages in brackets, the oldest first.
    public var description: String { "[" + map { "\($0)" }.joined(separator: ", ") + "]" }
}
