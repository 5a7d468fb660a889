import QuorateLanguage
import Synchronization

/// An exact store in little memory: the bits of states that vary, in a ``PackedArena``, and a table with five bytes and a
/// third for an entry (``TableLines``).
///
/// The hash is that of the whole words, and a tag only a reason to compare all of them: two different states are never taken
/// for one. Bits that vary for the first time are noted, and their states wait until all workers rest, as for a larger table.
final class CompactStore: StateStore, @unchecked Sendable {
    let memory: StoreMemory
    let hasher: StateHasher
    let missProbability: Double? = nil
    private let arena: PackedArena
    /// Bits that vary in states that wait, and the words of one of these states.
    private let waiting = Mutex<(base: [UInt64], varying: [UInt64])?>(nil)

    init(wordCount: Int, budget: MemoryBudget, workers: Int, hasher: StateHasher) throws {
        self.hasher = hasher
        let (most, hugePages) = (budget.addressableLimit, budget.allowsHugePages)
        arena = try PackedArena(wordCount: wordCount, byteCount: most * 2, hugePages: hugePages)
        let table = try Table(
            slots: Table.leastSlots(workers: workers), reserved: most, hugePages: hugePages, shape: .lines)
        memory = StoreMemory(budget, arena: arena, table: table, bytesPerState: 1)
    }

    // MARK: Insertion

    /// Readiness for some records: true if all their bits that vary have a place.
    func accepts(_ start: UnsafeMutablePointer<UInt64>, _ end: UnsafeMutablePointer<UInt64>) -> Bool {
        let words = arena.wordCount
        guard let packing = arena.packing else {
            note(start, end, base: SuccessorRecord(at: start, wordCount: words).words, known: nil)
            return false
        }
        var lacking: UInt64 = 0
        var place = start
        while place < end {
            let record = SuccessorRecord(at: place, wordCount: words)
            for word in 0..<words { lacking |= packing.lacks(word, record[word]) }
            place = record.end
        }
        if lacking == 0 { return true }
        note(start, end, base: packing.base, known: packing)
        return false
    }

    private func note(
        _ start: UnsafeMutablePointer<UInt64>, _ end: UnsafeMutablePointer<UInt64>, base: [UInt64],
        known: StatePacking?
    ) {
        waiting.withLock { noted in
            // All are compared with the same state.
            var new = noted ?? (base, known?.varying ?? Array(repeating: 0, count: base.count))
            var place = start
            while place < end {
                let record = SuccessorRecord(at: place, wordCount: base.count)
                for word in 0..<base.count { new.varying[word] |= record[word] ^ new.base[word] }
                place = record.end
            }
            noted = new
        }
    }

    /// Probes for all records first, and compares with the arena afterwards what the tag says may be a duplicate.
    @inline(__always)
    func insert(
        _ start: UnsafeMutablePointer<UInt64>, _ end: UnsafeMutablePointer<UInt64>, with writer: StateWriter,
        words: Int, shared: Bool
    ) -> Int {
        let way = arena.packing!
        let (lines, arena, waiting) = (TableLines(memory.table.slots), arena, writer.waiting)
        let firstCopy = writer.beginCopies()
        // Where the words of the next new state go, and those of the next one that waits, packed.
        var (copy, packed) = (firstCopy, writer.packed)
        var (waitingCount, place) = (0, start)
        while place < end {
            let record = SuccessorRecord(at: place, wordCount: words)
            way.pack(record.start, words, to: packed)
            let home = lines.home(of: record.hash)
            switch probe(for: record, packed, from: home, lines, writer, shared, &copy) {
            case .found(let entry):
                waiting[waitingCount] = (place - start, entry)
                waitingCount &+= 1
                packed += way.packedWords
                arena.prefetch(lines.state(entry, shared: shared))
            case .inserted: break
            case .missing: return (copy - firstCopy) / words
            }
            place = record.end
        }
        packed = writer.packed
        for k in 0..<waitingCount {
            let record = SuccessorRecord(at: start + waiting[k].record, wordCount: words)
            var entry = waiting[k].slot
            // A tag lies now and then; when it does, the search for this record goes on behind it.
            search: while !arena.holds(
                record.start, words, packed: packed, as: way, at: lines.state(entry, shared: shared))
            {
                let next = lines.place(after: entry)
                switch probe(for: record, packed, from: next, lines, writer, shared, &copy) {
                case .found(let other): entry = other
                case .inserted: break search
                case .missing: return (copy - firstCopy) / words
                }
            }
            packed += way.packedWords
        }
        return (copy - firstCopy) / words
    }

    /// Goes from a place to the first one that is empty, which the record takes, or that may have its tag.
    @inline(__always)
    private func probe(
        for record: SuccessorRecord, _ packed: UnsafePointer<UInt64>, from first: Int, _ lines: TableLines,
        _ writer: StateWriter, _ shared: Bool, _ copy: inout UnsafeMutablePointer<UInt64>
    ) -> Slots.Probe {
        let tag = TableLines.tag(record.hash)
        let end = lines.probe(from: first, sought: tag, tag: tag, shared: shared) {
            guard writer.hasRoom() else { return 0 }
            arena.write(packed, at: writer.place)
            return UInt32(truncatingIfNeeded: writer.place &+ 1)
        }
        if case .inserted = end {
            for word in 0..<record.wordCount { copy[word] = record[word] }
            copy += record.wordCount
            writer.advance()
        }
        return end
    }

    /// Membership of a state among those seen; no thread may insert meanwhile.
    func contains(_ state: [UInt64]) -> Bool {
        let (hash, lines) = (hasher.hash(of: state), TableLines(memory.table.slots))
        var place = lines.home(of: hash)
        while case .found(let entry) = lines.probe(
            from: place, sought: TableLines.tag(hash), tag: 0, shared: false, newNumber: { 0 })
        {
            if arena.holds(state, state.count, at: lines.state(entry, shared: false)) { return true }
            place = lines.place(after: entry)
        }
        return false
    }

    // MARK: Growth

    /// Lets the bits of states that wait vary, and the table grow where it is due.
    func growTable(_ writers: [StateWriter]) -> Bool {
        if let new = waiting.withLock({ noted in
            defer { noted = nil }
            return noted
        }) {
            // What stands stays as it is: new states go to chunks that are packed otherwise.
            for writer in writers { arena.leave(writer.leaveChunk()) }
            arena.widen(base: new.base, varying: new.varying)
            memory.bytesPerState = arena.packing!.bytes
        }
        return !memory.table.isDue || memory.growTable { refillTable(slots: $0, writers) }
    }

    /// Gives the table so many slots, and the number of each state again, in the order of the arena.
    private func refillTable(slots: Int, _ writers: [StateWriter]) -> Bool {
        guard memory.table.clear(slots: slots) else { return false }
        let numbers = stateNumbers(writers)
        let parts = writers.count > 1 && memory.table.used.value > 1 << 16 ? writers.count : 1
        let (lines, next) = (TableLines(memory.table.slots), SharedCounter())
        inParallel(parts) { _ in
            withUnsafeTemporaryAllocation(
                of: UInt64.self, capacity: Self.block * (arena.wordCount + 1)
            ) { room in
                while true {
                    let position = next.add(1)
                    guard position < numbers.count else { return }
                    put(numbers[position], in: lines, shared: parts > 1, room.baseAddress!)
                }
            }
        }
        return true
    }

    /// States that are hashed before they are put.
    private static let block = 64

    /// The numbers that states have in each chunk. Some of a chunk that is not full have none yet.
    private func stateNumbers(_ writers: [StateWriter]) -> [Range<Int>] {
        let left = writers.map(\.leftOfChunk)
        return arena.chunkNumbers.map { chunk in
            let open = left.first { !$0.isEmpty && $0.upperBound == chunk.upperBound }
            return open.map { chunk.lowerBound..<$0.lowerBound } ?? chunk
        }
    }

    private func put(
        _ numbers: Range<Int>, in lines: TableLines, shared: Bool, _ room: UnsafeMutablePointer<UInt64>
    ) {
        let words = arena.wordCount
        let hashes = room + Self.block * words
        for block in Search.blocks(of: [numbers], size: Self.block) {
            let states = arena.states(block, in: room)
            for position in 0..<block.count {
                hashes[position] = hasher.hash(states + position &* words, words)
                lines.prefetch(lines.home(of: hashes[position]))
            }
            for (position, state) in block.enumerated() {
                let hash = hashes[position]
                lines.put(state, from: lines.home(of: hash), tag: TableLines.tag(hash), shared: shared)
            }
        }
    }
}
