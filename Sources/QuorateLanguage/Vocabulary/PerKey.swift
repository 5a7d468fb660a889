public import QuorateQuorums

/// A record for each of `count` keys: what every node, client or resource has of its own, whatever it is made of.
///
///     struct Node: Hashable, BitwiseCopyable, Sendable { var term = Term(0); var log = Channel<Entry, 3>() }
///     var node = PerReplica<Node, 5>(Node())
///
/// An element takes its bytes, so one of a few values is smaller in a ``Table`` or a ``ReplicaMap``. Keys beyond `count`
/// have none, and asking for one is a mistake of the spec.
@frozen
public struct PerKey<
    Key: FiniteValue, Element: Hashable & Sendable & BitwiseCopyable, let count: Int
>: Sendable, BitwiseCopyable {
    @usableFromInline var elements: InlineArray<count, Element>

    /// Every key has `initial`.
    @inlinable @inline(__always)
    public init(_ initial: Element) { elements = InlineArray(repeating: initial) }

    /// The element of `key`.
    @inlinable @inline(__always)
    public subscript(_ key: Key) -> Element {
        get { elements[unchecked: Self.place(of: key)] }
        _modify { yield &elements[unchecked: Self.place(of: key)] }
    }

    /// The keys that have an element.
    @inlinable @inline(__always)
    public var keys: some Collection<Key> { Key.values.prefix(count) }

    @inlinable @inline(__always)
    static func place(of key: Key) -> Int {
        let place = Int(truncatingIfNeeded: key.numberToKeep)
        if _slowPath(UInt(bitPattern: place) >= UInt(bitPattern: count)) {
            outside(key)
            return 0
        }
        return place
    }

    @inline(never)
    @usableFromInline
    static func outside(_ key: Key) {
        SpecFault.raise(
            "\(key) has no entry: there are \(count), the last for \(Key(packed: UInt64(count - 1)))")
    }
}

/// A record for each of the replicas r0 to r`count - 1`.
public typealias PerReplica<Element: Hashable & Sendable & BitwiseCopyable, let count: Int> =
    PerKey<ReplicaID, Element, count>

extension PerKey: Hashable {
    /// Equality of the elements of each key.
    @inlinable
    public static func == (left: PerKey, right: PerKey) -> Bool {
        for place in 0..<count where left.elements[unchecked: place] != right.elements[unchecked: place] {
            return false
        }
        return true
    }

    /// Feeds all elements to `hasher`.
    @inlinable
    public func hash(into hasher: inout Hasher) {
        for place in 0..<count { hasher.combine(elements[unchecked: place]) }
    }
}

/// An element for each ordered pair of the replicas r0 to r`count - 1`, such as a channel from one to the other.
///
///     var network = PerPair<Channel<Message, 2>, 3>(Channel())
@frozen
public struct PerPair<Element: Hashable & Sendable & BitwiseCopyable, let count: Int>: Hashable, Sendable,
    BitwiseCopyable
{
    @usableFromInline var rows: PerReplica<PerReplica<Element, count>, count>

    /// Every pair has `initial`.
    @inlinable @inline(__always)
    public init(_ initial: Element) { rows = PerKey(PerKey(initial)) }

    /// The element of the pair, such as what is on its way from `sender` to `receiver`.
    @inlinable @inline(__always)
    public subscript(_ sender: ReplicaID, _ receiver: ReplicaID) -> Element {
        get { rows[sender][receiver] }
        _modify { yield &rows[sender][receiver] }
    }
}

extension PerKey: ByteCanonical {
    /// Elements that cannot be compared byte by byte, or more entries than there are keys.
    public static var layoutProblem: String? {
        if let problem = Key.numberingProblem { return problem }
        if !(1...Key.valueCount).contains(count) {
            return
                "\(count) entries for \(Key.self), which has \(Key.valueCount) values; give 1 to \(Key.valueCount)"
        }
        if let problem = StateLayout.problem(ofPart: NumberTable.zeros(Element.self)) { return problem }
        let (size, stride) = (MemoryLayout<Element>.size, MemoryLayout<Element>.stride)
        return size == stride || count == 1
            ? nil : StateLayout.tailProblem(of: Element.self, of: stride - size)
    }
}

extension PerPair: ByteCanonical {
    /// As of a record for each replica.
    public static var layoutProblem: String? { PerReplica<PerReplica<Element, count>, count>.layoutProblem }
}

extension PerKey: SpecDescribable {
    /// The map from each key to its element; of replicas those that take part, and others whose element was changed.
    public func specValue(for replicas: ReplicaSet) -> SpecValue {
        let keys = Array(Key.values.prefix(count))
        let taking = keys.filter { key in (key as? ReplicaID).map(replicas.contains) ?? true }
        let others = keys.filter { !taking.contains($0) }
        let usual = others.map { self[$0] }.commonest
        return .map(
            keys.filter { key in taking.contains(key) || self[key] != usual }.map { key in
                .init(
                    key: SpecValue(describing: key, for: replicas),
                    value: SpecValue(describing: self[key], for: replicas))
            })
    }
}

extension PerPair: SpecDescribable {
    /// The map from each pair of different replicas, as in `r1→r0`, to its element; a pair of one replica with itself where
    /// its element is another than that of most.
    public func specValue(for replicas: ReplicaSet) -> SpecValue {
        let all = Array(ReplicaID.values.prefix(count))
        let pairs = all.flatMap { sender in all.map { (sender, $0) } }
        func isUsual(_ pair: (ReplicaID, ReplicaID)) -> Bool {
            pair.0 != pair.1 && replicas.contains(pair.0) && replicas.contains(pair.1)
        }
        let usual = pairs.filter { !isUsual($0) }.map { self[$0.0, $0.1] }.commonest
        return .map(
            pairs.filter { isUsual($0) || self[$0.0, $0.1] != usual }.map { sender, receiver in
                .init(
                    key: .string("\(sender)→\(receiver)"),
                    value: SpecValue(describing: self[sender, receiver], for: replicas))
            })
    }
}
