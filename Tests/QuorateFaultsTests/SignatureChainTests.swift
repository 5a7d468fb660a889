@testable import QuorateFaults
import QuorateLanguage
import QuorateQuorums
import Testing

@Suite struct SignatureChainTests {
    enum Letter: FiniteValue { case a, b, c }
    typealias Chain = SignatureChain<Letter>

    static let everybody = ReplicaSet(count: 5)
    static let noFaults = FaultyReplicas([])

    /// A correct replica, as a spec gets one.
    static func correct(_ replica: ReplicaID) -> CorrectReplica {
        noFaults.correct(among: .everyReplica)[replica]!
    }

    @Test func chainsAreNumberedFromZero() {
        let chains = Array(Chain.values)
        #expect(chains.count == 3 * (1 + 4 + 4 * 3 + 4 * 3 * 2))
        #expect(chains.map { Int($0.packed) } == Array(chains.indices))
        #expect(Set(chains).count == chains.count)
        #expect(Set(chains.map(\.description)).count == chains.count)
        #expect(FiniteSet<Chain>.layoutProblem == nil)
    }

    /// Signing by hand makes the same chains: nothing is in the domain that cannot be signed, and nothing is
    /// missing.
    @Test func everyChainIsSignedLinkByLink() {
        var made: Set<Chain> = []
        var latest = Letter.values.map { Chain.signed($0, by: Self.correct(0)) }
        while !latest.isEmpty {
            made.formUnion(latest)
            latest = latest.filter { $0.count < 4 }.flatMap { chain in
                Self.everybody.subtracting(chain.members).map { chain.signed(by: Self.correct($0)) }
            }
        }
        #expect(made == Set(Array(Chain.values)))
    }

    @Test func aSignatureCoversTheValueAndTheSignaturesBefore() {
        let chain = Chain.signed(.b, by: Self.correct(0)).signed(by: Self.correct(3)).signed(
            by: Self.correct(1))
        #expect(chain.description == "b:r0:r3:r1")
        #expect(chain.count == 3)
        #expect(chain.members == [0, 1, 3])
        #expect(chain.signatures.map(\.signer) == [0, 3, 1])
        #expect(chain.signatures.allSatisfy { $0.value == .b })
        #expect(chain.signatures[2].before == Array(chain.signatures.prefix(2)))
        #expect(chain.signatures.map(\.chain.description) == ["b:r0", "b:r0:r3", "b:r0:r3:r1"])
        // The same signer after other signatures has signed something else.
        let other = Chain.signed(.b, by: Self.correct(0)).signed(by: Self.correct(1))
        #expect(chain.signatures[2].signer == other.signatures[1].signer)
        #expect(chain.signatures[2] != other.signatures[1])
    }

    @Test(
        arguments: [
            { _ = Chain.signed(.a, by: correct(1)) },
            { _ = Chain.signed(.a, by: correct(0)).signed(by: correct(0)) },
            { _ = Chain.signed(.a, by: correct(0)).signed(by: correct(2)).signed(by: correct(2)) },
            { _ = Chain.signed(.a, by: correct(0)).signed(by: correct(5)) },
            {
                _ = (1...4).reduce(Chain.signed(.a, by: correct(0))) { $0.signed(by: correct(ReplicaID($1))) }
            },
        ] as [@Sendable () -> Void])
    func whatIsNoChainIsAFaultOfTheSpec(signing: @Sendable () -> Void) {
        let faults = SpecFault.countOnThisThread
        signing()
        #expect(SpecFault.countOnThisThread == faults + 1)
    }

    @Test func onlyWhatWasSeenCanBeShown() {
        let chain = Chain.signed(.a, by: Self.correct(0)).signed(by: Self.correct(1))
        let (faulty, among) = (FaultyReplicas([2]), ReplicaSet(count: 3))
        func shown(_ seen: [Chain]) -> [String] {
            Chain.chains(by: faulty, among: among, having: seen.contains).map(\.description)
        }
        #expect(shown([]) == [])
        #expect(shown([chain.prefix(1)]) == ["a:r0", "a:r0:r2"])
        #expect(
            shown([chain.prefix(1), chain])
                == ["a:r0", "a:r0:r1", "a:r0:r2", "a:r0:r1:r2"])
        // The last signature alone does not do: the one of the source is checked as well.
        #expect(shown([chain]) == [])
    }
}
