internal import CSodium

/// Signatures of Bernstein and others, "High-speed high-security signatures" (2012), as in RFC 8032, by libsodium.
public enum Ed25519 {
    /// Bytes of a secret, of a public key, and of a signature.
    public static let secretCount = 32, publicKeyCount = 32, signatureCount = 64

    /// Key pair: the public key, and the secret with the public key behind it, which is what signing needs.
    ///
    /// - Precondition: `secret` has 32 bytes, any of which make a key.
    public static func keys(of secret: [UInt8]) -> (publicKey: [UInt8], signingKey: [UInt8]) {
        precondition(secret.count == secretCount, "an Ed25519 key is made of 32 bytes")
        requireLibrary()
        var publicKey = [UInt8](repeating: 0, count: publicKeyCount)
        var signingKey = [UInt8](repeating: 0, count: 64)
        crypto_sign_seed_keypair(&publicKey, &signingKey, secret)
        return (publicKey, signingKey)
    }

    /// Signature of `bytes` by the owner of `signingKey`.
    public static func signature(of bytes: [UInt8], by signingKey: [UInt8]) -> [UInt8] {
        precondition(signingKey.count == 64)
        var signature = [UInt8](repeating: 0, count: signatureCount)
        crypto_sign_detached(&signature, nil, bytes, UInt64(bytes.count), signingKey)
        return signature
    }

    /// Validity of `signature` on `bytes` under `publicKey`; false for a signature or key of another length.
    public static func isValid(_ signature: [UInt8], of bytes: [UInt8], by publicKey: [UInt8]) -> Bool {
        guard signature.count == signatureCount, publicKey.count == publicKeyCount else { return false }
        return crypto_sign_verify_detached(signature, bytes, UInt64(bytes.count), publicKey) == 0
    }

    /// Validity of 32 bytes as a public key: a point of the curve's main subgroup in its canonical encoding.
    public static func isPublicKey(_ bytes: [UInt8]) -> Bool {
        guard bytes.count == publicKeyCount else { return false }
        requireLibrary()
        return crypto_core_ed25519_is_valid_point(bytes) == 1
    }

    private static let isLibraryReady = sodium_init() >= 0

    /// Chooses the implementations that suit the processor, once.
    private static func requireLibrary() { precondition(isLibraryReady, "libsodium does not start") }
}
