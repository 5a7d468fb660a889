internal import CSodium

/// Hash function SHA-256 (FIPS 180-4), by libsodium.
public struct SHA256 {
    private var state = crypto_hash_sha256_state()

    /// Hash of no bytes yet.
    public init() { crypto_hash_sha256_init(&state) }

    /// Adds `bytes` to what is hashed.
    public mutating func update(_ bytes: some Collection<UInt8>) {
        if bytes.withContiguousStorageIfAvailable({ add($0) }) == nil {
            Array(bytes).withUnsafeBufferPointer { add($0) }
        }
    }

    private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
        // The function takes no null, which an empty buffer may be.
        guard let start = bytes.baseAddress else { return }
        crypto_hash_sha256_update(&state, start, UInt64(bytes.count))
    }

    /// The 32 bytes of the hash; nothing may be added afterwards.
    public consuming func digest() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            crypto_hash_sha256_final(&state, buffer.baseAddress!)
            count = 32
        }
    }

    /// The 32 bytes of the hash of `bytes`.
    public static func digest(of bytes: some Collection<UInt8>) -> [UInt8] {
        var hash = SHA256()
        hash.update(bytes)
        return hash.digest()
    }
}
