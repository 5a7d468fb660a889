import CQuorateSearch

/// Way to write a state in few bytes: the bits that vary, one after the other, without those that do not.
///
/// Bits that vary are those in which some state differed from a first one, the base. A state that differs from it in
/// another bit does not fit, and nothing is lost: ``lacks(_:_:)`` tells before it is written.
///
/// The bits of a word are moved together in six steps, by 1, 2, 4, 8, 16 and 32 places, each bit in those steps whose sum is
/// the number of bits below it that do not vary; and apart in the same steps backwards. Most x86 processors have an
/// instruction for each way, which is used where it is fast.
///
/// Whoever makes one frees it.
struct StatePacking: @unchecked Sendable {
    let wordCount: Int
    /// Bytes of a packed state; one at least.
    let bytes: Int
    /// Words that a packed state takes on its way.
    var packedWords: Int { (bytes &+ 7) &>> 3 }
    let words: UnsafeMutablePointer<Word>
    /// Use of the processor's own instructions for it.
    private let movesInOneStep: Bool

    /// Presence of instructions that move bits together and apart, and are fast.
    static let hasInstructions = qs_moves_bits() != 0

    /// - Parameters:
    ///   - base: the words of some state.
    ///   - varying: for each word the bits in which others may differ from it.
    ///   - inOneStep: whether the processor's own instructions are used, which must be there.
    init(base: [UInt64], varying: [UInt64], inOneStep: Bool = hasInstructions) {
        movesInOneStep = inOneStep
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

    /// Makes a state that fits into packed words: the bits that vary, and zeros above the last of them.
    @inline(__always)
    func pack(_ state: UnsafePointer<UInt64>, _ count: Int, to packed: UnsafeMutablePointer<UInt64>) {
        var (bits, filled, place) = (UInt64(0), UInt64(0), packed)
        // A state in which nothing varies takes a byte all the same.
        packed.pointee = 0
        for word in 0..<count {
            let value = words[word].gathered(state[word], inOneStep: movesInOneStep)
            let length = words[word].count
            bits |= value &<< filled
            filled &+= length
            if filled < 64 { continue }
            place.pointee = bits
            place += 1
            filled &-= 64
            bits = filled == 0 ? 0 : value &>> (length &- filled)
        }
        if filled > 0 { place.pointee = bits }
    }

    /// Writes packed words to `place`, and nothing behind the state.
    @inline(__always)
    func write(_ packed: UnsafePointer<UInt64>, to place: UnsafeMutableRawPointer) {
        var (left, packed, place) = (bytes, packed, place)
        while left >= 8 {
            place.storeBytes(of: packed.pointee.littleEndian, as: UInt64.self)
            (left, packed, place) = (left &- 8, packed + 1, place + 8)
        }
        if left > 0 { Self.writeRest(packed.pointee, left, to: place) }
    }

    /// Writes fewer than eight bytes.
    @inline(__always)
    private static func writeRest(_ bits: UInt64, _ count: Int, to place: UnsafeMutableRawPointer) {
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

    /// Equality of the state at `place` with packed words.
    @inline(__always)
    func holds(_ place: UnsafeRawPointer, packed: UnsafePointer<UInt64>) -> Bool {
        var (offset, packed) = (0, packed)
        while offset < bytes {
            if next(place, offset) != packed.pointee { return false }
            (offset, packed) = (offset &+ 8, packed + 1)
        }
        return true
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
            if !body(word, words[word].scattered(value, inOneStep: movesInOneStep)) { return false }
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
