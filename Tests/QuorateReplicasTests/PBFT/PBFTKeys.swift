import QuorateReplicas

/// Signatures that cost little: a hash of 64 bits under a secret of the signer. Nobody in these tests tries to break
/// the hash; a faulty replica is given only its own function to sign with.
enum PBFTKeys {
    static func replica(_ number: Int) -> Authentication { authentication(.replica(number)) }
    static func client(_ number: Int) -> Authentication { authentication(.client(number)) }

    private static func authentication(_ signer: Authentication.Signer) -> Authentication {
        Authentication(
            sign: { tag(of: $0, by: signer) }, verify: { $0 == tag(of: $1, by: $2) })
    }

    private static func tag(of bytes: [UInt8], by signer: Authentication.Signer) -> [UInt8] {
        var hash: UInt64 =
            switch signer {
            case .replica(let number): 0x9e37_79b9_7f4a_7c15 &* UInt64(2 * number + 1)
            case .client(let number): 0xbf58_476d_1ce4_e5b9 &* UInt64(2 * number + 2)
            }
        bytes.withUnsafeBytes { buffer in
            var offset = 0
            while offset + 8 <= buffer.count {
                hash = mixed(hash ^ buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                offset += 8
            }
            for index in offset..<buffer.count { hash = mixed(hash ^ UInt64(buffer[index])) }
        }
        hash = mixed(hash ^ UInt64(bytes.count))
        return withUnsafeBytes(of: hash.bigEndian) { Array($0) }
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        let product = (value ^ value >> 32) &* 0xd6e8_feb8_6659_fd93
        return product ^ product >> 29
    }
}
