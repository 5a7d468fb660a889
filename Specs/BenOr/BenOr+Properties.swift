import QuorateFaults
public import QuorateLanguage
import QuorateQuorums

extension BenOr {
    public var properties: [Property<State>] {
        let allReplicas = allReplicas
        return [
            .always("agreement", when: { s in !s.decided.replicas.isEmpty }) { s in
                s.decided[.zero].isEmpty || s.decided[.one].isEmpty
            },
            .always("validity", when: { s in !s.decided.replicas.isEmpty }) { s in
                Self.areInputs(s.decided, in: s, s.faulty.correct(among: allReplicas))
            },
            .reachable("some correct replica decides") { s in !s.decided.replicas.isEmpty },
            .reachable("every correct replica decides") { s in
                s.faulty.correct(among: allReplicas).members.isSubset(of: s.decided.replicas)
            },
        ]
    }

    /// Whether each value that was decided is the input of a correct replica: with two values, this is to say
    /// that where all have the same input nothing else is decided.
    ///
    /// A replica that has not reported yet may have had any input, so it counts for none.
    static func areInputs(_ decided: Decisions, in s: State, _ correct: CorrectReplicas) -> Bool {
        Value.values.allSatisfy {
            decided[$0].isEmpty || !s.votes.senders(of: .report(round: 1, $0), in: correct).isEmpty
        }
    }
}
