import QuorateLanguage
import QuorateQuorums
import Testing

@testable import QuorateFaults
@testable import AgreementSpecs
@testable import Toys

/// What faulty replicas may send, stated a second time: Dolev and Yao, "On the Security of Public Key
/// Protocols" (1983).
///
/// Whoever sees the network takes what it sees apart, signs with the keys that it has, and so on until
/// nothing is new.
@Suite struct UnforgeabilityTests {
    indirect enum Term: Hashable {
        case order(SignedMessages.Order)
        case signed(Term, by: ReplicaID)

        init(_ chain: SignedMessages.Chain) {
            self = chain.signatures.reduce(.order(chain.value)) { .signed($0, by: $1.signer) }
        }

        /// The first signer first.
        var signers: [ReplicaID] {
            guard case .signed(let inner, let signer) = self else { return [] }
            return inner.signers + [signer]
        }
    }

    /// Every term that can be made with `keys` out of `seen`, of chains as receivers take them.
    static func closure(keys: ReplicaSet, seen: Set<Term>) -> Set<Term> {
        var known = seen.union(SignedMessages.Order.values.map(Term.order))
        while true {
            var new: Set<Term> = []
            for term in known {
                if case .signed(let inner, _) = term { new.insert(inner) }
                for key in keys where !term.signers.contains(key) { new.insert(.signed(term, by: key)) }
            }
            if new.isSubset(of: known) { return known }
            known.formUnion(new)
        }
    }

    /// Five generals make terms of five signatures, which have no receiver left and so are no chains.
    static func chains(keys: ReplicaSet, seen: Set<Term>) -> Set<Term> {
        closure(keys: keys, seen: seen).filter { $0.signers.first == 0 && $0.signers.count <= 4 }
    }

    static let specs = [
        SignedMessages(), SignedMessages(generals: 3, traitors: 1, depth: 0),
        SignedMessages(generals: 4, traitors: 1, depth: 2),
        SignedMessages(generals: 4, traitors: 2, depth: 2),
        SignedMessages(generals: 5, traitors: 1, depth: 1),
        SignedMessages(mutant: .lateChains), SignedMessages(mutant: .relayOneShort),
    ]

    struct Network: Hashable {
        let traitors: ReplicaSet
        let sent: [SignedMessages.Chain]
    }

    @Test(arguments: specs.indices)
    func theAdversaryHasWhatItSeesAndItsKeysAndNothingElse(position: Int) {
        let spec = Self.specs[position]
        let networks = Set(
            StateWalk(spec).states.map { Network(traitors: $0.traitors.members, sent: $0.network.sent) })
        for network in networks {
            let shown = SignedMessages.Chain.chains(
                by: FaultyReplicas(network.traitors), among: spec.generals, having: network.sent.contains)
            #expect(
                Set(shown.map(Term.init))
                    == Self.chains(keys: network.traitors, seen: Set(network.sent.map(Term.init))))
        }
        #expect(networks.contains { !$0.sent.isEmpty })
    }

    /// The chains that some lieutenant takes although its signatures were not all made.
    static func forgeriesTaken(in spec: SignedMessages) -> Int {
        var known: [Network: Set<Term>] = [:]
        return StateWalk(spec).states.reduce(0) { count, state in
            let network = Network(traitors: state.traitors.members, sent: state.network.sent)
            let genuine =
                known[network]
                ?? chains(keys: network.traitors, seen: Set(network.sent.map(Term.init)))
            known[network] = genuine
            return count
                + spec.takes(in: state).filter { take in
                    guard case .receive(_, let chain) = take.action, take.successor != nil else {
                        return false
                    }
                    return !genuine.contains(Term(chain))
                }.count
        }
    }

    @Test(arguments: specs.indices)
    func nobodyTakesAForgery(position: Int) {
        #expect(Self.forgeriesTaken(in: Self.specs[position]) == 0)
    }

    @Test(arguments: [SignedMessages.Mutant.uncheckedCommander, .uncheckedRelays])
    func withoutChecksForgeriesAreTaken(mutant: SignedMessages.Mutant) {
        #expect(Self.forgeriesTaken(in: SignedMessages(mutant: mutant)) > 0)
    }
}
