import QuorateLanguage

/// A store in which a state is its hash: an entry of the table is the whole hash, a log keeps the way back, and the arena
/// gives back the levels that are done.
final class FingerprintStore: StateStore, @unchecked Sendable {
    let memory: StoreMemory
    let hasher: StateHasher
    private let arena: WholeArena
    private let parents: ParentLog

    init(wordCount: Int, budget: MemoryBudget, workers: Int, hasher: StateHasher) throws {
        self.hasher = hasher
        let (most, hugePages) = (budget.addressableLimit, budget.allowsHugePages)
        let arena = try WholeArena(wordCount: wordCount, byteCount: most * 64, hugePages: hugePages)
        parents = try ParentLog(byteCount: most * 2, hasher: hasher, hugePages: hugePages)
        let table = try Table(
            slots: Table.leastSlots(workers: workers), reserved: 0, hugePages: hugePages)
        self.arena = arena
        memory = StoreMemory(
            budget, arena: arena, table: table, log: parents, bytesPerState: ParentLog.entryBytes)
    }

    /// The union bound on some two of n states having the same 64-bit fingerprint, n(n-1)/2 pairs at 2^-64 each,
    /// under the assumption that the hash behaves like a random function.
    var missProbability: Double? {
        let n = Double(memory.table.used.value)
        return min(1, n * max(0, n - 1) / 2 / 18_446_744_073_709_551_616.0)
    }

    @inline(__always)
    func insert(
        _ start: UnsafeMutablePointer<UInt64>, _ end: UnsafeMutablePointer<UInt64>, with writer: StateWriter,
        words: Int, shared: Bool
    ) -> Int {
        let (slots, arena, parents) = (memory.table.slots, arena, parents)
        var inserted = 0
        var place = start
        while place < end {
            let record = SuccessorRecord(at: place, wordCount: words)
            let fingerprint = StateHasher.fingerprint(record.hash)
            let outcome = slots.probe(from: slots.home(of: fingerprint), shared: shared) {
                $0 == fingerprint
            } newEntry: {
                writer.hasRoom() ? fingerprint : 0
            }
            switch outcome {
            case .found: break
            case .inserted:
                writer.write(record, in: arena)
                parents.note(writer.place, parent: record.parent, fingerprint: fingerprint)
                writer.advance()
                inserted &+= 1
            case .missing: return inserted
            }
            place = record.end
        }
        return inserted
    }

    func contains(_ state: [UInt64]) -> Bool {
        let slots = memory.table.slots
        let fingerprint = StateHasher.fingerprint(hasher.hash(of: state))
        let end = slots.probe(from: slots.home(of: fingerprint), shared: false) {
            $0 == fingerprint
        } newEntry: {
            0
        }
        if case .found = end { return true }
        return false
    }

    func growTable(_ writers: [StateWriter]) -> Bool {
        memory.growTable { memory.table.stream(slots: $0, hugePages: memory.budget.allowsHugePages) }
    }
}
