public import QuorateLanguage
import QuorateQuorums

extension SingleValueAgreement {
    public var properties: [Property<State>] {
        let (allReplicas, faults, quorumSize) = (allReplicas, faults, quorumSize)
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
            // f replicas are Byzantine or have crashed without a vote, and the votes of the others are
            // enough.
            .reachable("quorum without the faulty replicas") { s in
                let correct = s.faulty.correct(among: allReplicas)
                let voters = s.votes.senders(of: .first, in: correct).subtracting(s.memory.down)
                return s.faulty.members.count + s.memory.down.count == faults && voters.count >= quorumSize
            },
        ]
    }
}
