import CQuorateSearch
import Dispatch
import QuorateLanguage

/// The states seen so far: an arena that holds whole states in the order of their discovery, and an
/// open-addressing table that finds them.
///
/// Exact: a slot is a 28-bit tag of the hash and the 36-bit number of the state in the arena, and two states are
/// the same only if all their words are. Fingerprint: a slot is the whole hash, a log keeps each state's parent,
/// and the arena gives back the levels that are done.
///
/// The table may have any number of slots (the slot is the high half of hash times count), so it grows by any
/// factor that the memory allows. To grow, the exact store empties the table and fills it again, larger, from the
/// arena; the fingerprint store streams the old one into a new one and gives its pages back on the way, which
/// works because the order of slots is that of hashes. Either way there are never two whole tables, and a search
/// under a memory limit can use nearly all of it.
final class StateStore: @unchecked Sendable {
    /// Consecutive states in the arena.
    struct Run {
        var start: Int
        var count: Int
    }

    static let indexBits: UInt64 = 36
    static let indexMask: UInt64 = (1 << indexBits) - 1
    /// The parent of an initial state in the log.
    static let noParent: UInt64 = (1 << 40) - 1

    let kind: StoreKind
    let wordCount: Int
    let budget: MemoryBudget
    /// Bits of the hash that are used: all, except in tests that force collisions.
    let hashMask: UInt64
    let arena: Region
    /// For each state of a fingerprint store the number of its parent and 24 bits of its own hash.
    let log: Region?
    private(set) var table: Region
    private(set) var capacity: Int
    /// The number of states at which the table should grow.
    private(set) var growthThreshold: Int
    /// States in the table.
    let used = SharedCounter()
    private let chunks = SharedCounter()
    let chunkStates: Int
    private var discardedBytes = 0
    private(set) var peakBytes = 0

    private static let usualLoad = 0.5
    private static let fullLoad = 0.9

    init(
        kind: StoreKind, wordCount: Int, budget: MemoryBudget, workers: Int, hashMask: UInt64 = .max
    ) throws {
        self.kind = kind
        self.wordCount = wordCount
        self.budget = budget
        self.hashMask = hashMask
        // 64 KiB at a time, so that a small limit is used to the end.
        chunkStates = max(16, (64 << 10) / (wordCount * 8))
        let huge = budget.allowsHugePages
        let most = budget.addressableLimit
        arena = try Region.largest(upTo: most * (kind == .exact ? 2 : 64), hugePages: huge)
        log = kind == .fingerprint ? try Region.largest(upTo: most * 2, hugePages: huge) : nil
        // Every worker may insert one batch beyond the threshold.
        capacity = max(1 << 12, workers * Worker.batch * 16)
        growthThreshold = Int(Double(capacity) * Self.usualLoad)
        table = try Region.largest(
            upTo: kind == .exact ? most : capacity * 8, least: capacity * 8, hugePages: huge)
    }

    /// The words of the state with number `index`.
    @inline(__always)
    func words(_ index: Int) -> UnsafeMutablePointer<UInt64> { arena.words + index &* wordCount }

    /// Whether a state has been seen; nobody may insert meanwhile.
    func contains(_ state: [UInt64]) -> Bool {
        let hash = StateHash.words(state, wordCount) & hashMask
        let fingerprint = hash == 0 ? 1 : hash
        var slot = SuccessorSink.slot(kind == .exact ? hash : fingerprint, UInt64(capacity))
        while case let entry = table.words[slot], entry != 0 {
            if kind == .fingerprint {
                if entry == fingerprint { return true }
            } else {
                let candidate = words(Int(entry & Self.indexMask) - 1)
                if state.indices.allSatisfy({ candidate[$0] == state[$0] }) { return true }
            }
            slot += 1
            if slot == capacity { slot = 0 }
        }
        return false
    }

    // MARK: Room

    /// Bytes that one state takes besides its slot.
    private var bytesPerState: Int { kind == .exact ? wordCount * 8 : 8 }
    private var chunkBytes: Int { chunkStates * (wordCount * 8 + (log == nil ? 0 : 8)) }
    private var contentBytes: Int { chunks.value * chunkBytes - discardedBytes }
    /// Bytes that the store holds now.
    var bytes: Int { contentBytes + capacity * 8 }
    /// Bytes that may still be taken.
    var spareBytes: Int { budget.limit - budget.base - MemoryBudget.leastRoom / 2 - bytes }

    /// The run of numbers for the next states of one worker, or nil when memory is at its limit.
    func nextChunk() -> Run? {
        let number = chunks.add(1)
        let end = (number + 1) * chunkStates
        let fits =
            spareBytes >= 0 && end * wordCount * 8 <= arena.byteCount
            && end * 8 <= log?.byteCount ?? Int.max && end < Int(Self.indexMask)
        return fits ? Run(start: number * chunkStates, count: chunkStates) : nil
    }

    func notePeak() { peakBytes = max(peakBytes, bytes) }

    /// Gives back the memory of all states below `index`.
    func discard(below index: Int) {
        let page = budget.allowsHugePages ? 2 << 20 : 1 << 16
        let end = index * wordCount * 8 / page * page
        guard end > discardedBytes else { return }
        qs_discard(arena.start + discardedBytes, end - discardedBytes)
        discardedBytes = end
    }

    // MARK: Growth

    /// The slots that the next table should have and how full it may become, or nil without room for a larger one.
    private func plan() -> (slots: Int, load: Double)? {
        let room = budget.limit - budget.base - MemoryBudget.leastRoom / 2 - contentBytes
        let count = used.value
        // With k more states: k * bytesPerState + (count + k) * 8 / fullLoad = room.
        let slotCost = 8 / Self.fullLoad
        let more = (Double(room) - Double(count) * slotCost) / (Double(bytesPerState) + slotCost)
        let largest = Int((Double(count) + max(0, more)) / Self.fullLoad)
        let bytes = capacity * 8
        let wanted = bytes < 8 << 20 ? capacity * 4 : bytes < 32 << 20 ? capacity * 2 : capacity / 2 * 3
        if wanted <= largest { return (wanted, Self.usualLoad) }
        return Double(largest) > Double(capacity) * 1.02 ? (largest, Self.fullLoad) : nil
    }

    /// Makes the table larger, or lets it become fuller when there is no memory for that.
    ///
    /// - Parameter runs: all states of an exact store.
    /// - Returns: false when the table is as full as it may be: the search has used its memory.
    func grow(runs: @autoclosure () -> [Run], workers: Int) -> Bool {
        guard let (slots, load) = plan(),
            kind == .exact ? rebuild(slots, runs(), workers) : stream(slots)
        else {
            let full = Int(Double(capacity) * Self.fullLoad)
            defer { growthThreshold = full }
            return growthThreshold < full
        }
        growthThreshold = Int(Double(slots) * load)
        notePeak()
        return true
    }

    /// Empties the table and fills as many slots as are wanted with all the states of `runs`.
    private func rebuild(_ slots: Int, _ runs: [Run], _ workers: Int) -> Bool {
        guard slots * 8 <= table.byteCount else { return false }
        let parts = workers > 1 && used.value > 1 << 14 ? workers : 1
        let share = capacity / parts + 1
        let old = capacity
        capacity = slots
        // Zeroing what is in memory is faster than giving it back and getting it again, zeroed.
        Search.parallel(parts) { part in
            let start = min(old, part * share)
            (table.words + start).update(repeating: 0, count: min(old, start + share) - start)
        }
        let next = SharedCounter()
        Search.parallel(parts) { _ in
            let homes = UnsafeMutablePointer<UInt64>.allocate(capacity: 512 * 2)
            defer { homes.deallocate() }
            while true {
                let position = next.add(1)
                guard position < runs.count else { return }
                insertAll(of: runs[position], into: table.words, UInt64(slots), homes, shared: parts > 1)
            }
        }
        return true
    }

    private func insertAll(
        of run: Run, into slots: UnsafeMutablePointer<UInt64>, _ count: UInt64,
        _ homes: UnsafeMutablePointer<UInt64>, shared: Bool
    ) {
        var first = run.start
        let end = run.start + run.count
        while first < end {
            let part = min(512, end - first)
            for k in 0..<part {
                let hash = StateHash.words(words(first + k), wordCount) & hashMask
                let home = SuccessorSink.slot(hash, count)
                qs_prefetch(slots + home)
                homes[2 * k] = UInt64(home)
                homes[2 * k + 1] = hash << Self.indexBits | UInt64(first + k + 1)
            }
            for k in 0..<part {
                var slot = Int(homes[2 * k])
                let entry = homes[2 * k + 1]
                if shared {
                    while qs_load_acquire(slots + slot) != 0 || qs_claim(slots + slot, entry) != 0 {
                        slot += 1
                        if slot == Int(count) { slot = 0 }
                    }
                } else {
                    while slots[slot] != 0 {
                        slot += 1
                        if slot == Int(count) { slot = 0 }
                    }
                    slots[slot] = entry
                }
            }
            first += part
        }
    }

    /// A table with all the fingerprints of the old one, whose pages go as they are read.
    private func stream(_ slots: Int) -> Bool {
        let hugePages = budget.allowsHugePages && slots * 8 >= 4 << 20
        guard let larger = Region(byteCount: slots * 8, hugePages: hugePages) else { return false }
        let old = table.words
        let new = larger.words
        let part = (2 << 20) / 8
        var start = 0
        while start < capacity {
            let end = min(start + part, capacity)
            for slot in start..<end where old[slot] != 0 {
                var place = SuccessorSink.slot(old[slot], UInt64(slots))
                while new[place] != 0 {
                    place += 1
                    if place == slots { place = 0 }
                }
                new[place] = old[slot]
            }
            qs_discard(old + start, (end - start) * 8)
            start = end
        }
        table = larger
        capacity = slots
        return true
    }
}
