import CQuorateSearch
import QuorateLanguage

/// The slots of a table as an insertion sees them: memory with open addressing, 0 in an empty slot.
///
/// There may be any number of slots: the first one for a hash is the high half of hash times count, so the order of slots
/// is that of hashes. Who may write to them, and until when, is told at ``StateStore``.
struct Slots: @unchecked Sendable {
    /// The end of a probe.
    enum Probe {
        /// At the slot of an entry that was sought.
        case found(Int)
        /// At an empty slot, which has taken the new entry.
        case inserted
        /// At an empty slot, without a new entry for it.
        case missing
    }

    let start: UnsafeMutablePointer<UInt64>
    let count: UInt64

    /// The slot at which a hash is first looked for.
    @inline(__always)
    func home(of hash: UInt64) -> Int { SuccessorSink.slot(hash, count) }

    @inline(__always)
    func slot(after slot: Int) -> Int { slot &+ 1 == Int(truncatingIfNeeded: count) ? 0 : slot &+ 1 }

    @inline(__always)
    func prefetch(_ slot: Int) { qs_prefetch(start + slot) }

    /// The entry in a slot, with all that was written before it if others insert at the same time.
    @inline(__always)
    func entry(at slot: Int, shared: Bool) -> UInt64 {
        shared ? qs_load_acquire(start + slot) : start[slot]
    }

    /// Goes from a slot to the first one whose entry is sought or that is empty.
    ///
    /// - Parameters:
    ///   - shared: whether others insert at the same time.
    ///   - newEntry: what an empty slot takes; 0 if there is nothing for it.
    @inline(__always)
    func probe(
        from first: Int, shared: Bool, isSought: (UInt64) -> Bool, newEntry: () -> UInt64
    ) -> Probe {
        var slot = first
        while true {
            var entry = entry(at: slot, shared: shared)
            if entry == 0 {
                let new = newEntry()
                if new == 0 { return .missing }
                entry = claim(slot, for: new, shared: shared)
                if entry == 0 { return .inserted }
            }
            if isSought(entry) { return .found(slot) }
            slot = self.slot(after: slot)
        }
    }

    /// Puts an entry that is not there yet into the first empty slot from `home` on.
    @inline(__always)
    func put(_ entry: UInt64, from home: Int, shared: Bool) {
        _ = probe(from: home, shared: shared, isSought: { _ in false }, newEntry: { entry })
    }

    /// Puts an entry that is not there yet into the first empty slot from `home` to the last; false if there is none.
    @inline(__always)
    func putUpwards(_ entry: UInt64, from home: Int, shared: Bool) -> Bool {
        var slot = home
        while slot < Int(truncatingIfNeeded: count) {
            if self.entry(at: slot, shared: shared) == 0, claim(slot, for: entry, shared: shared) == 0 {
                return true
            }
            slot &+= 1
        }
        return false
    }

    /// Puts an entry into a slot that was empty a moment ago; otherwise gives back what is there.
    @inline(__always)
    private func claim(_ slot: Int, for entry: UInt64, shared: Bool) -> UInt64 {
        if shared { return qs_claim(start + slot, entry) }
        start[slot] = entry
        return 0
    }
}
