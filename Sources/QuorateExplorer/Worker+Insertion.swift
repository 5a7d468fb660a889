import CQuorateSearch
import QuorateLanguage

extension Worker {
    /// Puts up to a batch of records into the store and checks those that are new.
    ///
    /// The word count and whether others insert at the same time become constants of the loop.
    func insert(_ start: UnsafeMutablePointer<UInt64>, _ end: UnsafeMutablePointer<UInt64>) {
        switch (kernel.wordCount, isShared) {
        case (1, false): insert(start, end, words: 1, shared: false)
        case (1, true): insert(start, end, words: 1, shared: true)
        case (2, false): insert(start, end, words: 2, shared: false)
        case (2, true): insert(start, end, words: 2, shared: true)
        case (3, false): insert(start, end, words: 3, shared: false)
        case (3, true): insert(start, end, words: 3, shared: true)
        case (4, false): insert(start, end, words: 4, shared: false)
        case (4, true): insert(start, end, words: 4, shared: true)
        case (let words, let shared): insert(start, end, words: words, shared: shared)
        }
        scan()
    }

    @inline(__always)
    private func insert(
        _ start: UnsafeMutablePointer<UInt64>, _ end: UnsafeMutablePointer<UInt64>, words: Int, shared: Bool
    ) {
        let capacity = UInt64(truncatingIfNeeded: store.capacity)
        let table = store.table.words
        let mask = store.hashMask
        if words > 4 || mask != .max {
            var record = start
            while record < end {
                let hash = StateHash.words(UnsafePointer(record), words) & mask
                record[words] = hash
                qs_prefetch(table + SuccessorSink.slot(hash, capacity))
                record += words &+ 2
            }
        }
        let inserted =
            store.kind == .exact
            ? insertExact(start, end, table, capacity, words: words, shared: shared)
            : insertFingerprints(start, end, table, capacity, words: words, shared: shared)
        _ = store.used.add(inserted)
    }

    /// Exact: probe all records first, and compare with the arena what the tag says may be a duplicate.
    @inline(__always)
    private func insertExact(
        _ start: UnsafeMutablePointer<UInt64>, _ end: UnsafeMutablePointer<UInt64>,
        _ table: UnsafeMutablePointer<UInt64>, _ capacity: UInt64, words: Int, shared: Bool
    ) -> Int {
        var inserted = 0
        var waiting = 0
        var record = start
        while record < end {
            let hash = record[words]
            let slot = probe(
                record, SuccessorSink.slot(hash, capacity), table, capacity, words, shared, &inserted)
            if slot >= 0 {
                pending[waiting] = (record - start, slot)
                waiting &+= 1
                qs_prefetch(store.words(index(at: table + slot, shared)))
            }
            if isMuted { return inserted }
            record += words &+ 2
        }
        for k in 0..<waiting {
            let candidate = start + pending[k].record
            var slot = pending[k].slot
            // A tag of 28 bits rarely lies; when it does, the search for this record goes on behind it.
            while slot >= 0 && !same(candidate, store.words(index(at: table + slot, shared)), words) {
                let after = slot &+ 1 == Int(capacity) ? 0 : slot &+ 1
                slot = probe(candidate, after, table, capacity, words, shared, &inserted)
            }
            if isMuted { return inserted }
        }
        return inserted
    }

    /// Goes from a slot to the first one that is empty, which the record takes, or that has its tag.
    ///
    /// - Returns: the slot with the same tag, or -1 when the record has been inserted (or memory has run out).
    @inline(__always)
    private func probe(
        _ record: UnsafeMutablePointer<UInt64>, _ first: Int, _ table: UnsafeMutablePointer<UInt64>,
        _ capacity: UInt64, _ words: Int, _ shared: Bool, _ inserted: inout Int
    ) -> Int {
        var slot = first
        let tag = record[words] &<< StateStore.indexBits
        while true {
            var entry = shared ? qs_load_acquire(table + slot) : table[slot]
            if entry == 0 {
                if place == placeEnd && !openChunk() { return -1 }
                let target = store.words(place)
                for k in 0..<words { target[k] = record[k] }
                let mine = tag | UInt64(truncatingIfNeeded: place &+ 1)
                if shared {
                    entry = qs_claim(table + slot, mine)
                } else {
                    table[slot] = mine
                }
                if entry == 0 {
                    place &+= 1
                    inserted &+= 1
                    return -1
                }
            }
            if (entry ^ tag) &>> StateStore.indexBits == 0 { return slot }
            slot &+= 1
            if slot == Int(truncatingIfNeeded: capacity) { slot = 0 }
        }
    }

    @inline(__always)
    private func index(at slot: UnsafeMutablePointer<UInt64>, _ shared: Bool) -> Int {
        let entry = shared ? qs_load_acquire(slot) : slot.pointee
        return Int(truncatingIfNeeded: entry & StateStore.indexMask) &- 1
    }

    @inline(__always)
    private func same(
        _ left: UnsafeMutablePointer<UInt64>, _ right: UnsafeMutablePointer<UInt64>, _ words: Int
    ) -> Bool {
        for k in 0..<words where left[k] != right[k] { return false }
        return true
    }

    /// Fingerprint: a state is its hash; the log keeps the way back.
    @inline(__always)
    private func insertFingerprints(
        _ start: UnsafeMutablePointer<UInt64>, _ end: UnsafeMutablePointer<UInt64>,
        _ table: UnsafeMutablePointer<UInt64>, _ capacity: UInt64, words: Int, shared: Bool
    ) -> Int {
        let log = store.log!.words
        var inserted = 0
        var record = start
        next: while record < end {
            defer { record += words &+ 2 }
            // 0 marks an empty slot.
            let fingerprint = record[words] == 0 ? 1 : record[words]
            var slot = SuccessorSink.slot(fingerprint, capacity)
            while true {
                var entry = shared ? qs_load_acquire(table + slot) : table[slot]
                if entry == 0 {
                    if place == placeEnd && !openChunk() { return inserted }
                    if shared {
                        entry = qs_claim(table + slot, fingerprint)
                    } else {
                        table[slot] = fingerprint
                    }
                    if entry == 0 {
                        let target = store.words(place)
                        for k in 0..<words { target[k] = record[k] }
                        log[place] = record[words &+ 1] &<< 24 | fingerprint & 0xff_ffff
                        place &+= 1
                        inserted &+= 1
                        continue next
                    }
                }
                if entry == fingerprint { continue next }
                slot &+= 1
                if slot == Int(truncatingIfNeeded: capacity) { slot = 0 }
            }
        }
        return inserted
    }
}
