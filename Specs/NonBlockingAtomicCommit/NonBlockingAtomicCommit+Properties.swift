public import QuorateLanguage
import QuorateQuorums

extension NonBlockingAtomicCommit {
    public var properties: [Property<State>] {
        let participants = participants
        return [
            // AC1 of the paper; AC2 is the next one.
            .always("agreement") { s in
                !(participants.contains { s.decision[$0] == .commit }
                    && participants.contains { s.decision[$0] == .abort })
            },
            .always(
                "commit validity", when: { s in participants.contains { s.decision[$0] == .commit } },
                then: { s in s.inFavour == participants }),
            .reachable("every participant commits") { s in
                participants.allSatisfy { s.decision[$0] == .commit }
            },
            .reachable("every participant aborts") { s in
                participants.allSatisfy { s.decision[$0] == .abort }
            },
        ]
    }
}
