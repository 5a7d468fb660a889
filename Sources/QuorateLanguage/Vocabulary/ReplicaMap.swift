public import QuorateQuorums

/// One small value for each replica, a few bits each in machine words.
///
/// Values of up to 16 different kinds take one word for all replicas, up to 256 two words, sets of replicas four.
/// Replicas that do not take part keep the initial value, so that equal maps have equal bytes.
@frozen
public struct ReplicaMap<Value: FiniteValue>: Hashable, Sendable, BitwiseCopyable {
    @usableFromInline var storage: Value.MapStorage

    /// Every replica has `initial`.
    @inlinable
    public init(_ initial: Value) {
        if Value.valueCount > 1 &<< Value.MapStorage.laneWidth {
            SpecFault.raise(
                "\(Value.self) has \(Value.valueCount) values, too many for \(Value.MapStorage.self) in a ReplicaMap;"
                    + (Value.valueCount > 1 << 16
                        ? " use a PerReplica"
                        : " declare `typealias MapStorage = \(Value.valueCount > 256 ? "FourWords" : "TwoWords")` in"
                            + " \(Value.self)"))
        }
        storage = Value.MapStorage(repeating: initial.numberToKeep)
    }

    /// The value of `replica`.
    @inlinable @inline(__always)
    public subscript(_ replica: ReplicaID) -> Value {
        get {
            let lane = Int(replica.rawValue)
            if Self.isShort, _slowPath(lane >= Value.MapStorage.laneCount) {
                Self.outside(replica)
                return Value(packed: storage[0])
            }
            return Value(packed: storage[lane])
        }
        set {
            let lane = Int(replica.rawValue)
            if Self.isShort, _slowPath(lane >= Value.MapStorage.laneCount) { return Self.outside(replica) }
            storage[lane] = newValue.numberToKeep
        }
    }

    /// Existence of replicas without a lane.
    @inlinable @inline(__always)
    static var isShort: Bool { Value.MapStorage.laneCount < ReplicaID.capacity }

    @inline(never)
    @usableFromInline
    static func outside(_ replica: ReplicaID) {
        let last = Value.MapStorage.laneCount - 1
        SpecFault.raise(
            "\(replica) does not fit: a map in \(Value.MapStorage.self) holds replicas r0 to r\(last)")
    }
}

/// One small value for each ordered pair of replicas 0 to 7: at most 16 different values, four words in all.
@frozen
public struct ReplicaMatrix<Value: FiniteValue>: Hashable, Sendable, BitwiseCopyable {
    @usableFromInline var rows: FourWords.Rows

    /// The number of rows and of columns.
    @inlinable
    public static var capacity: Int { 8 }

    /// Every pair has `initial`.
    @inlinable
    public init(_ initial: Value) {
        if Value.valueCount > 16 {
            SpecFault.raise("\(Value.self) has \(Value.valueCount) values; a ReplicaMatrix holds at most 16")
        }
        rows = FourWords.Rows(repeating: initial.numberToKeep)
    }

    /// The value in the row and column of two replicas below 8.
    @inlinable @inline(__always)
    public subscript(_ row: ReplicaID, _ column: ReplicaID) -> Value {
        get {
            if _slowPath((row.rawValue | column.rawValue) > 7) { Self.outside(row, column) }
            return Value(packed: rows[Int(row.rawValue), Int(column.rawValue)])
        }
        set {
            if _slowPath((row.rawValue | column.rawValue) > 7) { Self.outside(row, column) }
            rows[Int(row.rawValue), Int(column.rawValue)] = newValue.numberToKeep
        }
    }

    @inline(never)
    @usableFromInline
    static func outside(_ row: ReplicaID, _ column: ReplicaID) {
        SpecFault.raise("a ReplicaMatrix has no entry for \(row), \(column): it holds replicas r0 to r7")
    }
}

extension FourWords {
    /// Eight rows of eight lanes of four bits.
    @frozen
    @usableFromInline
    struct Rows: Hashable, Sendable, BitwiseCopyable {
        @usableFromInline var words: FourWords

        @inlinable
        init(repeating value: UInt64) { words = FourWords(repeating: (value & 15) &* 0x1111) }

        // A row is 32 bits: two lanes of 16 bits, four columns in each.
        @inlinable @inline(__always)
        subscript(_ row: Int, _ column: Int) -> UInt64 {
            get { words[lane(row, column)] &>> shift(column) & 15 }
            set {
                let old = words[lane(row, column)]
                words[lane(row, column)] = old & ~(15 &<< shift(column)) | (newValue & 15) &<< shift(column)
            }
        }

        @inlinable @inline(__always)
        func lane(_ row: Int, _ column: Int) -> Int { (row & 7) &* 2 &+ (column & 7) &>> 2 }

        @inlinable @inline(__always)
        func shift(_ column: Int) -> UInt64 { UInt64(truncatingIfNeeded: (column & 3) &* 4) }
    }
}
