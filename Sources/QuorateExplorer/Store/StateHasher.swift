import QuorateLanguage

/// The hash of a state as a store uses it.
struct StateHasher {
    /// Bits of the hash that are used: all, except in tests that force collisions.
    let mask: UInt64

    /// Equality with the hash that a sink has put into a record: no bit is masked out.
    @inline(__always)
    var usesAllBits: Bool { mask == .max }

    @inline(__always)
    func hash(_ words: UnsafePointer<UInt64>, _ count: Int) -> UInt64 { StateHash.words(words, count) & mask }

    func hash(of state: [UInt64]) -> UInt64 { hash(state, state.count) }

    /// The hash where it stands for the whole state: 0 marks an empty slot, so it is 1.
    @inline(__always)
    static func fingerprint(_ hash: UInt64) -> UInt64 { hash == 0 ? 1 : hash }
}
