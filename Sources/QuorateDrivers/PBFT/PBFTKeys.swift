internal import QuorateReplicas
internal import Synchronization

/// The keys of everybody in a replay, real ones of which everybody knows the secret half.
///
/// A message is signed once and a signature is checked once; after that the answer is remembered, because the same
/// message is delivered in very many runs.
final class PBFTKeys: Sendable {
    private struct Question: Hashable {
        let signer: Authentication.Signer
        let bytes: [UInt8]
        let signature: [UInt8]

        func hash(into hasher: inout Hasher) {
            hasher.combine(signer)
            bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
        }
    }

    private let replicas: [SigningKey]
    private let clients: [SigningKey]
    private let signatures = Mutex<[Question: [UInt8]]>([:])
    private let answers = Mutex<[Question: Bool]>([:])

    init(replicaCount: Int, clientCount: Int) {
        replicas = (0..<replicaCount).map { SigningKey.known($0) }
        clients = (0..<clientCount).map { SigningKey.known(1000 + $0) }
    }

    /// Authentication with which a replica or client signs, and checks what others have signed.
    func authentication(of signer: Authentication.Signer) -> Authentication {
        Authentication(
            sign: { [self] in signature(of: $0, by: signer) },
            verify: { [self] in isValid($0, of: $1, by: $2) })
    }

    private func key(of signer: Authentication.Signer) -> SigningKey? {
        switch signer {
        case .replica(let number): replicas.indices.contains(number) ? replicas[number] : nil
        case .client(let number): clients.indices.contains(number) ? clients[number] : nil
        }
    }

    private func signature(of bytes: [UInt8], by signer: Authentication.Signer) -> [UInt8] {
        let question = Question(signer: signer, bytes: bytes, signature: [])
        if let known = signatures.withLock({ $0[question] }) { return known }
        let signature = key(of: signer)?.signature(of: bytes) ?? []
        signatures.withLock { $0[question] = signature }
        return signature
    }

    private func isValid(_ signature: [UInt8], of bytes: [UInt8], by signer: Authentication.Signer) -> Bool {
        let question = Question(signer: signer, bytes: bytes, signature: signature)
        if let known = answers.withLock({ $0[question] }) { return known }
        let isValid = key(of: signer)?.publicKey.isValid(signature, of: bytes) ?? false
        answers.withLock { $0[question] = isValid }
        return isValid
    }
}
