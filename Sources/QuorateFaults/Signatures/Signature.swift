public import QuorateLanguage
public import QuorateQuorums

/// One signature of a chain: who signs, and what.
public struct Signature<Value: FiniteValue>: Hashable, Sendable {
    /// Chain that ends with this signature; only the signer could make it.
    public let chain: SignatureChain<Value>

    init(last chain: SignatureChain<Value>) { self.chain = chain }

    /// Replica that signs.
    public var signer: ReplicaID { chain.signers[chain.count - 1] }
    /// The value that is signed.
    public var value: Value { chain.value }
    /// The signatures that are signed with the value, the earliest first.
    public var before: [Signature] { Array(chain.signatures.dropLast()) }
}
