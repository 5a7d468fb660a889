import QuorateReplicas
import Testing

/// A test vector: secret key, public key, message and signature.
private struct Vector: Sendable, CustomTestStringConvertible {
    let name: String
    let secret: [UInt8]
    let publicKey: [UInt8]
    let message: [UInt8]
    let signature: [UInt8]

    var testDescription: String { name }

    init(_ name: String, _ secret: String, _ publicKey: String, _ message: [UInt8], _ signature: String) {
        (self.name, self.message) = (name, message)
        (self.secret, self.publicKey) = (Self.bytes(secret), Self.bytes(publicKey))
        self.signature = Self.bytes(signature)
    }

    private static func bytes(_ text: String) -> [UInt8] {
        let digits = text.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    }

    /// RFC 8032, section 7.1.
    static let all = [
        Vector(
            "TEST 1", "9d61b19deffd5a60ba844af492ec2cc4 4449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a 0ee172f3daa62325af021a68f707511a", [],
            "e5564300c360ac729086e2cc806e828a 84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46b d25bf5f0595bbe24655141438e7a100b"),
        Vector(
            "TEST 2", "4ccd089b28ff96da9db6c346ec114e0f 5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc 9c982ccf2ec4968cc0cd55f12af4660c", [0x72],
            "92a009a9f0d4cab8720e820b5f642540 a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c 387b2eaeb4302aeeb00d291612bb0c00"),
        Vector(
            "TEST 3", "c5aa8df43f9f837bedb7442f31dcb7b1 66d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f058 0816ed13ba3303ac5deb911548908025", [0xaf, 0x82],
            "6291d657deec24024827e69c3abe01a3 0ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc659 4a7c15e9716ed28dc027beceea1ec40a"),
    ]
}

/// Ed25519 and what it protects.
@Suite struct SignatureTests {
    private let key = SigningKey.known(1)
    private let text = Array("one text".utf8)

    /// The vectors of RFC 8032.
    @Test(arguments: Vector.all)
    private func theVectorsOfRFC8032Agree(vector: Vector) throws {
        let key = SigningKey(secret: vector.secret)
        #expect(key.publicKey.isValid(vector.signature, of: vector.message))
        #expect(key.publicKey.bytes == vector.publicKey)
        let known = try #require(VerifyingKey(bytes: vector.publicKey))
        #expect(known.isValid(vector.signature, of: vector.message))
        #expect(!known.isValid(vector.signature, of: vector.message + [0]))
        // Elsewhere the library adds randomness, which the RFC's signers do not.
        #if !canImport(Darwin)
            #expect(key.signature(of: vector.message) == vector.signature)
        #endif
    }

    /// A signature with any bit flipped, a shorter one and a longer one are none.
    @Test func aSignatureWithAnyBitFlippedIsNone() {
        let signature = key.signature(of: text)
        #expect(key.publicKey.isValid(signature, of: text))
        for bit in 0..<512 {
            var flipped = signature
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!key.publicKey.isValid(flipped, of: text), "bit \(bit)")
        }
        for count in 0..<64 { #expect(!key.publicKey.isValid(Array(signature.prefix(count)), of: text)) }
        #expect(!key.publicKey.isValid(signature + [0], of: text))
    }

    /// A text with any bit flipped is another one.
    @Test func aTextWithAnyBitFlippedIsAnother() {
        let signature = key.signature(of: text)
        for bit in 0..<text.count * 8 {
            var flipped = text
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!key.publicKey.isValid(signature, of: flipped), "bit \(bit)")
        }
    }

    /// There is one signature and not a second one that says the same: S is below the order of the group.
    @Test func thereIsOneSignatureAndNotASecondOneThatSaysTheSame() {
        let order: [UInt8] =
            [0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14]
            + [UInt8](repeating: 0, count: 15) + [0x10]
        var (signature, carry) = (key.signature(of: text), 0)
        for index in 0..<32 {
            let sum = Int(signature[32 + index]) + Int(order[index]) + carry
            (signature[32 + index], carry) = (UInt8(sum & 255), sum >> 8)
        }
        #expect(!key.publicKey.isValid(signature, of: text))
    }

    /// Keys that are no keys.
    @Test func keysThatAreNoKeysAreRefused() {
        #expect(VerifyingKey(bytes: []) == nil)
        #expect(VerifyingKey(bytes: [UInt8](repeating: 1, count: 31)) == nil)
        #expect(SigningKey.known(1).publicKey.bytes != SigningKey.known(2).publicKey.bytes)
    }

    @Test func eachSignerSignsForItself() {
        let (replicas, clients) = ([SigningKey.known(0), .known(1)], [SigningKey.known(2)])
        let authentication = Authentication.ed25519(
            key: replicas[1], replicas: replicas.map(\.publicKey), clients: clients.map(\.publicKey))
        let signature = authentication.sign(text)
        let signers: [Authentication.Signer] = [
            .replica(0), .replica(1), .replica(2), .replica(-1), .client(0), .client(1), .client(-1),
        ]
        #expect(signers.filter { authentication.verify(signature, text, $0) } == [.replica(1)])
        let fromClient = clients[0].signature(of: text)
        #expect(signers.filter { authentication.verify(fromClient, text, $0) } == [.client(0)])
        #expect(Authentication.unsafeNone.verify([], text, .replica(7)))
    }
}
