import QuorateFaults
public import QuorateLanguage
import QuorateQuorums

extension CommitCertificate {
    public var properties: [Property<State>] {
        let (allReplicas, certificateSize) = (allReplicas, certificateSize)
        return [
            .always("authenticity") { s in s.first != .eves && s.second != .eves },
            .always("one history") { s in s.first == nil || s.second == nil || s.first == s.second },
            .reachable("an entry is accepted") { s in s.first != nil },
            .reachable("certificate of correct replicas alone") { s in
                let correct = s.faulty.correct(among: allReplicas)
                return s.signatures.senders(of: .alices, in: correct).count >= certificateSize
            },
        ]
    }
}
