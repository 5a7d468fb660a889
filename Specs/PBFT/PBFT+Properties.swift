import QuorateFaults
public import QuorateLanguage
import QuorateQuorums

extension PBFT {
    public var properties: [Property<State>] {
        let spec = self
        return [
            .always("agreement", unless: { s in spec.decides(.a, in: s) && spec.decides(.b, in: s) }),
            .always(
                "validity",
                unless: { s in
                    Evidence(s.requested == .onlyA) && spec.decides(.b, in: s)
                }),
            .always(
                "client agreement",
                unless: { s in
                    spec.misleadsClient(to: .a, in: s) || spec.misleadsClient(to: .b, in: s)
                }),
            .reachable("the correct replicas decide by themselves") { s in spec.isDecidedByCorrect(in: s, .v0)
            },
            .reachable("the correct replicas decide by themselves in the last view") { s in
                spec.isDecidedByCorrect(in: s, View(packed: UInt64(spec.views - 1)))
            },
        ]
    }

    /// Whether a correct replica could execute `value` with the messages that have been sent.
    @inline(__always)
    func decides(_ value: Value, in s: State) -> Evidence {
        Evidence.any(of: View.values) { decides(value, in: s, $0) }
    }

    /// Whether a correct replica could have committed `value` in `view`: it is prepared, and a quorum has sent COMMIT.
    /// Without a commit phase a replica executes what it has prepared.
    @inline(__always)
    func decides(_ value: Value, in s: State, _ view: View) -> Evidence {
        let commits = s.votes[.commit(view, value)]
        let correct = commits.intersection(s.faulty.correct(among: members).members)
        return correct.count >= 1 && (mutant == .noCommitPhase ? Evidence(true) : commits.count >= quorum)
    }

    /// Whether correct replicas alone are a quorum for a value in `view`, whatever the others say.
    @inline(__always)
    func isDecidedByCorrect(in s: State, _ view: View) -> Bool {
        let correct = s.faulty.correct(among: members)
        return s.votes.senders(of: .commit(view, .a), in: correct).count >= quorum
    }

    /// Whether a client could hold a result that no correct replica stands for, while the other value is decided.
    ///
    /// Correct replicas reply with what they have executed, so all the replies are then from Byzantine ones.
    @inline(__always)
    func misleadsClient(to value: Value, in s: State) -> Evidence {
        let correct = s.faulty.correct(among: members)
        let isUnknown = View.values.allSatisfy {
            s.votes.senders(of: .commit($0, value), in: correct).isEmpty
        }
        return Evidence(isUnknown && s.faulty.members.count >= replies) && decides(value.other, in: s)
    }
}
