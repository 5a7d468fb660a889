internal import QuorateCrypto

/// The key with which one replica or client signs: Ed25519 (RFC 8032).
public struct SigningKey: Sendable {
    private let keys: (publicKey: [UInt8], signingKey: [UInt8])

    /// The key made of a secret of 32 bytes.
    ///
    /// - Precondition: `secret` has 32 bytes.
    public init(secret: [UInt8]) {
        keys = Ed25519.keys(of: secret)
    }

    /// The key of signer number `number`, for tests and benchmarks: everybody knows it.
    public static func known(_ number: Int) -> SigningKey {
        SigningKey(secret: SHA256.digest(of: Array("quorate signer \(number)".utf8)))
    }

    /// Key with which others check signatures.
    public var publicKey: VerifyingKey { VerifyingKey(key: keys.publicKey) }

    /// The signature of `bytes`, 64 bytes.
    public func signature(of bytes: [UInt8]) -> [UInt8] {
        Ed25519.signature(of: bytes, by: keys.signingKey)
    }
}

/// The public half of a ``SigningKey``.
public struct VerifyingKey: Sendable {
    /// The 32 bytes of the key, which everybody may know.
    public let bytes: [UInt8]

    fileprivate init(key: [UInt8]) { bytes = key }

    /// The key with these bytes, 32; nil when they are none.
    public init?(bytes: [UInt8]) {
        guard Ed25519.isPublicKey(bytes) else { return nil }
        self.bytes = bytes
    }

    /// Returns true if `signature` is one of `bytes` by the owner of this key.
    public func isValid(_ signature: [UInt8], of bytes: [UInt8]) -> Bool {
        Ed25519.isValid(signature, of: bytes, by: self.bytes)
    }
}

/// Functions with which a replica signs and checks the signatures of others.
public struct Authentication: Sendable {
    /// The signature of bytes, by this replica.
    public let sign: @Sendable ([UInt8]) -> [UInt8]
    /// Check that a signature of bytes is one of the given signer.
    public let verify: @Sendable (_ signature: [UInt8], _ bytes: [UInt8], _ signer: Signer) -> Bool

    /// Somebody who signs.
    public enum Signer: Hashable, Sendable {
        /// The replica of that number.
        case replica(Int)
        /// The client of that number.
        case client(Int)
    }

    /// Signs and checks by the given functions; a caller that keeps signatures it has checked can save time here.
    public init(
        sign: @escaping @Sendable ([UInt8]) -> [UInt8],
        verify: @escaping @Sendable (_ signature: [UInt8], _ bytes: [UInt8], _ signer: Signer) -> Bool
    ) {
        self.sign = sign
        self.verify = verify
    }

    /// Ed25519, with this replica's key and the public keys of everybody, by number.
    public static func ed25519(
        key: SigningKey, replicas: [VerifyingKey], clients: [VerifyingKey]
    ) -> Authentication {
        Authentication(sign: key.signature(of:)) { signature, bytes, signer in
            switch signer {
            case .replica(let number):
                replicas.indices.contains(number) && replicas[number].isValid(signature, of: bytes)
            case .client(let number):
                clients.indices.contains(number) && clients[number].isValid(signature, of: bytes)
            }
        }
    }

    /// UNSAFE: nobody signs and everything is believed. For measuring what signatures cost.
    public static let unsafeNone = Authentication(sign: { _ in [] }, verify: { _, _, _ in true })
}
