public import QuorateLanguage
public import QuorateQuorums

extension Raft {
    /// What a server takes itself for.
    public enum Role: PackedEnum {
        case follower, candidate, leader
        public typealias MapStorage = HalfWord
    }

    /// A term; 0 is before the first.
    public typealias Term = SmallInt<4>
    /// The length of a log.
    public typealias Length = SmallInt<2>

    /// A number from 0 to `high`, at most 15, in four bits of a map.
    public struct SmallInt<let high: Int>: PackedValue {
        public typealias MapStorage = HalfWord
        /// The number.
        public let value: Int

        /// The number `value`.
        public init(_ value: Int) {
            if !(0...high).contains(value) { SpecFault.raise("\(value) is not a number from 0 to \(high)") }
            self.value = value
        }
        public init(packed: UInt64) { value = Int(truncatingIfNeeded: packed) }
        public var packed: UInt64 { UInt64(truncatingIfNeeded: value) }
        public static var valueCount: Int { high + 1 }
    }

    /// The candidate that a server has voted for in its current term, if any.
    public struct Vote: PackedValue {
        public typealias MapStorage = HalfWord
        /// No vote yet.
        public static let nobody = Vote(packed: 0)
        public let packed: UInt64

        /// A vote for `candidate`.
        public init(for candidate: ReplicaID) { packed = UInt64(candidate.rawValue) + 1 }
        public init(packed: UInt64) { self.packed = packed }
        public static var valueCount: Int { 6 }
        /// The candidate, or nil when the server has not voted.
        public var candidate: ReplicaID? { packed == 0 ? nil : ReplicaID(Int(packed) - 1) }
    }

    /// One value for each of the terms 1 to 4.
    public struct PerTerm<Value: BitwiseCopyable & Hashable & Sendable>: Hashable, Sendable, BitwiseCopyable {
        var first, second, third, fourth: Value

        /// Every term has `initial`.
        public init(_ initial: Value) {
            (first, second, third, fourth) = (initial, initial, initial, initial)
        }

        /// The value of `term`, which is 1 to 4.
        public subscript(_ term: Int) -> Value {
            get {
                switch term {
                case 1: first
                case 2: second
                case 3: third
                default: fourth
                }
            }
            set {
                switch term {
                case 1: first = newValue
                case 2: second = newValue
                case 3: third = newValue
                default: fourth = newValue
                }
            }
        }
    }
}

extension Raft.SmallInt: SpecDescribable {
    public func specValue(for replicas: ReplicaSet) -> SpecValue { .integer(value) }
}

extension Raft.Vote: SpecDescribable {
    public func specValue(for replicas: ReplicaSet) -> SpecValue {
        candidate.map(SpecValue.replica) ?? .string("nobody")
    }
}

extension Raft.Log: SpecDescribable {
    public func specValue(for replicas: ReplicaSet) -> SpecValue {
        .list((1...2).prefix(count).map { .integer(self[$0]) })
    }
}

extension Raft.LogEnd: SpecDescribable {
    public func specValue(for replicas: ReplicaSet) -> SpecValue {
        .record([
            .init(name: "term", value: .integer(term)), .init(name: "index", value: .integer(index)),
        ])
    }
}

extension Raft.PerTerm: SpecDescribable {
    public func specValue(for replicas: ReplicaSet) -> SpecValue {
        .map(
            (1...4).map {
                .init(key: .integer($0), value: SpecValue(describing: self[$0], for: replicas))
            })
    }
}
