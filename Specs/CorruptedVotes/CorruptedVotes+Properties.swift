public import QuorateLanguage
import QuorateQuorums

extension CorruptedVotes {
    public var properties: [Property<State>] {
        let allReplicas = allReplicas
        return [
            .always("agreement") { s in
                var decided: Word?
                for r in allReplicas {
                    guard let value = s.decisions[r] else { continue }
                    if let decided, decided != value { return false }
                    decided = value
                }
                return true
            },
            .always("validity") { s in allReplicas.allSatisfy { s.decisions[$0] != 0 } },
            .reachable("decision by every correct replica") { s in
                allReplicas.subtracting(s.faulty.members).allSatisfy { s.decisions[$0] != nil }
            },
        ]
    }
}
