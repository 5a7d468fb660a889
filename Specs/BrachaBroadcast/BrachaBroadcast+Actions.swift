import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension BrachaBroadcast {
    /// What a correct replica does: the sender's first step, and the three steps of everybody.
    public enum Action: SpecAction {
        case broadcast(Value)
        case echo(ReplicaID, Value)
        case ready(ReplicaID, Value)
        case deliver(ReplicaID, Value)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable { case broadcast, echo, ready, deliver }

        public var kind: Kind {
            switch self {
            case .broadcast: .broadcast
            case .echo: .echo
            case .ready: .ready
            case .deliver: .deliver
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        let correct = s.faulty.correct(among: allReplicas)
        for v in Value.values {
            let heard = evidence(for: v, in: s)
            let (echoing, preparing) = (mayEcho(v, in: s, correct), mayBeReady(v, in: s, correct))
            let delivering = mayDeliver(in: s, correct)
            next.take(.broadcast(v), if: mayBroadcast(in: s, correct)) {
                $0.votes.cast(.initial(v), by: sender)
            }
            for i in correct.lazy.map(\.id) {
                next.take(.echo(i, v), if: echoing.contains(i), given: heard.toEcho) {
                    $0.votes.cast(.echo(v), by: i)
                }
                next.take(.ready(i, v), if: preparing.contains(i), given: heard.toBeReady) {
                    $0.votes.cast(.ready(v), by: i)
                }
                next.take(.deliver(i, v), if: delivering.contains(i), given: heard.toDeliver) {
                    let value = mutant == .echoedValue ? s.valueEchoed(by: i, in: correct) : v
                    $0.delivered[value].insert(i)
                }
            }
        }
    }

    /// What can have been heard of `v`, and is enough for each of the paper's steps.
    @inline(__always)
    private func evidence(
        for v: Value, in s: State
    ) -> (toEcho: Evidence, toBeReady: Evidence, toDeliver: Evidence) {
        let (thresholds, initials) = (thresholds, s.votes[.initial(v)])
        // A receiver knows who a message is from, so only the sender's INITIAL counts.
        let initial = mutant == .anybodysInitial ? initials.count >= 1 : initials.contains(sender)
        let echoed = s.votes[.echo(v)].count >= thresholds.echoes
        let readies = s.votes[.ready(v)].count
        return (
            toEcho: initial || echoed || readies >= thresholds.joining,
            toBeReady: (mutant == .noEchoPhase ? initial : echoed) || readies >= thresholds.amplification,
            toDeliver: readies >= thresholds.delivery
        )
    }
}

// Whose own past allows a step, whatever they hear.
extension BrachaBroadcast {
    /// Whether the sender is correct and has not begun.
    @inline(__always)
    func mayBroadcast(in s: State, _ correct: CorrectReplicas) -> Bool {
        correct[sender] != nil && s.senders(of: Message.initial, in: correct).isEmpty
    }

    /// The correct replicas that have not echoed.
    @inline(__always)
    func mayEcho(_ v: Value, in s: State, _ correct: CorrectReplicas) -> ReplicaSet {
        if mutant == .noEchoPhase { return [] }
        let done =
            mutant == .everyValue
            ? s.votes.senders(of: .echo(v), in: correct) : s.senders(of: Message.echo, in: correct)
        return correct.members.subtracting(done)
    }

    /// The correct replicas that have echoed and are not ready.
    @inline(__always)
    func mayBeReady(_ v: Value, in s: State, _ correct: CorrectReplicas) -> ReplicaSet {
        let echoed = mutant == .noEchoPhase ? correct.members : s.senders(of: Message.echo, in: correct)
        let done =
            mutant == .everyValue
            ? s.votes.senders(of: .ready(v), in: correct) : s.senders(of: Message.ready, in: correct)
        return echoed.subtracting(done)
    }

    /// The correct replicas that are ready and have not delivered.
    @inline(__always)
    func mayDeliver(in s: State, _ correct: CorrectReplicas) -> ReplicaSet {
        s.senders(of: Message.ready, in: correct).subtracting(s.delivered.replicas)
    }
}
