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
            .reachable("a correct replica decides", given: { s in spec.decides(.a, in: s) }),
            .reachable("a correct replica decides in the last view") { s in
                spec.decides(.a, in: s, View(packed: UInt64(spec.views - 1)))
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

    /// Whether a client could hold a result that no correct replica stands for, while the other value is decided.
    @inline(__always)
    func misleadsClient(to value: Value, in s: State) -> Evidence {
        let correct = s.faulty.correct(among: members)
        let isUnknown = View.values.allSatisfy {
            s.votes.senders(of: .commit($0, value), in: correct).isEmpty
        }
        return Evidence(isUnknown) && accepts(value, in: s) && decides(value.other, in: s)
    }

    /// Whether a client could have received enough matching replies for `value`.
    @inline(__always)
    func accepts(_ value: Value, in s: State) -> Evidence {
        let faulty = s.faulty.members
        return Evidence.any(of: View.values) { view in
            let executed = s.votes[.commit(view, value)].intersection(
                s.faulty.correct(among: members).members)
            return decides(value, in: s, view) && executed.union(Senders(correct: faulty)).count >= replies
        } || Evidence(faulty.count >= replies)
    }
}
