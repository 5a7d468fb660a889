/// Way to write a state in few bytes: the bits that vary, one after the other, without those that do not.
///
/// Bits that vary are those in which some state differed from a first one, the base. A state that differs from it in
/// another bit does not fit, and nothing is lost: ``lacks(_:_:)`` tells before it is written.
///
/// The bits of a word are moved together in six steps, by 1, 2, 4, 8, 16 and 32 places, each bit in those steps whose sum is
/// the number of bits below it that do not vary; and apart in the same steps backwards.
///
/// Whoever makes one frees it.
struct StatePacking: @unchecked Sendable {
    /// A word of a state: what it is compared with, the bits that vary, and those that move in each step.
    struct Word {
        var base: UInt64
        var varying: UInt64
        /// Number of bits that vary.
        var count: UInt64
        /// Presence of bits that must move.
        var isScattered: Bool
        var moving: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)
    }

    let wordCount: Int
    /// Bytes of a packed state; one at least.
    let bytes: Int
    let words: UnsafeMutablePointer<Word>

    /// - Parameters:
    ///   - base: the words of some state.
    ///   - varying: for each word the bits in which others may differ from it.
    init(base: [UInt64], varying: [UInt64]) {
        wordCount = base.count
        bytes = max(1, (varying.reduce(0) { $0 + $1.nonzeroBitCount } + 7) / 8)
        words = .allocate(capacity: base.count)
        for word in base.indices {
            (words + word).initialize(to: Word(base: base[word], varying: varying[word]))
        }
    }

    func free() { words.deallocate() }

    var base: [UInt64] { (0..<wordCount).map { words[$0].base } }
    var varying: [UInt64] { (0..<wordCount).map { words[$0].varying } }

    /// Bits of a word that have no place here, some of which are set, or 0.
    @inline(__always)
    func lacks(_ word: Int, _ value: UInt64) -> UInt64 { (value ^ words[word].base) & ~words[word].varying }

    // MARK: Writing

    /// Writes a state that fits to `place`, and nothing behind it.
    @inline(__always)
    func pack(_ state: UnsafePointer<UInt64>, _ count: Int, to place: UnsafeMutableRawPointer) {
        var (bits, filled, place) = (UInt64(0), UInt64(0), place)
        for word in 0..<count {
            let value = words[word].gathered(state[word])
            let length = words[word].count
            bits |= value &<< filled
            filled &+= length
            if filled < 64 { continue }
            place.storeBytes(of: bits.littleEndian, as: UInt64.self)
            place += 8
            filled &-= 64
            bits = filled == 0 ? 0 : value &>> (length &- filled)
        }
        Self.writeRest(bits, filled, to: place)
    }

    @inline(__always)
    private static func writeRest(_ bits: UInt64, _ filled: UInt64, to place: UnsafeMutableRawPointer) {
        let count = (filled &+ 7) &>> 3
        if count == 8 { return place.storeBytes(of: bits.littleEndian, as: UInt64.self) }
        var (bits, place) = (bits, place)
        if count & 4 != 0 {
            place.storeBytes(of: UInt32(truncatingIfNeeded: bits).littleEndian, as: UInt32.self)
            place += 4
            bits &>>= 32
        }
        if count & 2 != 0 {
            place.storeBytes(of: UInt16(truncatingIfNeeded: bits).littleEndian, as: UInt16.self)
            place += 2
            bits &>>= 16
        }
        if count & 1 != 0 { place.storeBytes(of: UInt8(truncatingIfNeeded: bits), as: UInt8.self) }
    }

    // MARK: Reading

    /// Writes the words of the state at `place` to `state`.
    @inline(__always)
    func unpack(_ place: UnsafeRawPointer, _ count: Int, to state: UnsafeMutablePointer<UInt64>) {
        visit(place, count) { word, value in
            state[word] = value
            return true
        }
    }

    /// Equality of the state at `place` with some words.
    @inline(__always)
    func holds(_ place: UnsafeRawPointer, _ count: Int, _ state: UnsafePointer<UInt64>) -> Bool {
        visit(place, count) { word, value in state[word] == value }
    }

    /// Shows the words of the state at `place` as long as `body` wants more; returns true if it wanted all.
    @inline(__always) @discardableResult
    private func visit(_ place: UnsafeRawPointer, _ count: Int, _ body: (Int, UInt64) -> Bool) -> Bool {
        // The bits that were read and not shown yet.
        var (bits, left, offset) = (UInt64(0), UInt64(0), 0)
        for word in 0..<count {
            let length = words[word].count
            var value = bits
            if left < length {
                bits = next(place, offset)
                offset &+= 8
                value |= bits &<< left
                let taken = length &- left
                bits = taken == 64 ? 0 : bits &>> taken
                left &+= 64
            } else {
                bits = length == 64 ? 0 : bits &>> length
            }
            left &-= length
            if !body(word, words[word].scattered(value)) { return false }
        }
        return true
    }

    /// Up to eight bytes, none of which is behind the state.
    @inline(__always)
    private func next(_ place: UnsafeRawPointer, _ offset: Int) -> UInt64 {
        let rest = bytes &- offset
        if rest >= 8 {
            return UInt64(littleEndian: place.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        var (bits, shift, offset) = (UInt64(0), UInt64(0), offset)
        if rest & 4 != 0 {
            bits = UInt64(UInt32(littleEndian: place.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
            (shift, offset) = (32, offset &+ 4)
        }
        if rest & 2 != 0 {
            let two = UInt16(littleEndian: place.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
            bits |= UInt64(two) &<< shift
            (shift, offset) = (shift &+ 16, offset &+ 2)
        }
        if rest & 1 != 0 { bits |= UInt64(place.load(fromByteOffset: offset, as: UInt8.self)) &<< shift }
        return bits
    }
}

extension StatePacking.Word {
    init(base: UInt64, varying: UInt64) {
        self.init(
            base: base, varying: varying, count: UInt64(varying.nonzeroBitCount), isScattered: false,
            moving: (0, 0, 0, 0, 0, 0))
        var steps = Array(repeating: UInt64(0), count: 6)
        for bit in 0..<64 where varying >> UInt64(bit) & 1 == 1 {
            // The places below it that do not vary are those by which it moves.
            let distance = bit - (varying & ((1 << UInt64(bit)) - 1)).nonzeroBitCount
            var place = bit
            for step in 0..<6 where distance >> step & 1 == 1 {
                steps[step] |= 1 << UInt64(place)
                place -= 1 << step
            }
        }
        moving = (steps[0], steps[1], steps[2], steps[3], steps[4], steps[5])
        isScattered = steps.contains { $0 != 0 }
    }

    /// The bits of a word that vary, next to each other from the lowest place on, each as a difference from the base.
    @inline(__always)
    func gathered(_ word: UInt64) -> UInt64 {
        var bits = (word ^ base) & varying
        guard isScattered else { return bits }
        bits = Self.down(bits, moving.0, 1)
        bits = Self.down(bits, moving.1, 2)
        bits = Self.down(bits, moving.2, 4)
        bits = Self.down(bits, moving.3, 8)
        bits = Self.down(bits, moving.4, 16)
        return Self.down(bits, moving.5, 32)
    }

    /// The word that ``gathered(_:)`` made these bits of; what is above them counts for nothing.
    @inline(__always)
    func scattered(_ bits: UInt64) -> UInt64 {
        var bits = bits
        if count < 64 { bits &= (1 &<< count) &- 1 }
        guard isScattered else { return bits ^ base }
        bits = Self.up(bits, moving.5, 32)
        bits = Self.up(bits, moving.4, 16)
        bits = Self.up(bits, moving.3, 8)
        bits = Self.up(bits, moving.2, 4)
        bits = Self.up(bits, moving.1, 2)
        return Self.up(bits, moving.0, 1) ^ base
    }

    @inline(__always)
    private static func down(_ bits: UInt64, _ moving: UInt64, _ places: UInt64) -> UInt64 {
        let those = bits & moving
        return bits ^ those | those &>> places
    }

    @inline(__always)
    private static func up(_ bits: UInt64, _ moving: UInt64, _ places: UInt64) -> UInt64 {
        let those = bits & moving &>> places
        return bits ^ those | those &<< places
    }
}
