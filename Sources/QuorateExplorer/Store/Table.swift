import CQuorateSearch

/// The table of a store, and how it grows: an entry of 64 bits for each state.
///
/// It grows by any factor that the memory allows, in one of two ways, with never two whole tables: where the states are
/// kept, its entries move up where they are (``TableWidening``); where an entry is the whole hash, it is streamed into a
/// new one and gives its pages back on the way. So a search under a memory limit can use nearly all of it.
final class Table: @unchecked Sendable {
    private(set) var slots: Slots
    private var region: Region
    /// Entries at which the table should grow.
    private(set) var threshold: Int
    /// Entries in the table.
    let used = SharedCounter()

    private let shape: Shape

    /// The entries of some slots, and how full of them a table is.
    struct Shape {
        /// Slots that belong together.
        var slots: Int
        /// Entries in so many slots.
        var entries: Int
        /// Share of entries at which a table grows.
        var usualLoad: Double
        /// The same where there is no memory for that.
        let fullLoad = 0.9

        /// An entry in each slot.
        static let slots = Self(slots: 1, entries: 1, usualLoad: 0.5)
        /// The lines of a compact store.
        static let lines = Self(slots: TableLines.slots, entries: TableLines.entries, usualLoad: 0.85)

        /// Bytes of the table for an entry.
        var entryBytes: Double { Double(8 * slots) / Double(entries) }
        /// Entries of a table.
        func entries(of count: Int) -> Int { count / slots * entries }
        /// Slots of a table, as many as hold these and belong together.
        func whole(_ count: Int) -> Int { count / slots * slots }
    }

    /// An empty table.
    ///
    /// - Parameter reserved: bytes of address space that it would like to have, to grow in.
    init(slots count: Int, reserved: Int, hugePages: Bool, shape: Shape = .slots) throws {
        self.shape = shape
        region = try Region.largest(
            upTo: max(reserved, count * 8), least: count * 8, hugePages: hugePages)
        slots = Slots(start: region.words, count: UInt64(count))
        threshold = Int(Double(shape.entries(of: count)) * shape.usualLoad)
    }

    /// The slots that a search begins with: every worker may insert one batch beyond the threshold.
    static func leastSlots(workers: Int) -> Int { max(1 << 12, workers * StateWriter.batch * 16) }

    var capacity: Int { Int(slots.count) }
    var bytes: Int { capacity * 8 }
    /// Need to grow before anything else is inserted.
    var isDue: Bool { used.value >= threshold }

    // MARK: Growth

    /// Makes the table larger, or lets it become fuller when there is no memory for that.
    ///
    /// - Parameters:
    ///   - room: bytes for the table and for what it holds from now on.
    ///   - bytesPerState: bytes that a state takes besides its slot.
    ///   - refill: gives the table so many slots and its entries again, if it can.
    /// - Returns: false when the table is as full as it may be: the search has used its memory.
    func grow(room: Int, bytesPerState: Int, _ refill: (Int) -> Bool) -> Bool {
        guard let (count, load) = plan(room, bytesPerState), refill(count) else {
            let full = Int(Double(shape.entries(of: capacity)) * shape.fullLoad)
            defer { threshold = full }
            return threshold < full
        }
        threshold = Int(Double(shape.entries(of: count)) * load)
        return true
    }

    /// The slots that the table should have and how full it may become, or nil without room for more.
    private func plan(_ room: Int, _ bytesPerState: Int) -> (slots: Int, load: Double)? {
        let count = used.value
        // With k more states: k * bytesPerState + (count + k) * entryBytes / fullLoad = room.
        let slotCost = shape.entryBytes / shape.fullLoad
        let more = (Double(room) - Double(count) * slotCost) / (Double(bytesPerState) + slotCost)
        let largest = shape.whole(Int((Double(count) + max(0, more)) * slotCost / 8))
        let wanted = bytes < 8 << 20 ? capacity * 4 : bytes < 32 << 20 ? capacity * 2 : capacity / 2 * 3
        if wanted <= largest { return (shape.whole(wanted), shape.usualLoad) }
        return Double(largest) > Double(capacity) * 1.02 ? (largest, shape.fullLoad) : nil
    }

    /// Gives the table `count` slots where it is, and its entries again.
    ///
    /// - Parameters:
    ///   - parts: threads that share the work.
    ///   - hash: the hash by which an entry has its home, for the few that do not tell it.
    /// - Returns: false without the address space for it, and then it is as it was.
    func widen(slots count: Int, parts: Int, hash: @escaping @Sendable (_ entry: UInt64) -> UInt64) -> Bool {
        guard count * 8 <= region.byteCount else { return false }
        let wider = Slots(start: slots.start, count: UInt64(count))
        TableWidening(from: slots, to: wider, hash: hash).run(parts: parts)
        slots = wider
        return true
    }

    /// Gives the table `count` slots where it is, all of them empty.
    ///
    /// - Returns: false without the address space for it, and then it is as it was.
    func clear(slots count: Int) -> Bool {
        guard count * 8 <= region.byteCount else { return false }
        slots.start.update(repeating: 0, count: capacity)
        slots = Slots(start: slots.start, count: UInt64(count))
        return true
    }

    /// Moves entries that are hashes to a new table, and gives the pages of the old one back as they are read.
    ///
    /// - Returns: false without the address space for it, and then it is as it was.
    func stream(slots count: Int, hugePages: Bool) -> Bool {
        guard let larger = Region(byteCount: count * 8, hugePages: hugePages && count * 8 >= 4 << 20) else {
            return false
        }
        let old = slots.start
        let new = Slots(start: larger.words, count: UInt64(count))
        let part = (2 << 20) / 8
        for start in stride(from: 0, to: capacity, by: part) {
            let end = min(start + part, capacity)
            for slot in start..<end where old[slot] != 0 {
                new.put(old[slot], from: new.home(of: old[slot]), shared: false)
            }
            qs_discard(old + start, (end - start) * 8)
        }
        region = larger
        slots = new
        return true
    }
}
