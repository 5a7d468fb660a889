import QuorateFaults
public import QuorateLanguage
import QuorateQuorums

extension BrachaBroadcast {
    /// The paper's two conditions: all deliver what a correct sender broadcasts, nothing else (validity,
    /// totality), and if the sender is Byzantine, all deliver the same value or nobody does (agreement,
    /// totality).
    public var properties: [Property<State>] {
        let (spec, sender) = (self, sender)
        return [
            .always("agreement") { s in s.delivered[.zero].isEmpty || s.delivered[.one].isEmpty },
            .always(
                "validity", when: { s in !s.faulty.contains(sender) && !s.delivered.replicas.isEmpty },
                then: { s in spec.isEverythingDeliveredSent(in: s) }),
            .always(
                "totality",
                when: { s in
                    !(s.faulty.contains(sender) && s.delivered.replicas.isEmpty) && spec.isQuiescent(s)
                }, then: { s in spec.allHaveDelivered(in: s) }),
            .reachable("some correct replica delivers") { s in !s.delivered.replicas.isEmpty },
            .reachable("every correct replica delivers") { s in spec.allHaveDelivered(in: s) },
        ]
    }

    func allHaveDelivered(in s: State) -> Bool {
        s.faulty.correct(among: allReplicas).members.isSubset(of: s.delivered.replicas)
    }

    /// Whether each value that a correct replica has delivered was broadcast by the sender, a correct one.
    func isEverythingDeliveredSent(in s: State) -> Bool {
        let correct = s.faulty.correct(among: allReplicas)
        return Value.values.allSatisfy {
            s.delivered[$0].isEmpty || !s.votes.senders(of: .initial($0), in: correct).isEmpty
        }
    }

    /// Whether the messages of correct replicas, all of which arrive, allow no correct replica a further
    /// step.
    ///
    /// The messages of faulty ones do not count: they need never be sent.
    func isQuiescent(_ s: State) -> Bool {
        let (correct, thresholds) = (s.faulty.correct(among: allReplicas), thresholds)
        if mayBroadcast(in: s, correct) { return false }
        for v in Value.values {
            let readies = s.votes.senders(of: .ready(v), in: correct).count
            let initial = !s.votes.senders(of: .initial(v), in: correct).isEmpty
            let echoed = s.votes.senders(of: .echo(v), in: correct).count >= thresholds.echoes
            let amplified = readies >= thresholds.amplification
            let prepared = mutant == .noEchoPhase ? initial : echoed
            if initial || echoed || readies >= thresholds.joining, !mayEcho(v, in: s, correct).isEmpty {
                return false
            }
            if prepared || amplified, !mayBeReady(v, in: s, correct).isEmpty { return false }
            if readies >= thresholds.delivery, !mayDeliver(in: s, correct).isEmpty { return false }
        }
        return true
    }
}
