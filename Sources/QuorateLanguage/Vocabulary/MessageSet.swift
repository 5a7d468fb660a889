/// A message out of a finite set, each with its own number.
public protocol FiniteMessage: Hashable, Sendable {
    /// The words in which a ``MessageSet`` keeps one bit for each message: ``Bits64``, ``Bits128`` or ``Bits256``.
    associatedtype SetStorage: BitStorage = Bits64
    /// Every message, in the order of their numbers; checked against `index` when a search starts, and to have every
    /// case of an enum.
    static var all: [Self] { get }
    /// This message's number, from 0.
    var index: Int { get }
}

/// A set of messages out of a finite set, one bit each: the network that forgets nothing, or one that does.
@frozen
public struct MessageSet<Message: FiniteMessage>: Hashable, Sendable, BitwiseCopyable {
    @usableFromInline var bits: Message.SetStorage

    /// The empty set.
    @inlinable @inline(__always)
    public init() { bits = Message.SetStorage() }

    /// Whether the message has been sent (and not removed).
    @inlinable @inline(__always)
    public func contains(_ message: Message) -> Bool { bits[Self.checked(message)] }

    /// Adds the message; one that `all` does not list is a mistake of the spec, since nobody would ever receive it.
    ///
    /// A search looks for numbers beyond the list in every new state; a debug build also looks here, whether the message
    /// is the one that is listed under its number.
    @inlinable @inline(__always)
    public mutating func insert(_ message: Message) {
        let index = Self.checked(message)
        assert(Self.isLooked(up: message), "a fault is raised, and found by whoever looks for faults")
        bits[index] = true
    }

    /// Removes the message.
    @inlinable @inline(__always)
    public mutating func remove(_ message: Message) { bits[Self.checked(message)] = false }

    /// Whether no message is in the set.
    @inlinable @inline(__always)
    public var isEmpty: Bool { bits == Message.SetStorage() }

    /// The messages in the set, in the order of their numbers.
    public var members: [Message] { Message.all.filter { bits[Self.checked($0)] } }

    @inlinable @inline(__always)
    static func checked(_ message: Message) -> Int {
        let index = message.index
        if _slowPath(UInt(bitPattern: index) >= UInt(bitPattern: Message.SetStorage.capacity)) {
            outside(message)
        }
        return index
    }

    /// True; a message that is not the one listed under its number is a fault on the way.
    @usableFromInline
    static func isLooked(up message: Message) -> Bool {
        let (index, all) = (message.index, Message.all)
        let isListed = all.indices.contains(index) && all[index] == message
        // A number beyond the words has raised its own fault.
        if !isListed, (0..<Message.SetStorage.capacity).contains(index) {
            SpecFault.raise(
                "message \(message) is sent, and `\(Message.self).all` does not have it at its number \(index):"
                    + " nobody would receive it; list it there")
        }
        return true
    }

    @inline(never)
    @usableFromInline
    static func outside(_ message: Message) {
        SpecFault.raise("message \(message) has number \(message.index), beyond \(Message.SetStorage.self)")
    }
}

/// A fixed number of bits in machine words.
public protocol BitStorage: Hashable, Sendable, BitwiseCopyable {
    /// How many bits there are.
    static var capacity: Int { get }
    /// All bits are 0.
    init()
    /// One bit.
    subscript(_ index: Int) -> Bool { get set }
}

/// Sixty-four bits.
@frozen
public struct Bits64: BitStorage {
    @usableFromInline var word: UInt64 = 0
    /// Sixty-four.
    @inlinable @inline(__always)
    public static var capacity: Int { 64 }
    /// All bits are 0.
    @inlinable @inline(__always)
    public init() {}
    /// One bit.
    @inlinable @inline(__always)
    public subscript(_ index: Int) -> Bool {
        get { word &>> UInt64(truncatingIfNeeded: index) & 1 != 0 }
        set {
            let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: index)
            word = newValue ? word | bit : word & ~bit
        }
    }
}

/// A hundred and twenty-eight bits.
@frozen
public struct Bits128: BitStorage {
    @usableFromInline var low = Bits64()
    @usableFromInline var high = Bits64()
    /// A hundred and twenty-eight.
    @inlinable @inline(__always)
    public static var capacity: Int { 128 }
    /// All bits are 0.
    @inlinable @inline(__always)
    public init() {}
    /// One bit.
    @inlinable @inline(__always)
    public subscript(_ index: Int) -> Bool {
        get { index & 64 == 0 ? low[index] : high[index] }
        set { if index & 64 == 0 { low[index] = newValue } else { high[index] = newValue } }
    }
}

/// Two hundred and fifty-six bits.
@frozen
public struct Bits256: BitStorage {
    @usableFromInline var low = Bits128()
    @usableFromInline var high = Bits128()
    /// Two hundred and fifty-six.
    @inlinable @inline(__always)
    public static var capacity: Int { 256 }
    /// All bits are 0.
    @inlinable @inline(__always)
    public init() {}
    /// One bit.
    @inlinable @inline(__always)
    public subscript(_ index: Int) -> Bool {
        get { index & 128 == 0 ? low[index] : high[index] }
        set { if index & 128 == 0 { low[index] = newValue } else { high[index] = newValue } }
    }
}
