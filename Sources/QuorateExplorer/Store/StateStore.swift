import QuorateLanguage

/// The states that a search has seen, each with a number, and what tells them from new ones.
///
/// The search loop knows no more of a store than this. Another way to keep states is another type beside
/// ``ExactStore``, ``CompactStore`` and ``FingerprintStore``, made by ``StoreKind``.
///
/// **Who may write what, and until when.** The threads of a search run between the two ends of ``inParallel(_:_:)``;
/// outside there is the thread of the search alone. *Inside*, memory has these owners. A worker writes to its own buffer,
/// its own filter of recent states, its own counters, and its own room for packed states and for copies of new ones: in
/// the buffer the sink, from its `position` up to one record beyond its `limit`, which only
/// ``SuccessorConsumer/drain(_:)`` moves. In the ``Arena`` and the ``ParentLog`` a worker writes to its own chunk, behind
/// the states that its ``StateWriter`` has counted; what is in front is never written again. A slot of the ``Table`` goes
/// from 0 to an entry once: by a plain store where one worker inserts, by claiming it where several do, and an exact
/// entry is claimed after the words of its state are written, so that whoever reads the entry may read them (entries are
/// released and acquired). In the ``TableLines`` of a compact store a number goes from 0 to a state once, in the same
/// way, and then its tag from 0 to what it is, by whoever claimed the number. The log, and the words of a fingerprint's
/// state, nobody else reads inside. Blocks of states that are expanded or scanned are complete, and are read only.
/// *Outside*, the thread of the search may read everything; it alone enlarges the table, adds ways to pack states, gives
/// back pages of the arena below the level that is expanded next, and takes the results of the workers. Growing may fork
/// again, with no worker inserting: each thread then empties its own share of some slots and claims others, above all of
/// these (``TableWidening``). A ``StateExpander`` is alone with its memory, and reads arena and table while nobody
/// inserts.
protocol StateStore: AnyObject, Sendable {
    var memory: StoreMemory { get }
    var hasher: StateHasher { get }
    /// An upper bound on the probability that a state was missed; nil if none can be.
    var missProbability: Double? { get }

    /// Puts the new ones among some records into the store; stops early when memory is at its limit.
    ///
    /// ``insert(_:_:with:)`` makes the last two constants of the loop.
    ///
    /// - Parameters:
    ///   - start: where the first record begins.
    ///   - end: where the last one ends; there are at most ``StateWriter/batch``.
    ///   - writer: gives the new states their places.
    ///   - words: the words of a state.
    ///   - shared: whether other workers insert at the same time.
    /// - Returns: How many were new.
    func insert(
        _ start: UnsafeMutablePointer<UInt64>, _ end: UnsafeMutablePointer<UInt64>, with writer: StateWriter,
        words: Int, shared: Bool
    ) -> Int

    /// Puts the new ones among some records into the store; stops early when memory is at its limit.
    func insert(
        _ start: UnsafeMutablePointer<UInt64>, _ end: UnsafeMutablePointer<UInt64>, with writer: StateWriter)

    /// Membership of a state among those seen; no thread may insert meanwhile.
    func contains(_ state: [UInt64]) -> Bool

    /// Readiness to take some records. If there is none, workers rest and the table is grown.
    func accepts(_ start: UnsafeMutablePointer<UInt64>, _ end: UnsafeMutablePointer<UInt64>) -> Bool

    /// Makes the table larger, or lets it become fuller when there is no memory for that.
    ///
    /// - Parameter writers: those of all workers.
    /// - Returns: false when the search has used its memory.
    func growTable(_ writers: [StateWriter]) -> Bool
}

extension StateStore {
    /// The way back of a store that forgets the levels behind it; nil where they are kept and can be expanded again.
    var log: ParentLog? { memory.log }

    func accepts(_ start: UnsafeMutablePointer<UInt64>, _ end: UnsafeMutablePointer<UInt64>) -> Bool { true }

    func insert(
        _ start: UnsafeMutablePointer<UInt64>, _ end: UnsafeMutablePointer<UInt64>, with writer: StateWriter
    ) {
        let inserted =
            switch (memory.arena.wordCount, writer.isShared) {
            case (1, false): hashAndInsert(start, end, writer, words: 1, shared: false)
            case (1, true): hashAndInsert(start, end, writer, words: 1, shared: true)
            case (2, false): hashAndInsert(start, end, writer, words: 2, shared: false)
            case (2, true): hashAndInsert(start, end, writer, words: 2, shared: true)
            case (3, false): hashAndInsert(start, end, writer, words: 3, shared: false)
            case (3, true): hashAndInsert(start, end, writer, words: 3, shared: true)
            case (4, false): hashAndInsert(start, end, writer, words: 4, shared: false)
            case (4, true): hashAndInsert(start, end, writer, words: 4, shared: true)
            case (let words, let shared): hashAndInsert(start, end, writer, words: words, shared: shared)
            }
        _ = memory.table.used.add(inserted)
    }

    /// Hashes first what the sink has not, or not as the store does.
    @inline(__always)
    private func hashAndInsert(
        _ start: UnsafeMutablePointer<UInt64>, _ end: UnsafeMutablePointer<UInt64>, _ writer: StateWriter,
        words: Int, shared: Bool
    ) -> Int {
        if !SuccessorRecord.isHashedBySink(words) || !hasher.usesAllBits {
            let (slots, hasher) = (memory.table.slots, hasher)
            var place = start
            while place < end {
                let record = SuccessorRecord(at: place, wordCount: words)
                record.hash = hasher.hash(UnsafePointer(record.start), words)
                slots.prefetch(slots.home(of: record.hash))
                place = record.end
            }
        }
        return insert(start, end, with: writer, words: words, shared: shared)
    }
}
