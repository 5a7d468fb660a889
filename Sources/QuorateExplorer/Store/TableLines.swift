import CQuorateSearch
import QuorateLanguage
import Synchronization

/// The memory of a table as the compact store sees it: lines of 64 bytes, each with twelve entries.
///
/// An entry is the number of a state plus one, in four bytes, and a tag of eight bits of its hash, in a byte of its own: the
/// tags of a line stand together, so that all are looked at in one step. The order of lines is that of hashes. A line fills
/// from its first place on; what finds no room in it goes to the next.
///
/// The places of a line go to and fro between the two words that its tags take, since that is how the bits of both fall
/// into one word: place 0 is the first byte of the first word, 1 that of the second, and of the second word there are four.
///
/// A number of 0 is an empty entry, a tag of 0 one that nobody has told yet: where several insert, the number is claimed
/// first and the tag follows, and until then whoever comes by must look at the state.
struct TableLines: @unchecked Sendable {
    /// Entries of a line.
    static let entries = 12
    /// Eight-byte slots of a line.
    static let slots = 8

    private let start: UnsafeMutableRawPointer
    private let count: Int
    private let slots: Slots

    init(_ slots: Slots) {
        self.slots = slots
        start = UnsafeMutableRawPointer(slots.start)
        count = Int(truncatingIfNeeded: slots.count) / Self.slots
    }

    /// Bits of a place in its line: there are sixteen, of which four are no entries.
    private static let placeBits = 4
    private static let placeMask = 1 << placeBits - 1
    /// The last place that is an entry.
    private static let lastPlace = 14

    /// The lowest bit of each place that is an entry, where a place has four bits.
    private static let everyEntry: UInt64 = 0x0101_0101_1111_1111

    /// The entry at a place.
    @inline(__always)
    private static func entry(_ place: Int) -> Int { (place & 1) &* 8 &+ (place & placeMask) &>> 1 }

    /// The first byte of the line of a place.
    @inline(__always)
    private func line(_ place: Int) -> UnsafeMutableRawPointer { start + place &>> Self.placeBits &* 64 }

    /// The place at which a hash is first looked for.
    @inline(__always)
    func home(of hash: UInt64) -> Int { (slots.home(of: hash) &>> 3) &<< Self.placeBits }

    @inline(__always)
    func prefetch(_ place: Int) { qs_prefetch(line(place)) }

    /// The tag of a hash, of bits on which its line hardly depends.
    @inline(__always)
    static func tag(_ hash: UInt64) -> UInt64 { hash & 0xff == 0 ? 0x80 : hash & 0xff }

    /// Number of the state that an entry stands for, or -1 for none.
    @inline(__always)
    func state(_ place: Int, shared: Bool) -> Int {
        let number = number(place)
        return Int(
            truncatingIfNeeded: shared ? number.pointee.load(ordering: .acquiring) : plain(number).pointee)
            &- 1
    }

    @inline(__always)
    private func number(_ place: Int) -> UnsafeMutablePointer<Atomic<UInt32>> {
        (line(place) + (16 &+ Self.entry(place) &* 4)).assumingMemoryBound(to: Atomic<UInt32>.self)
    }

    @inline(__always)
    private func plain(_ number: UnsafeMutablePointer<Atomic<UInt32>>) -> UnsafeMutablePointer<UInt32> {
        UnsafeMutableRawPointer(number).assumingMemoryBound(to: UInt32.self)
    }

    // MARK: Probing

    /// Goes from a place to the first entry that has a tag, or may have it, or that is empty.
    ///
    /// - Parameters:
    ///   - sought: the tag; 0 for an empty entry alone.
    ///   - tag: what an empty entry is tagged with.
    ///   - newNumber: what an empty entry takes, at least 1; 0 if there is nothing for it.
    @inline(__always)
    func probe(
        from first: Int, sought: UInt64, tag: UInt64, shared: Bool, newNumber: () -> UInt32
    ) -> Slots.Probe {
        let sought = UInt8(truncatingIfNeeded: sought)
        var line = first &>> Self.placeBits
        // Places that have not been passed, four bits for each.
        var ahead = ~0 &<< UInt64(truncatingIfNeeded: (first & Self.placeMask) &* 4)
        while true {
            let words = slots.start + line &* Self.slots
            let first = shared ? qs_load_acquire(words) : words[0]
            let second = shared ? qs_load_acquire(words + 1) : words[1]
            let empty = qs_places(first, second, 0)
            let bits = (qs_places(first, second, sought) | empty) & ahead & Self.everyEntry
            if bits != 0 {
                let shift = UInt64(truncatingIfNeeded: bits.trailingZeroBitCount)
                let place = line &<< Self.placeBits &+ Int(truncatingIfNeeded: shift &>> 2)
                if empty &>> shift & 1 == 0 || shared && state(place, shared: true) >= 0 {
                    return .found(place)
                }
                let new = newNumber()
                if new == 0 { return .missing }
                return claim(place, for: new, words, tag, shared) ? .inserted : .found(place)
            }
            ahead = ~0
            line = line &+ 1 == count ? 0 : line &+ 1
        }
    }

    /// Puts a number into an entry that was empty a moment ago, and then its tag; false where somebody was faster.
    @inline(__always)
    private func claim(
        _ place: Int, for new: UInt32, _ words: UnsafeMutablePointer<UInt64>, _ tag: UInt64, _ shared: Bool
    ) -> Bool {
        let (number, tags) = (number(place), words + place & 1)
        let tag = tag &<< UInt64(truncatingIfNeeded: (place & Self.placeMask) &>> 1 &* 8)
        if !shared {
            plain(number).pointee = new
            tags.pointee |= tag
            return true
        }
        let exchange = number.pointee.compareExchange(
            expected: 0, desired: new, ordering: .acquiringAndReleasing)
        // Nobody else adds to this byte, which is 0.
        if exchange.exchanged { _ = qs_fetch_add(tags, tag) }
        return exchange.exchanged
    }

    /// The place after one that was found.
    @inline(__always)
    func place(after place: Int) -> Int {
        if place & Self.placeMask < Self.lastPlace { return place &+ 1 }
        let line = place &>> Self.placeBits &+ 1
        return line == count ? 0 : line &<< Self.placeBits
    }

    /// Puts an entry that is not there yet into the first empty place from `home` on.
    @inline(__always)
    func put(_ state: Int, from home: Int, tag: UInt64, shared: Bool) {
        var place = home
        while case .found(let taken) = probe(
            from: place, sought: 0, tag: tag, shared: shared,
            newNumber: { UInt32(truncatingIfNeeded: state &+ 1) })
        {
            place = self.place(after: taken)
        }
    }
}
