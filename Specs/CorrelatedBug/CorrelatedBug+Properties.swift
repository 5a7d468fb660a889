public import QuorateLanguage
import QuorateQuorums

extension CorrelatedBug {
    public var properties: [Property<State>] {
        let allReplicas = allReplicas
        return [
            .always("correctness", when: { s in s.first != nil || s.second != nil }) { s in
                s.first != .wrong && s.second != .wrong
            },
            // What replication does give, however wrong the result, as long as all replicas run one program or no
            // more than f of them run the one with the bug.
            .always("agreement", when: { s in s.first != nil && s.second != nil }) { s in s.first == s.second
            },
            .reachable("replies of all replicas to the input that triggers the bug") { s in
                s.input == .triggering && s.replies.senders == allReplicas && s.first != nil
            },
            .reachable("a replica computes a wrong result") { s in !s.replies[.wrong].isEmpty },
        ]
    }
}
