import QuorateExplorer
import QuorateLanguage
import QuorateQuorums
import Testing

@testable import QuorateFaults
@testable import PBFTSpecs
@testable import Toys

/// What the adversary could show, against an enumeration of everything it could send: signatures one by one.
@Suite struct PBFTCertificateLongTests {
    @Test(arguments: [
        PBFT(views: 2), PBFT(faulty: 0, views: 2), PBFT(replicas: 3, views: 3), PBFT(replicas: 5, views: 2),
        PBFT(views: 2, mutant: .prepareQuorum2f), PBFT(views: 2, mutant: .quorum2f),
    ])
    func newViewsAreThoseThatSomeQuorumGives(spec: PBFT) {
        var justified = 0
        for state in spec.reachableStates() {
            for view in PBFT.View.values where view > .v0 && Int(view.packed) < spec.views {
                let allowed = EveryNewView(spec: spec, state: state).values(for: view)
                for value in PBFT.Value.values {
                    justified += allowed.contains(value) ? 1 : 0
                    #expect(
                        spec.justified(view, in: state)[value].isGiven == allowed.contains(value),
                        "\(state) \(view) \(value)")
                }
            }
        }
        #expect(justified > 0)
    }
}

/// The NEW-VIEWs that the replicas of a state can make, by trying every set of messages.
private struct EveryNewView {
    let spec: PBFT
    let state: PBFT.State

    typealias Certificate = PBFT.Certificate

    /// Who has signed PREPARE: correct replicas as they have, faulty ones whatever they are asked for.
    private func hasSigned(_ i: ReplicaID, _ certificate: Certificate) -> Bool {
        guard let replica = state.faulty.correct(among: spec.members)[i] else { return true }
        return state.votes.hasCast(.prepare(certificate.view, certificate.value), by: replica)
    }

    /// Whether some set of signatures, large enough, makes the certificate.
    private func canBeMade(_ certificate: Certificate) -> Bool {
        spec.members.subsets(ofSize: spec.prepareQuorum).contains { signers in
            signers.allSatisfy { hasSigned($0, certificate) }
        }
    }

    /// The certificates that `i` may put into a VIEW-CHANGE to `view`; none if it sends none.
    private func reports(of i: ReplicaID, to view: PBFT.View) -> [Certificate?] {
        let lower = PBFT.View.values.filter { $0 < view }
        let all = lower.flatMap { low in PBFT.Value.values.map { Certificate(view: low, value: $0) } }
        guard let replica = state.faulty.correct(among: spec.members)[i] else {
            return [nil] + all.filter(canBeMade)
        }
        guard state.view[i] >= view else { return [] }
        return [all.last { state.votes.hasCast(.commit($0.view, $0.value), by: replica) }]
    }

    func values(for view: PBFT.View) -> Set<PBFT.Value> {
        var allowed: Set<PBFT.Value> = []
        for senders in spec.members.subsets(ofSize: spec.quorum) {
            for messages in choices(senders.map { reports(of: $0, to: view) }) {
                let shown = messages.compactMap(\.self)
                guard let highest = shown.map(\.view).max() else { return Set(PBFT.Value.values) }
                for certificate in shown where certificate.view == highest {
                    allowed.insert(certificate.value)
                }
            }
        }
        return allowed
    }

    private func choices<Element>(_ lists: [[Element]]) -> [[Element]] {
        lists.reduce([[]]) { chosen, list in chosen.flatMap { start in list.map { start + [$0] } } }
    }
}
