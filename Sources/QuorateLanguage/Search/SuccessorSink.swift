public import CQuorateSearch

/// Sink for the successors of the states under expansion: a buffer of records, emptied by a search.
///
/// Filling the buffer is inlined into the spec's own code; ``SuccessorConsumer/drain(_:)`` is called once it is full.
/// Who may write to this memory, and until when, is told at `StateStore` in the explorer.
@frozen
public struct SuccessorSink {
    /// Place to which the next record goes.
    public var position: UnsafeMutablePointer<UInt64>
    /// At or beyond this the buffer is to be drained.
    public var limit: UnsafeMutablePointer<UInt64>
    /// The words of the state under expansion.
    public var parent: UnsafePointer<UInt64>
    /// The index of the state under expansion.
    public var parentIndex: UInt64
    /// Recently emitted states of at most four words, by hash: most duplicates end here, without a look at the
    /// table. Whole states are compared, so two states are never taken for one.
    public let recent: UnsafeMutablePointer<UInt64>
    /// The table of the search and its number of 64-bit slots: the line of a successor is prefetched as soon as
    /// its hash is known, so that it arrives while the next successors are computed.
    public var table: UnsafeMutablePointer<UInt64>
    /// The number of slots in the table.
    public var slotCount: UInt64
    /// Number of times that each action was taken, whatever its arguments.
    public let taken: UnsafeMutablePointer<Int>
    /// Actions taken in all, since the search began.
    public var generated: Int
    /// Those among them that led back to the state that they were taken in.
    public var unchanging: Int
    /// Expanded states in which no action was enabled.
    public var statesWithoutStep: Int
    /// Expanded states in which some action was enabled, and none changed anything.
    public var statesWithoutChange: Int
    /// Set by the consumer: the state under expansion is the last one for now.
    public var isPaused: Bool
    /// Consumer that empties the buffer. The search keeps it alive.
    public unowned(unsafe) let consumer: SuccessorConsumer

    /// The words of `recent`: 2^14 states of one word, 2^13 of two, 2^12 of three or four.
    public static var recentWords: Int { 1 << 14 }

    /// Offset in `recent`, in words, of a state of the given size in words and hash.
    @inlinable @inline(__always)
    public static func recentPlace(_ words: Int, _ hash: UInt64) -> Int {
        switch words {
        case 1: Int(truncatingIfNeeded: hash & 0x3fff)
        case 2: Int(truncatingIfNeeded: (hash & 0x1fff) &<< 1)
        default: Int(truncatingIfNeeded: (hash & 0xfff) &<< 2)
        }
    }

    /// Counters for `taken`, all 0, which the caller deallocates: one for each action, and two cache lines more, so
    /// that no two workers count on the same line.
    public static func newCounters(_ actionCount: Int) -> UnsafeMutablePointer<Int> {
        let counters = UnsafeMutablePointer<Int>.allocate(capacity: actionCount + 16)
        counters.initialize(repeating: 0, count: actionCount + 16)
        return counters
    }

    /// Empties `recent` for states of the given size.
    ///
    /// No entry may equal a state that hashes to its place. Zeros would, in one place: that of the state whose
    /// words are all 0. Ones go there, unless they hash to the same place; then something else does.
    public static func clearRecent(_ recent: UnsafeMutablePointer<UInt64>, wordCount: Int) {
        guard SuccessorRecord.isHashedBySink(wordCount) else { return }
        recent.initialize(repeating: 0, count: recentWords)
        let zeros = [UInt64](repeating: 0, count: wordCount)
        let place = recentPlace(wordCount, StateHash.words(zeros, wordCount))
        forget(recent + place, wordCount: wordCount, place: place)
    }

    /// Makes an entry of `recent` one that no state equals.
    public static func forget(_ entry: UnsafeMutablePointer<UInt64>, wordCount: Int, place: Int) {
        var filler = UInt64.max
        repeat {
            for word in 0..<wordCount { entry[word] = filler }
            filler -= 1
        } while recentPlace(wordCount, StateHash.words(UnsafePointer(entry), wordCount)) == place
    }

    /// An empty sink over memory that the consumer owns.
    public init(
        buffer: UnsafeMutablePointer<UInt64>, limit: UnsafeMutablePointer<UInt64>,
        recent: UnsafeMutablePointer<UInt64>, taken: UnsafeMutablePointer<Int>, consumer: SuccessorConsumer
    ) {
        position = buffer
        self.limit = limit
        parent = UnsafePointer(buffer)
        parentIndex = 0
        self.recent = recent
        table = buffer
        slotCount = 0
        self.taken = taken
        generated = 0
        unchanging = 0
        statesWithoutStep = 0
        statesWithoutChange = 0
        isPaused = false
        self.consumer = consumer
    }

    /// The slot at which a hash is first looked for: the high half of hash times count, so that any number of
    /// slots will do.
    @inlinable @inline(__always)
    public static func slot(_ hash: UInt64, _ slotCount: UInt64) -> Int {
        Int(truncatingIfNeeded: hash.multipliedFullWidth(by: slotCount).high)
    }

    /// Adds `state` to the buffer, unless it equals its parent or was emitted a moment ago.
    ///
    /// States of at most four words are compared and hashed in registers: storing small fields and loading
    /// them again as words costs twice the time (store-to-load forwarding fails). Longer ones are hashed by
    /// the consumer.
    @inlinable @inline(__always)
    mutating func emit<State: SpecState>(_ state: State) {
        let words = (MemoryLayout<State>.size &+ 7) / 8
        if words == 1 {
            emitOne(state)
        } else if words == 2 {
            emitTwo(state)
        } else if SuccessorRecord.isHashedBySink(words) {
            emitFour(state, words)
        } else {
            emitLong(state, words)
        }
    }

    @inlinable @inline(__always)
    mutating func emitOne<State: SpecState>(_ state: State) {
        var packed: UInt64 = 0
        withUnsafeMutableBytes(of: &packed) { $0.storeBytes(of: state, as: State.self) }
        if packed == parent[0] {
            unchanging &+= 1
            return
        }
        let hash = StateHash.single(packed)
        let seen = recent + Self.recentPlace(1, hash)
        if seen[0] == packed { return }
        seen[0] = packed
        let record = SuccessorRecord(at: position, wordCount: 1)
        record[0] = packed
        finish(record, hash)
    }

    @inlinable @inline(__always)
    mutating func emitTwo<State: SpecState>(_ state: State) {
        var packed: (UInt64, UInt64) = (0, 0)
        withUnsafeMutableBytes(of: &packed) { $0.storeBytes(of: state, as: State.self) }
        if packed.0 == parent[0] && packed.1 == parent[1] {
            unchanging &+= 1
            return
        }
        let hash = StateHash.pair(packed.0, packed.1)
        let seen = recent + Self.recentPlace(2, hash)
        if seen[0] == packed.0 && seen[1] == packed.1 { return }
        seen[0] = packed.0
        seen[1] = packed.1
        let record = SuccessorRecord(at: position, wordCount: 2)
        record[0] = packed.0
        record[1] = packed.1
        finish(record, hash)
    }

    @inlinable @inline(__always)
    mutating func emitFour<State: SpecState>(_ state: State, _ words: Int) {
        var packed: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &packed) { $0.storeBytes(of: state, as: State.self) }
        if packed.0 == parent[0] && packed.1 == parent[1] && packed.2 == parent[2]
            && (words == 3 || packed.3 == parent[3])
        {
            unchanging &+= 1
            return
        }
        let hash = StateHash.four(packed.0, packed.1, packed.2, packed.3)
        let seen = recent + Self.recentPlace(4, hash)
        if seen[0] == packed.0 && seen[1] == packed.1 && seen[2] == packed.2 && seen[3] == packed.3 {
            return
        }
        seen[0] = packed.0
        seen[1] = packed.1
        seen[2] = packed.2
        seen[3] = packed.3
        let record = SuccessorRecord(at: position, wordCount: words)
        record[0] = packed.0
        record[1] = packed.1
        record[2] = packed.2
        if words == 4 { record[3] = packed.3 }
        finish(record, hash)
    }

    @inlinable @inline(__always)
    mutating func emitLong<State: SpecState>(_ state: State, _ words: Int) {
        let record = SuccessorRecord(at: position, wordCount: words)
        record[words &- 1] = 0
        UnsafeMutableRawPointer(record.start).storeBytes(of: state, as: State.self)
        var index = 0
        while index < words && record[index] == parent[index] { index &+= 1 }
        if index == words {
            unchanging &+= 1
            return
        }
        finish(record)
    }

    @inlinable @inline(__always)
    mutating func finish(_ record: SuccessorRecord, _ hash: UInt64) {
        qs_prefetch(table + Self.slot(hash, slotCount))
        record.hash = hash
        finish(record)
    }

    @inlinable @inline(__always)
    mutating func finish(_ record: SuccessorRecord) {
        record.parent = parentIndex
        position = record.end
        if position >= limit { consumer.drain(&self) }
    }
}

/// Empties the buffer of a ``SuccessorSink``.
open class SuccessorConsumer {
    /// For subclasses.
    public init() {}

    /// Takes the records from the buffer, moves `position` back and `limit` on, and says in `isPaused` whether
    /// the expansion should rest after the state under expansion.
    open func drain(_ sink: inout SuccessorSink) {}

    /// Hears of an expanded state without any enabled action.
    open func deadlocked(_ state: UnsafeRawPointer) {}
}
