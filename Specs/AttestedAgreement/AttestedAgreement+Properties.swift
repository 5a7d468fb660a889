import QuorateFaults
public import QuorateLanguage
import QuorateQuorums

extension AttestedAgreement {
    public var properties: [Property<State>] {
        let (allReplicas, quorumSize) = (allReplicas, quorumSize)
        return [
            .always("agreement") { s in
                var decided: Proposal?
                for r in allReplicas {
                    guard let value = s.decisions[r] else { continue }
                    if let decided, decided != value { return false }
                    decided = value
                }
                return true
            },
            .always("validity") { s in allReplicas.allSatisfy { s.decisions[$0] != .forged } },
            .reachable("decision by every correct replica") { s in
                allReplicas.subtracting(s.faulty.members).allSatisfy { s.decisions[$0] != nil }
            },
            .reachable("quorum of correct replicas") { s in
                let correct = s.faulty.correct(among: allReplicas)
                return s.votes.senders(of: Attestation(.first, boundTo: 1), in: correct).count >= quorumSize
            },
        ]
    }
}
