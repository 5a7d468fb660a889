public import QuorateLanguage
import QuorateQuorums

extension TrustedRead {
    public var properties: [Property<State>] {
        let (allReplicas, enough) = (allReplicas, enough)
        let integrity = Property<State>.always("integrity") { s in
            Page.values.allSatisfy { s.trusted[$0] == nil || s.trusted[$0] == $0.written }
        }
        if silent {
            let completion = Property<State>.deadlockFreedom("every read completes") { s in
                Page.values.allSatisfy { s.trusted[$0] != nil }
            }
            return [integrity, completion]
        }
        // Nothing that a correct replica does waits for a faulty one. So where the copies of correct replicas
        // are enough, another run has the same read and faulty replicas that say nothing.
        let liveness = Property<State>.reachable("a read completes though the faulty are silent") { s in
            let correct = s.faulty.correct(among: allReplicas)
            return Page.values.contains { page in
                let copy = Copy(of: page, page.written)
                return s.trusted[page] == page.written
                    && s.copies.senders(of: copy, in: correct).count >= enough
            }
        }
        return [integrity, liveness]
    }
}
