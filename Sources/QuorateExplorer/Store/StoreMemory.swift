/// The memory of a store: its arena, its table, the log if it has one, and how much more it may take.
final class StoreMemory: @unchecked Sendable {
    let budget: MemoryBudget
    let arena: Arena
    /// The arena where it is one of whole states; nothing else may be asked for in the compact store.
    let whole: WholeArena!
    let table: Table
    let log: ParentLog?
    /// Bytes that a state takes in the long run, besides its slot.
    var bytesPerState: Int
    /// Bytes that were held at most.
    private(set) var peakBytes = 0

    init(_ budget: MemoryBudget, arena: Arena, table: Table, log: ParentLog? = nil, bytesPerState: Int) {
        self.budget = budget
        self.arena = arena
        whole = arena as? WholeArena
        self.table = table
        self.log = log
        self.bytesPerState = bytesPerState
    }

    private var logBytes: Int { log == nil ? 0 : arena.stateCount * ParentLog.entryBytes }
    /// Bytes that the store holds now.
    var bytes: Int { arena.bytes + logBytes + table.bytes }
    /// Bytes that may still be taken.
    var spareBytes: Int { budget.room - bytes }

    func notePeak() { peakBytes = max(peakBytes, bytes) }

    /// The numbers for the next states of one worker, or nil when memory is at its limit.
    func nextChunk() -> Range<Int>? {
        let chunk = arena.nextChunk()
        let end = chunk.upperBound
        return spareBytes >= 0 && arena.reaches(end) && log?.reaches(end) ?? true ? chunk : nil
    }

    /// Lets the table grow; `refill` gives it so many slots and its entries again, if it can.
    ///
    /// - Returns: false when the search has used its memory.
    func growTable(_ refill: (Int) -> Bool) -> Bool {
        defer { notePeak() }
        return table.grow(room: budget.room - arena.bytes - logBytes, bytesPerState: bytesPerState, refill)
    }
}
