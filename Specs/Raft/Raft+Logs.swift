import QuorateFaults

extension Raft {
    /// The terms of the entries of a log, at most two: they never decrease, so there are fifteen such logs.
    public struct Log: FiniteValue {
        public typealias MapStorage = HalfWord
        /// The term of the entry at index 1, or 0.
        public var first = 0
        /// The term of the entry at index 2, or 0.
        public var second = 0

        /// The empty log.
        public init() {}

        /// The log of entries of `terms`.
        public init(_ terms: [Int]) {
            for term in terms { append(term) }
        }

        /// The number of entries.
        public var count: Int { first == 0 ? 0 : second == 0 ? 1 : 2 }

        /// The term of the entry at `index`, or 0 when there is none.
        public subscript(_ index: Int) -> Int { index == 1 ? first : index == 2 ? second : 0 }

        /// The term of the last entry, or 0.
        public var lastTerm: Int { second == 0 ? first : second }

        /// Adds an entry of `term` at the end.
        public mutating func append(_ term: Int) {
            if count == 2 || term < lastTerm || !(1...4).contains(term) {
                SpecFault.raise("an entry of term \(term) does not fit behind \(self)")
            } else if first == 0 {
                first = term
            } else {
                second = term
            }
        }

        /// The first `length` entries.
        public func prefix(_ length: Int) -> Log {
            var prefix = Log()
            if length >= 1 { prefix.first = first }
            if length >= 2 { prefix.second = second }
            return prefix
        }

        /// Prefix test: the log begins with the entries of `other`.
        public func hasPrefix(_ other: Log) -> Bool { prefix(other.count) == other }
    }

    /// The term and index of the last entry of a log, in the order of section 5.4.1: the later term is more
    /// up-to-date, and in the same term the greater index.
    public struct LogEnd: FiniteValue, Comparable {
        public typealias MapStorage = HalfWord
        public let packed: UInt64

        /// The end of `log`.
        public init(of log: Log) {
            self.init(term: log.lastTerm, index: log.count)
        }
        /// The end of a log whose last entry is the one of `term` at `index`; both 0 where there is none.
        public init(term: Int, index: Int) { packed = index == 0 ? 0 : UInt64(2 * term + index - 2) }
        public init(packed: UInt64) { self.packed = packed }
        public static var valueCount: Int { 9 }
        /// The term of the last entry, or 0 when there is none.
        public var term: Int { (Int(packed) + 1) / 2 }
        /// The index of the last entry, or 0 when there is none.
        public var index: Int { packed == 0 ? 0 : 2 - Int(packed & 1) }
        public static func < (left: LogEnd, right: LogEnd) -> Bool { left.packed < right.packed }
    }

    /// The part that a server plays.
    public enum Role: FiniteValue {
        case follower, candidate, leader
        public typealias MapStorage = HalfWord
    }

    /// A term; 0 is before the first.
    public typealias Term = SmallInt<4>
    /// The length of a log.
    public typealias Length = SmallInt<2>

    /// A number from 0 to `high`, at most 15, in four bits of a map.
    public struct SmallInt<let high: Int>: FiniteValue {
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
    public struct Vote: FiniteValue {
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

// Logs in the order of their second entries, then of their first: with a second entry of term b there are b.
extension Raft.Log {
    public static var valueCount: Int { 15 }

    public var packed: UInt64 {
        UInt64(second == 0 ? first : 4 + second * (second - 1) / 2 + first)
    }

    public init(packed: UInt64) {
        let number = Int(truncatingIfNeeded: packed)
        if number <= 4 {
            first = number
        } else {
            second = number <= 5 ? 1 : number <= 7 ? 2 : number <= 10 ? 3 : 4
            first = number - 4 - second * (second - 1) / 2
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

extension Raft.Vote: ReplicaCarrying {
    /// The vote for the candidate under its other name.
    public func exchanging(_ exchange: ReplicaExchange) -> Raft.Vote {
        candidate.map { Raft.Vote(for: exchange($0)) } ?? self
    }
}
