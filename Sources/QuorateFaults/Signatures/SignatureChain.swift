public import QuorateLanguage
public import QuorateQuorums

/// A value and an ordered chain of different signers, each of whom signs the value and all signatures before:
/// what the paper writes as v:0:2.
///
/// The source of the value is replica r0 and always signs first; after it at most three of r1 to r4 sign. A
/// chain that begins with anybody else is of no use to any receiver, so there is none.
///
/// There is no initialiser. A correct replica makes a chain with ``signed(_:by:)`` and lengthens one with
/// ``signed(by:)``; what faulty replicas can show comes from ``chains(by:among:having:)``. A chain is only a
/// text: whether its signatures are genuine is a fact of the run, and ``canBeShown(by:having:)`` says so,
/// link by link.
@frozen
public struct SignatureChain<Value: FiniteValue>: FiniteValue {
    /// Of three values at most.
    public typealias SetStorage = Bits128

    /// The value that is signed.
    public let value: Value
    @usableFromInline let signers: SignerSequence

    @inlinable @inline(__always)
    init(_ value: Value, _ signers: SignerSequence) {
        self.value = value
        self.signers = signers
    }

    /// The number of signatures.
    @inlinable @inline(__always)
    public var count: Int { Int(signers.count) }

    /// Everybody who has signed.
    @inlinable @inline(__always)
    public var members: ReplicaSet { signers.members }

    /// The chain as it was when it had `length` signatures, 1 to `count`.
    @inlinable @inline(__always)
    public func prefix(_ length: Int) -> SignatureChain { SignatureChain(value, signers.prefix(length)) }

    /// The signatures, the earliest first.
    public var signatures: [Signature<Value>] { (1...count).map { Signature(last: prefix($0)) } }

    /// The chain that begins with the signature of the source.
    @inlinable @inline(__always)
    public static func signed(_ value: Value, by source: CorrectReplica) -> SignatureChain {
        if _slowPath(source.id != 0) { SpecFault.raise("\(source.id) begins a chain; the source is r0") }
        return SignatureChain(value, .source)
    }

    /// The chain with one signature more.
    @inlinable @inline(__always)
    public func signed(by replica: CorrectReplica) -> SignatureChain {
        if _slowPath(count == SignerSequence.capacity || replica.id > 4 || members.contains(replica.id)) {
            SpecFault.raise("\(replica.id) cannot sign \(self): four different ones of r0 to r4 sign a chain")
            return self
        }
        return SignatureChain(value, signers.appending(replica.id))
    }

    /// Every text of a chain.
    @inlinable @inline(__always)
    public static var valueCount: Int { Value.valueCount &* SignerSequence.number }

    /// The number of this chain: shorter ones first, value by value.
    @inlinable @inline(__always)
    public var packed: UInt64 {
        value.numberToFind &* UInt64(SignerSequence.number) &+ UInt64(truncatingIfNeeded: signers.index)
    }

    /// The chain with the given number.
    @inlinable
    public init(packed: UInt64) {
        let (value, signers) = packed.quotientAndRemainder(dividingBy: UInt64(SignerSequence.number))
        self.init(Value(packed: value), SignerSequence.all[Int(signers)])
    }
}

extension SignatureChain: SpecDescribable, CustomStringConvertible {
    /// Value and signers in the notation of the paper, as in `attack:r0:r2`.
    public var description: String {
        (["\(value)"] + (0..<count).map { "\(signers[$0])" }).joined(separator: ":")
    }

    /// The same as a string.
    public func specValue(for replicas: ReplicaSet) -> SpecValue { .string(description) }
}
