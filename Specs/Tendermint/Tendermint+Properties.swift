import QuorateFaults
public import QuorateLanguage
import QuorateQuorums

extension Tendermint {
    public var properties: [Property<State>] {
        let (quorum, rounds, allReplicas) = (quorum, rounds, allReplicas)
        let always: [Property<State>] = [
            .always(
                "agreement",
                unless: { s in
                    Self.decided(.first, s, quorum, rounds) && Self.decided(.second, s, quorum, rounds)
                }),
            // Validity of the paper (section 2.2): a decided value satisfies the application's predicate.
            .always(
                "validity",
                unless: { s in
                    Evidence(s.validity == .onlyFirst) && Self.decided(.second, s, quorum, rounds)
                }),
            // Two votes with the same height, round and step are evidence for which a replica is slashed.
            .always("no correct replica equivocates") { s in
                let correct = s.faulty.correct(among: allReplicas)
                return (0..<rounds).allSatisfy { round in
                    Self.areDisjoint { s.opening.senders(of: .prevote(Ballot(round, $0)), in: correct) }
                        && Self.areDisjoint { s.precommits.senders(of: Ballot(round, $0), in: correct) }
                }
            },
            .reachable("the correct replicas decide by themselves") { s in
                Self.decideAlone(s, s.faulty.correct(among: allReplicas), quorum, inRounds: 0..<rounds)
            },
        ]
        return rounds > 1 ? always + laterRounds : always
    }

    /// What only later rounds show.
    private var laterRounds: [Property<State>] {
        let (quorum, rounds, allReplicas) = (quorum, rounds, allReplicas)
        return [
            .reachable("a value is decided after the first round") { s in
                Self.decideAlone(s, s.faulty.correct(among: allReplicas), quorum, inRounds: 1..<rounds)
            },
            .reachable("a correct proposer shows a proof of lock") { s in
                let correct = s.faulty.correct(among: allReplicas)
                return Value.values.contains {
                    !s.opening.senders(of: .proposal($0, validRound: 0), in: correct).isEmpty
                }
            },
        ]
    }

    /// Evidence that a quorum has precommitted `value` in some round: at least what any replica that decides
    /// knows.
    @inline(__always)
    static func decided(_ value: Value, _ s: State, _ quorum: Int, _ rounds: Int) -> Evidence {
        .any(of: 0..<rounds) { round in s.precommits[Ballot(round, value)].count >= quorum }
    }

    private static func decideAlone(
        _ s: State, _ correct: CorrectReplicas, _ quorum: Int, inRounds rounds: Range<Int>
    ) -> Bool {
        rounds.contains { round in
            Value.values.contains { s.precommits.senders(of: Ballot(round, $0), in: correct).count >= quorum }
        }
    }

    /// Whether nobody is among the voters for two of the values, nil included.
    @inline(__always)
    private static func areDisjoint(_ voters: (Value?) -> ReplicaSet) -> Bool {
        let (first, second) = (voters(.first), voters(.second))
        return first.isDisjoint(with: second) && first.union(second).isDisjoint(with: voters(nil))
    }
}
