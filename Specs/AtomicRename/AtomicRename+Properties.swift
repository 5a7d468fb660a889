import QuorateFaults
public import QuorateLanguage
import QuorateQuorums

extension AtomicRename {
    public var properties: [Property<State>] {
        let (allReplicas, enough) = (allReplicas, enough)
        let last: Operation = mutant == .twoAgreements ? .addToDestination : .renameToDestination
        return [
            .always("agreement") { s in
                let correct = s.faulty.correct(among: allReplicas)
                return
                    !(Self.someone(in: correct, has: .destination, s)
                    && Self.someone(in: correct, has: .elsewhere, s))
            },
            .deadlockFreedom("all or nothing") { s in
                let correct = s.faulty.correct(among: allReplicas)
                return Self.everyone(in: correct, has: .source, s)
                    || correct.allSatisfy { s.place[$0.id] != .source && s.place[$0.id] != nil }
            },
            .reachable("the file is moved everywhere by honest votes alone") { s in
                let correct = s.faulty.correct(among: allReplicas)
                return Self.everyone(in: correct, has: .destination, s)
                    && s.votes.senders(of: last, in: correct).count >= enough
            },
        ]
    }

    /// Whether some correct replica has the file in `directory`.
    static func someone(in correct: CorrectReplicas, has directory: Directory, _ s: State) -> Bool {
        correct.contains { s.place[$0.id] == directory }
    }

    /// Whether every correct replica has the file in `directory`.
    static func everyone(in correct: CorrectReplicas, has directory: Directory, _ s: State) -> Bool {
        correct.allSatisfy { s.place[$0.id] == directory }
    }
}
