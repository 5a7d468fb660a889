import QuorateFaults

extension MembershipChange {
    /// A term; 0 is before the first.
    public typealias Term = Raft.Term
    /// One value for each term.
    public typealias PerTerm = Raft.PerTerm

    /// The servers whose votes count: one set of members, or while it is changed two, each of which must
    /// agree.
    public struct Configuration: Hashable, Sendable {
        public var old: ReplicaSet
        public var new: ReplicaSet

        /// Both sets: C-old,new.
        public init(old: ReplicaSet, new: ReplicaSet) {
            self.old = old
            self.new = new
        }

        /// Configuration of one set, which is not joint.
        public init(_ members: ReplicaSet) { self.init(old: members, new: members) }

        /// Joint configuration: two sets must agree.
        public var isJoint: Bool { old != new }
        /// The servers whose votes count.
        public var members: ReplicaSet { old | new }

        /// Quorum test: `voters` hold the majorities that are needed.
        public func isQuorum(_ voters: ReplicaSet) -> Bool {
            ThresholdQuorums.majority(of: old).isQuorum(voters)
                && ThresholdQuorums.majority(of: new).isQuorum(voters)
        }
    }

    /// An entry that a leader appends.
    public struct Entry: Hashable, Sendable {
        public var term: Int
        /// The configuration in effect with this entry.
        public var configuration: Configuration

        /// An entry of `term`.
        public init(term: Int, _ configuration: Configuration) {
            self.term = term
            self.configuration = configuration
        }
    }

    /// At most four entries, 13 bits each, the first in the lowest bits.
    public struct Log: Hashable, Sendable, BitwiseCopyable {
        var bits: UInt64 = 0

        /// The empty log.
        public init() {}

        /// The number of entries.
        public var count: Int { (64 - bits.leadingZeroBitCount + 12) / 13 }

        /// The entry at `index`, 1 to `count`.
        public subscript(_ index: Int) -> Entry {
            let entry = bits >> UInt64(13 * (index - 1))
            return Entry(
                term: Int(entry >> 10 & 7),
                Configuration(
                    old: ReplicaSet(bits: UInt16(entry >> 5 & 31)), new: ReplicaSet(bits: UInt16(entry & 31)))
            )
        }

        /// Adds `entry` at the end.
        public mutating func append(_ entry: Entry) {
            let configuration =
                UInt64(entry.configuration.old.bits) << 5 | UInt64(entry.configuration.new.bits)
            if count == 4 || entry.term < 1 || entry.term > 4 || configuration > 1023 {
                return SpecFault.raise("\(entry) does not fit behind \(self)")
            }
            bits |= (UInt64(entry.term) << 10 | configuration) << UInt64(13 * count)
        }

        /// The first `length` entries.
        public func prefix(_ length: Int) -> Log {
            var prefix = Log()
            prefix.bits = bits & (1 << UInt64(13 * length) - 1)
            return prefix
        }

        /// Prefix test: the log begins with the entries of `other`.
        public func hasPrefix(_ other: Log) -> Bool { prefix(other.count) == other }

        /// The number of entries at the beginning that are those of `other`.
        public func commonLength(with other: Log) -> Int {
            let differences = bits ^ other.bits
            return min(count, other.count, differences.trailingZeroBitCount / 13)
        }

        /// The term of the last entry, or 0.
        public var lastTerm: Int { count == 0 ? 0 : self[count].term }

        /// Election restriction: a voter with the log `other` accepts a candidate with this one.
        public func isUpToDate(for other: Log) -> Bool { (lastTerm, count) >= (other.lastTerm, other.count) }

        /// The latest configuration, where `initial` is in effect without entries.
        public func configuration(from initial: ReplicaSet) -> Configuration {
            count == 0 ? Configuration(initial) : self[count].configuration
        }

        /// The index of the entry that brought the latest configuration, or 0.
        public func changeIndex(from initial: ReplicaSet) -> Int {
            var index = count
            let latest = configuration(from: initial)
            while index > 0 && prefix(index - 1).configuration(from: initial) == latest { index -= 1 }
            return index
        }
    }

    @inline(__always)
    func extend(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let latest = s.log[i].configuration(from: members)
        let committedLength = s.committed[s.term[i].value].count
        next.take(.propose(i)) { $0.extend(i, with: latest) }
        // A configuration is changed only when the one before it is known to be committed.
        let isCommitted = committedLength >= s.log[i].changeIndex(from: members)
        if latest.isJoint {
            let leavesEarly = mutant == .uncommittedJoint || variant == .oneAtATimeUncommitted
            next.take(.complete(i), if: isCommitted || leavesEarly) {
                $0.extend(i, with: Configuration(latest.new))
            }
            return
        }
        guard isCommitted else { return }
        // The correction of 2015: entries of its own term are the only ones that a leader commits.
        if changesOneServer && mutant != .noNoOp && committedLength == 0 { return }
        for new in servers.subsets where mayChange(latest.new, to: new) {
            let isDirect = method == .singleServer || mutant == .oneStep
            next.take(.change(i, to: new)) {
                $0.extend(i, with: isDirect ? Configuration(new) : Configuration(old: latest.new, new: new))
            }
        }
    }

    /// Changes by one server at a time, which a leader begins once it has committed an entry of its own term.
    private var changesOneServer: Bool { method == .singleServer || variant == .oneAtATimeUncommitted }

    private func mayChange(_ old: ReplicaSet, to new: ReplicaSet) -> Bool {
        let changed = (old - new).count + (new - old).count
        switch mutant {
        // A single member commits what it appends at once, and another property would fall as well.
        case .oneStep: return changed > 0 && new.count >= 2
        // Changes of one server are harmless: see the variant.
        case .uncommittedJoint: return changed > 1 && new.count >= 2
        case .twoServers: return (1...2).contains(changed) && new.count >= 2
        default: return !new.isEmpty && (changed == 1 || changed > 1 && !changesOneServer)
        }
    }
}

extension MembershipChange.Log: FiniteValue {
    /// Sixty bits for each of five servers; a log takes 52.
    public struct MapStorage: PackedStorage {
        var first, second, third, fourth, fifth: UInt64

        public static var laneWidth: Int { 60 }
        public static var laneCount: Int { 5 }
        public init(repeating value: UInt64) {
            (first, second, third, fourth, fifth) = (value, value, value, value, value)
        }
        public subscript(_ lane: Int) -> UInt64 {
            get {
                switch lane {
                case 0: first
                case 1: second
                case 2: third
                case 3: fourth
                default: fifth
                }
            }
            set {
                switch lane {
                case 0: first = newValue
                case 1: second = newValue
                case 2: third = newValue
                case 3: fourth = newValue
                default: fifth = newValue
                }
            }
        }
    }

    public static var valueCount: Int { 1 << 52 }
    public var packed: UInt64 { bits }
    public init(packed: UInt64) { bits = packed }
}

extension MembershipChange.Log: SpecDescribable, ByteCanonical {
    public func specValue(for replicas: ReplicaSet) -> SpecValue {
        .list((0..<count).map { SpecValue(describing: self[$0 + 1], for: replicas) })
    }
}

extension MembershipChange.Configuration: SpecDescribable {
    public func specValue(for replicas: ReplicaSet) -> SpecValue {
        let sets = isJoint ? [old, new] : [new]
        return .list(sets.map { $0.specValue(for: replicas) })
    }
}
