import QuorateLanguage
public import QuorateQuorums

extension SignatureChain {
    /// Evidence that an adversary with the keys of `faulty` can show this chain: every other signature in it
    /// has been seen.
    ///
    /// A correct replica sends each chain that it signs, so a signature of it that was not sent was not made.
    /// A receiver of a chain checks its signatures, and so takes it only on this evidence.
    ///
    /// - Parameters:
    ///   - faulty: the replicas that sign whatever they are asked to.
    ///   - seen: whether a chain has been sent by the correct replica that signed it last.
    @inlinable @inline(__always)
    public func canBeShown(by faulty: FaultyReplicas, having seen: (SignatureChain) -> Bool) -> Evidence {
        for length in 1...count where !faulty.contains(signers[length &- 1]) {
            guard seen(prefix(length)) else { return Evidence(false) }
        }
        return Evidence(true)
    }

    /// Every chain with `value` that `replicas` could sign in some run, shorter ones first.
    @inlinable @inline(__always)
    public static func chains(of value: Value, among replicas: ReplicaSet) -> SignatureChains<Value> {
        SignatureChains(of: value, among: replicas)
    }

    /// Everything that `faulty` can show: the chains that ``canBeShown(by:having:)`` lets through.
    public static func chains(
        by faulty: FaultyReplicas, among replicas: ReplicaSet, having seen: (SignatureChain) -> Bool
    ) -> [SignatureChain] {
        Value.values.flatMap { chains(of: $0, among: replicas) }.filter {
            $0.canBeShown(by: faulty, having: seen).isGiven
        }
    }
}
