public import QuorateLanguage
public import QuorateQuorums

/// The chains with one value that some replicas could sign, shorter ones first; without an array, for loops
/// inside actions.
@frozen
public struct SignatureChains<Value: FiniteValue>: Sequence, IteratorProtocol {
    @usableFromInline let value: Value
    @usableFromInline let replicas: ReplicaSet
    @usableFromInline var rest: ArraySlice<SignerSequence>

    @inlinable @inline(__always)
    init(of value: Value, among replicas: ReplicaSet) {
        self.value = value
        self.replicas = replicas
        rest = SignerSequence.all[...]
    }

    /// The next chain, or nil after the last.
    @inlinable @inline(__always)
    public mutating func next() -> SignatureChain<Value>? {
        while let signers = rest.popFirst() {
            if signers.members.isSubset(of: replicas) { return SignatureChain(value, signers) }
        }
        return nil
    }
}
