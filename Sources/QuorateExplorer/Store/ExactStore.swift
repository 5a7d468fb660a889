import QuorateLanguage

/// A store that never takes two different states for one: the arena keeps all of them, and an entry of the table is a tag of
/// 28 bits of the hash, over the number of the state.
///
/// The tag is what follows the first ten bits of the hash, and the home of a state depends on these 38 bits alone: so its
/// place and its tag tell its home in a larger table (``TableWidening``).
final class ExactStore: StateStore, @unchecked Sendable {
    let memory: StoreMemory
    let hasher: StateHasher
    private let arena: WholeArena
    let missProbability: Double? = nil

    init(wordCount: Int, budget: MemoryBudget, workers: Int, hasher: StateHasher) throws {
        self.hasher = hasher
        let (most, hugePages) = (budget.addressableLimit, budget.allowsHugePages)
        let arena = try WholeArena(wordCount: wordCount, byteCount: most * 2, hugePages: hugePages)
        let table = try Table(
            slots: Table.leastSlots(workers: workers), reserved: most, hugePages: hugePages)
        self.arena = arena
        memory = StoreMemory(budget, arena: arena, table: table, bytesPerState: wordCount * 8)
    }

    /// An entry of the table.
    private struct Entry {
        let bits: UInt64

        /// The low half of an entry: the number of a state plus one, because 0 is an empty slot.
        private static var numberMask: UInt64 { (1 << WholeArena.numberBits) - 1 }

        @inline(__always)
        init(_ bits: UInt64) { self.bits = bits }

        @inline(__always)
        init(tag: UInt64, index: Int) { bits = tag | UInt64(truncatingIfNeeded: index &+ 1) }

        @inline(__always)
        static func tag(_ hash: UInt64) -> UInt64 { TableWidening.tag(hash) }

        @inline(__always)
        func has(_ tag: UInt64) -> Bool { (bits ^ tag) &>> WholeArena.numberBits == 0 }

        @inline(__always)
        var index: Int { Int(truncatingIfNeeded: bits & Self.numberMask) &- 1 }
    }

    // MARK: Insertion

    /// Probes for all records first, and compares with the arena afterwards what the tag says may be a duplicate.
    @inline(__always)
    func insert(
        _ start: UnsafeMutablePointer<UInt64>, _ end: UnsafeMutablePointer<UInt64>, with writer: StateWriter,
        words: Int, shared: Bool
    ) -> Int {
        let (slots, arena, waiting) = (memory.table.slots, arena, writer.waiting)
        var inserted = 0
        var waitingCount = 0
        var place = start
        while place < end {
            let record = SuccessorRecord(at: place, wordCount: words)
            switch probe(
                for: record, from: slots.home(of: TableWidening.placed(record.hash)), slots, arena, writer,
                shared)
            {
            case .found(let slot):
                waiting[waitingCount] = (place - start, slot)
                waitingCount &+= 1
                arena.prefetch(Entry(slots.entry(at: slot, shared: shared)).index)
            case .inserted: inserted &+= 1
            case .missing: return inserted
            }
            place = record.end
        }
        next: for k in 0..<waitingCount {
            let record = SuccessorRecord(at: start + waiting[k].record, wordCount: words)
            var slot = waiting[k].slot
            // A tag rarely lies; when it does, the search for this record goes on behind it.
            while !isSame(record, arena.words(Entry(slots.entry(at: slot, shared: shared)).index)) {
                switch probe(for: record, from: slots.slot(after: slot), slots, arena, writer, shared) {
                case .found(let other): slot = other
                case .inserted:
                    inserted &+= 1
                    continue next
                case .missing: return inserted
                }
            }
            if writer.watchesSteps {
                writer.noteStep(to: Entry(slots.entry(at: slot, shared: shared)).index)
            }
        }
        return inserted
    }

    /// Goes from a slot to the first one that is empty, which the record takes, or that has its tag.
    @inline(__always)
    private func probe(
        for record: SuccessorRecord, from first: Int, _ slots: Slots, _ arena: WholeArena,
        _ writer: StateWriter,
        _ shared: Bool
    ) -> Slots.Probe {
        let tag = Entry.tag(record.hash)
        let end = slots.probe(from: first, shared: shared) {
            Entry($0).has(tag)
        } newEntry: {
            guard writer.hasRoom() else { return 0 }
            writer.write(record, in: arena)
            return Entry(tag: tag, index: writer.place).bits
        }
        if case .inserted = end { writer.advance() }
        return end
    }

    @inline(__always)
    private func isSame(_ record: SuccessorRecord, _ state: UnsafeMutablePointer<UInt64>) -> Bool {
        for word in 0..<record.wordCount where record[word] != state[word] { return false }
        return true
    }

    func contains(_ state: [UInt64]) -> Bool {
        state.withUnsafeBufferPointer { find($0.baseAddress!) != nil }
    }

    /// The number of the state with these words, or nil; no thread may insert meanwhile.
    func find(_ state: UnsafePointer<UInt64>) -> Int? { find(state, hash: prepareToFind(state)) }

    /// The hash with which a state is found, whose slot is fetched meanwhile.
    @inline(__always)
    func prepareToFind(_ state: UnsafePointer<UInt64>) -> UInt64 {
        let hash = hasher.hash(state, arena.wordCount)
        let slots = memory.table.slots
        slots.prefetch(slots.home(of: TableWidening.placed(hash)))
        return hash
    }

    /// The number of the state with these words and that hash, or nil; no thread may insert meanwhile.
    func find(_ state: UnsafePointer<UInt64>, hash: UInt64) -> Int? {
        let (slots, arena) = (memory.table.slots, arena)
        let tag = Entry.tag(hash)
        let end = slots.probe(from: slots.home(of: TableWidening.placed(hash)), shared: false) { entry in
            guard Entry(entry).has(tag) else { return false }
            let words = arena.words(Entry(entry).index)
            for word in 0..<arena.wordCount where words[word] != state[word] { return false }
            return true
        } newEntry: {
            0
        }
        guard case .found(let slot) = end else { return nil }
        return Entry(slots.entry(at: slot, shared: false)).index
    }

    // MARK: Growth

    func growTable(_ writers: [StateWriter]) -> Bool {
        let parts = writers.count > 1 && memory.table.used.value > 1 << 16 ? writers.count : 1
        return memory.growTable { slots in
            memory.table.widen(slots: slots, parts: parts) { [arena, hasher] entry in
                hasher.hash(arena.words(Entry(entry).index), arena.wordCount)
            }
        }
    }
}
