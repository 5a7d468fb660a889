public import QuorateQuorums

/// A small value for each key, in as few bits as the values need: `Table<Client, Phase>` in one word,
/// ``WideTable`` in four.
///
/// All keys of the type have an entry. Whatever does not fit is refused when a search starts.
@frozen
public struct PackedTable<Key: FiniteValue, Value: FiniteValue, Storage: BitStorage>: Hashable, Sendable,
    BitwiseCopyable
{
    @usableFromInline var bits: Storage

    /// Every key has `initial`.
    @inlinable
    public init(_ initial: Value) {
        bits = Storage()
        guard Self.capacityProblem == nil else {
            SpecFault.raise(Self.capacityProblem ?? "")
            return
        }
        for key in Key.values { self[key] = initial }
    }

    /// The value of `key`.
    @inlinable @inline(__always)
    public subscript(_ key: Key) -> Value {
        get {
            let lane = BitLane(key.numberToFind, width: Self.width)
            return Value(packed: bits[word: lane.word] &>> lane.shift & Self.mask)
        }
        set {
            let lane = BitLane(key.numberToKeep, width: Self.width)
            let number = newValue.numberToKeep & Self.mask
            bits[word: lane.word] =
                bits[word: lane.word] & ~(Self.mask &<< lane.shift) | number &<< lane.shift
        }
    }

    /// The keys that have `value`.
    @inlinable
    public func keys(having value: Value) -> some Sequence<Key> {
        Key.values.lazy.filter { self[$0] == value }
    }

    @inlinable @inline(__always)
    static var width: Int { BitLane.width(of: Value.valueCount) }

    @inlinable @inline(__always)
    static var mask: UInt64 { ~0 &>> UInt64(truncatingIfNeeded: 64 &- width) }

    @usableFromInline
    static var capacityProblem: String? {
        BitLane.problem(
            Key.valueCount, of: width, in: Storage.capacity,
            "\(Key.valueCount) entries for \(Key.self) of \(width) bits for \(Value.self)",
            remedy: "use a WideTable, or a PerKey")
    }
}

/// A small value for each key in one word.
public typealias Table<Key: FiniteValue, Value: FiniteValue> = PackedTable<Key, Value, Bits64>
/// A small value for each key in four words.
public typealias WideTable<Key: FiniteValue, Value: FiniteValue> = PackedTable<Key, Value, Bits256>

/// A bag: for each value how often it is in there, at most `limit` times. The network that may carry a message twice.
///
/// The counts stand in the words in which a ``FiniteSet`` of the values stands.
@frozen
public struct Bag<Element: FiniteValue, let limit: Int>: Hashable, Sendable, BitwiseCopyable {
    @usableFromInline var bits: Element.SetStorage

    /// The empty bag.
    @inlinable
    public init() {
        bits = Element.SetStorage()
        if let problem = Self.capacityProblem { SpecFault.raise(problem) }
    }

    /// Number of times that the value is in the bag.
    @inlinable @inline(__always)
    public func count(of element: Element) -> Int {
        let lane = BitLane(element.numberToFind, width: Self.width)
        return Int(truncatingIfNeeded: bits[word: lane.word] &>> lane.shift & Self.mask)
    }

    /// Presence of the value in the bag.
    @inlinable @inline(__always)
    public func contains(_ element: Element) -> Bool { count(of: element) > 0 }

    /// Adds the value once more; beyond `limit` that is a mistake of the spec, so guard with ``count(of:)`` or a
    /// constraint.
    @inlinable @inline(__always)
    public mutating func insert(_ element: Element) {
        let number = element.numberToKeep
        if _slowPath(count(of: element) >= limit) { return Self.overflow(element) }
        let lane = BitLane(number, width: Self.width)
        bits[word: lane.word] &+= 1 &<< lane.shift
    }

    /// Takes the value out once; one that is not in there is a mistake of the spec.
    @inlinable @inline(__always)
    public mutating func remove(_ element: Element) {
        let number = element.numberToKeep
        if _slowPath(count(of: element) == 0) { return Self.missing(element) }
        let lane = BitLane(number, width: Self.width)
        bits[word: lane.word] &-= 1 &<< lane.shift
    }

    /// Absence of values in the bag.
    @inlinable @inline(__always)
    public var isEmpty: Bool { bits == Element.SetStorage() }

    /// Number of values in the bag, each counted as often as it is in there.
    @inlinable
    public var count: Int { Element.values.reduce(0) { $0 + count(of: $1) } }

    /// The different values in the bag, in the order of their numbers.
    @inlinable
    public var distinct: some Sequence<Element> { Element.values.lazy.filter { contains($0) } }

    @inlinable @inline(__always)
    static var width: Int { BitLane.width(of: limit &+ 1) }

    @inlinable @inline(__always)
    static var mask: UInt64 { ~0 &>> UInt64(truncatingIfNeeded: 64 &- width) }

    @usableFromInline
    static var capacityProblem: String? {
        if limit < 1 {
            return "a Bag holds each value at least once, so its limit is 1 or more, not \(limit)"
        }
        return BitLane.problem(
            Element.valueCount, of: width, in: Element.SetStorage.capacity,
            "\(Element.valueCount) counts of \(Element.self) up to \(limit), \(width) bits each",
            remedy: "declare a larger `SetStorage` in \(Element.self), up to Bits1024")
    }

    @inline(never)
    @usableFromInline
    static func overflow(_ element: Element) {
        SpecFault.raise("\(element) is put into a Bag that has it \(limit) times already, which is its limit")
    }

    @inline(never)
    @usableFromInline
    static func missing(_ element: Element) {
        SpecFault.raise("\(element) is taken out of a Bag that does not have it")
    }
}

/// Place in words of an entry of a few bits; no entry spans two of them.
@frozen
@usableFromInline
struct BitLane {
    @usableFromInline let word: Int
    @usableFromInline let shift: UInt64

    @inlinable @inline(__always)
    init(_ number: UInt64, width: Int) {
        let perWord = UInt64(truncatingIfNeeded: 64 / width)
        word = Int(truncatingIfNeeded: number / perWord)
        shift = number % perWord &* UInt64(truncatingIfNeeded: width)
    }

    /// The bits that tell `count` values apart, at least 1.
    @inlinable @inline(__always)
    static func width(of count: Int) -> Int {
        Swift.max(1, Int.bitWidth &- (count &- 1).leadingZeroBitCount)
    }

    /// Reason why `count` entries do not fit, with the remedy, or nil.
    @usableFromInline
    static func problem(
        _ count: Int, of width: Int, in capacity: Int, _ entries: String, remedy: String
    ) -> String? {
        let room = capacity / 64 * (64 / width)
        return count <= room
            ? nil : "\(entries) do not fit in \(capacity) bits, which have room for \(room); \(remedy)"
    }
}

extension PackedTable: ByteCanonical {
    /// Keys or values that do not have the numbers 0, 1 and so on, or more bits than there are.
    public static var layoutProblem: String? {
        Key.numberingProblem ?? Value.numberingProblem ?? capacityProblem
    }
}

extension Bag: ByteCanonical {
    /// Values that do not have the numbers 0, 1 and so on, or more bits than there are.
    public static var layoutProblem: String? { Element.numberingProblem ?? capacityProblem }
}

extension PackedTable: SpecDescribable {
    /// The map from each key to its value.
    public func specValue(for replicas: ReplicaSet) -> SpecValue {
        .map(
            Key.values.filter { ($0 as? ReplicaID).map(replicas.contains) ?? true }.map { key in
                .init(
                    key: SpecValue(describing: key, for: replicas),
                    value: SpecValue(describing: self[key], for: replicas))
            })
    }
}

extension Bag: SpecDescribable {
    /// The map from each value in the bag to how often it is in there.
    public func specValue(for replicas: ReplicaSet) -> SpecValue {
        .map(
            distinct.map { value in
                .init(key: SpecValue(describing: value, for: replicas), value: .integer(count(of: value)))
            })
    }
}
