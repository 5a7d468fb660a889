import QuorateFaults
public import QuorateLanguage
import QuorateQuorums

extension MachineMigration {
    public var properties: [Property<State>] {
        [
            .always(
                "memory and registers of one time", when: { s in s.resumed != nil },
                then: { s in s.resumed?.isWhole ?? true }),
            .always("no rollback", unless: { s in isOlderThanCertified(in: s) }),
            .always("one history", unless: { s in hasTwoHistories(in: s) }),
            .reachable("correct verifiers alone complete a migration") { s in isCompletedByCorrect(s) },
        ]
    }

    /// The destination has resumed a whole machine, and a newer one has been certified.
    func isOlderThanCertified(in s: State) -> Evidence {
        guard let resumed = s.resumed, resumed.isWhole else { return Evidence(false) }
        return .any(of: Checkpoint.values) { checkpoint in
            Evidence(isExhibited(checkpoint) && checkpoint.isWhole && checkpoint.memory > resumed.memory)
                && isCertified(checkpoint, in: s)
        }
    }

    /// Two states are certified at one number.
    func hasTwoHistories(in s: State) -> Evidence {
        .any(of: Checkpoint.values) { one in
            Evidence(isExhibited(one)) && isCertified(one, in: s)
                && .any(of: Checkpoint.values) { other in
                    Evidence(isExhibited(other) && other.number == one.number && other.packed > one.packed)
                        && isCertified(other, in: s)
                }
        }
    }

    /// The machine runs on from the last checkpoint, and the signatures of correct verifiers were enough for
    /// it.
    func isCompletedByCorrect(_ s: State) -> Bool {
        guard let resumed = s.resumed, resumed.number == checkpoints else { return false }
        let correct = s.faulty.correct(among: verifiers)
        let signers = s.signed.senders(of: .checkpoint(resumed), in: correct)
        let earlier = resumed.predecessor.map { s.signed.senders(of: .checkpoint($0), in: correct) }
        let reporters = (0...checkpoints).reduce(into: ReplicaSet()) { reporters, number in
            reporters.formUnion(s.signed.senders(of: .latest(number), in: correct))
        }
        return [signers, earlier ?? signers, reporters].allSatisfy { $0.count >= quorumSize }
    }
}
