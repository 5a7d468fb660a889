import Synchronization

/// Move of the entries of a table to their places among more slots, in the same memory.
///
/// The order of slots is that of homes, so entries move up in the order in which they stand, and nothing is looked for in
/// between. It goes in waves from the top: the entries of the uppermost slots go to slots that lie wholly above these,
/// which are empty by then, and so on down. An entry has 28 bits of the hash; the ten bits before them follow from the
/// slot, since the entries between a home and its entry stand without a gap: wherever such a run is long, or it began
/// where it is not seen, the hash is worked out from the state.
///
/// **Who may write what.** While a table is widened no worker inserts. The threads of a wave read the slots of the wave,
/// each its own share, and clear them; they claim slots above the wave, which none of them reads for anything else.
struct TableWidening: Sendable {
    /// Bits of the hash before those of the tag.
    private static let leadingBits: UInt64 = 10
    private static let tagBits = 64 - WholeArena.numberBits
    private static let numberMask: UInt64 = (1 << WholeArena.numberBits) - 1
    /// Slots whose entries are taken before they are put.
    private static let blockSlots = 256
    /// Slots that are not worth a wave.
    private static let fewSlots = 4096

    private let old: Slots
    private let new: Slots
    private let hash: @Sendable (UInt64) -> UInt64
    /// Length from which a run of entries does not tell their homes.
    private let longRun: Int

    init(from old: Slots, to new: Slots, hash: @escaping @Sendable (UInt64) -> UInt64) {
        (self.old, self.new, self.hash) = (old, new, hash)
        // Homes of hashes whose first ten bits follow each other are so far apart, give or take one.
        longRun = Int(old.count >> Self.leadingBits) - 2
    }

    /// The bits of a hash that an entry has, where it has them.
    @inline(__always)
    static func tag(_ hash: UInt64) -> UInt64 { (hash &<< leadingBits) & ~numberMask }

    /// The bits of a hash on which a home depends.
    @inline(__always)
    static func placed(_ hash: UInt64) -> UInt64 {
        hash & ~(1 &<< (WholeArena.numberBits &- leadingBits) &- 1)
    }

    func run(parts: Int) {
        let late = LateEntries()
        var end = Int(old.count)
        while end > Self.fewSlots {
            // Entries that are at home from here on are at home beyond the end among the new slots.
            let start = firstSlot(movingBeyond: end)
            if start >= end { break }
            let parts = end - start > 1 << 16 ? parts : 1
            let share = (end - start + parts - 1) / parts
            let first = start
            let last = end
            inParallel(parts) { part in
                let from = min(last, first + part * share)
                late.add(self.move(from..<min(last, from + share), shared: parts > 1))
            }
            end = start
        }
        late.add(takeAll(below: end))
        for entry in late.entries { new.put(entry, from: homeByHash(entry), shared: false) }
    }

    private func firstSlot(movingBeyond end: Int) -> Int {
        Int(new.count.dividingFullWidth(UInt64(end).multipliedFullWidth(by: old.count)).quotient) + 1
    }

    /// Moves the entries in these slots, and leaves them empty.
    ///
    /// - Returns: those of the run that goes on over the start, whose homes may lie before, and those for which there is
    ///   no place up to the last slot: below, there are others that have not moved.
    private func move(_ range: Range<Int>, shared: Bool) -> [UInt64] {
        var slot = range.lowerBound
        var late: [UInt64] = []
        while slot < range.upperBound, old.start[slot] != 0 {
            late.append(take(slot))
            slot += 1
        }
        var runStart = slot
        withUnsafeTemporaryAllocation(of: (entry: UInt64, home: Int).self, capacity: Self.blockSlots) {
            moving in
            while slot < range.upperBound {
                let (end, leading) = block(from: slot, range.upperBound)
                let count = take(slot..<end, leading, &runStart, moving.baseAddress!)
                for (entry, home) in moving[..<count]
                where !new.putUpwards(entry, from: home, shared: shared) { late.append(entry) }
                slot = end
            }
        }
        return late
    }

    /// The end of some slots from a first one on, and the leading bits of the hashes that are at home in them.
    private func block(from slot: Int, _ limit: Int) -> (end: Int, leading: UInt64) {
        var leading = UInt64(slot) &<< Self.leadingBits / old.count
        while firstSlot(leading + 1) <= slot { leading += 1 }
        return (min(slot + Self.blockSlots, limit, firstSlot(leading + 1)), leading)
    }

    /// Takes the entries from slots, with their homes among the new ones. Without a branch for each slot: whether there is
    /// an entry in it nobody guesses.
    private func take(
        _ range: Range<Int>, _ leading: UInt64, _ runStart: inout Int,
        _ moving: UnsafeMutablePointer<(entry: UInt64, home: Int)>
    ) -> Int {
        var count = 0
        var (start, longest) = (runStart, 0)
        for slot in range {
            let entry = old.start[slot]
            old.start[slot] = 0
            start = entry == 0 ? slot &+ 1 : start
            longest = max(longest, slot &- start)
            moving[count] = (entry, home(of: entry, at: slot, leading))
            count &+= entry == 0 ? 0 : 1
        }
        runStart = start
        if longest >= longRun {
            for k in 0..<count { moving[k].home = homeByHash(moving[k].entry) }
        }
        return count
    }

    /// The first slot that is a home of a hash with these leading bits.
    private func firstSlot(_ leading: UInt64) -> Int { Int((leading * old.count) >> Self.leadingBits) }

    /// The home among the new slots of an entry in a run that is not long, where `leading` are the leading bits of a hash
    /// that is at home in its slot.
    @inline(__always)
    private func home(of entry: UInt64, at slot: Int, _ leading: UInt64) -> Int {
        let bits = (entry & ~Self.numberMask) &>> Self.leadingBits
        let shift = 64 &- Self.leadingBits
        var hash = leading &<< shift | bits
        if old.home(of: hash) > slot { hash = (leading &- 1) &<< shift | bits }
        return new.home(of: hash)
    }

    private func homeByHash(_ entry: UInt64) -> Int { new.home(of: Self.placed(hash(entry))) }

    private func take(_ slot: Int) -> UInt64 {
        defer { old.start[slot] = 0 }
        return old.start[slot]
    }

    private func takeAll(below end: Int) -> [UInt64] {
        (0..<end).compactMap { slot in
            let entry = take(slot)
            return entry == 0 ? nil : entry
        }
    }
}

/// Entries that are put in their places when all others are.
private final class LateEntries: Sendable {
    private let all = Mutex<[UInt64]>([])

    var entries: [UInt64] { all.withLock { $0 } }

    func add(_ more: [UInt64]) { all.withLock { $0 += more } }
}
