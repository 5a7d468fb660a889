internal import QuorateLanguage
internal import QuorateQuorums

/// Digest by which a real system is known: 128 bits of two keyed hashes (SipHash) over all of it.
///
/// The compiler writes what is hashed, so that no stored property can be forgotten. Two systems that differ have the
/// same digest with a probability of about 2^-128 for each pair. The keys are other ones in each process.
struct SystemDigest: Hashable, Sendable, BitwiseCopyable {
    // Bytes, so that the digest fits behind any state without a hole.
    private var first: (UInt32Bytes, UInt32Bytes)
    private var second: (UInt32Bytes, UInt32Bytes)

    private struct UInt32Bytes: Hashable, Sendable, BitwiseCopyable {
        var a, b, c, d: UInt8

        init(_ bits: UInt32) {
            (a, b, c, d) = (
                UInt8(truncatingIfNeeded: bits), UInt8(truncatingIfNeeded: bits >> 8),
                UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 24)
            )
        }
    }

    init(of system: some Hashable, _ start: some Hashable) {
        first = Self.halves(of: system, start, key: 0)
        second = Self.halves(of: system, start, key: 0x9e37_79b9_7f4a_7c15)
    }

    /// Digest of a system that is known by its number alone.
    init(number: UInt64) {
        first = (
            UInt32Bytes(UInt32(truncatingIfNeeded: number)),
            UInt32Bytes(UInt32(truncatingIfNeeded: number >> 32))
        )
        second = (UInt32Bytes(0), UInt32Bytes(0))
    }

    private static func halves(
        of system: some Hashable, _ start: some Hashable, key: UInt64
    ) -> (UInt32Bytes, UInt32Bytes) {
        var hasher = Hasher()
        hasher.combine(key)
        hasher.combine(start)
        hasher.combine(system)
        let bits = UInt64(bitPattern: Int64(hasher.finalize()))
        return (
            UInt32Bytes(UInt32(truncatingIfNeeded: bits)), UInt32Bytes(UInt32(truncatingIfNeeded: bits >> 32))
        )
    }

    static func == (left: SystemDigest, right: SystemDigest) -> Bool {
        left.first == right.first && left.second == right.second
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(first.0)
        hasher.combine(first.1)
        hasher.combine(second.0)
        hasher.combine(second.1)
    }
}

extension SystemDigest: ByteCanonical, SpecDescribable {
    /// Nothing: the digest is another one in each process.
    func specValue(for replicas: ReplicaSet) -> SpecValue { .string("") }
}
