public import QuorateLanguage
import QuorateQuorums

extension ReliableBroadcast {
    public var properties: [Property<State>] {
        let (processes, enoughToEcho) = (processes, enoughToEcho)
        let unforgeability = Property<State>.always("unforgeability") { s in
            s.accepted.isEmpty || Self.someoneWasInformed(s, processes, enoughToEcho)
        }
        guard broadcast else { return [unforgeability] }
        return [
            unforgeability,
            .reachable("every correct process accepts") { s in s.accepted == s.correct },
        ]
    }

    /// Whether some correct process must have received INIT at the start.
    ///
    /// A process that has echoed no longer tells whether INIT or other ECHOs made it do so. But if nobody had
    /// INIT, then each ECHO answers enough earlier ones, and the first of them answer Byzantine processes
    /// only. So in a run without INIT all ECHOs can be traced back to Byzantine processes, and the property
    /// says there what the module says: no correct process accepts.
    static func someoneWasInformed(_ s: State, _ processes: ReplicaSet, _ enoughToEcho: Int) -> Bool {
        guard s.informed.isDisjoint(with: s.correct) else { return true }
        var traced = processes.subtracting(s.correct)
        var known = ReplicaSet()
        while traced != known {
            known = traced
            for r in s.echoed where s.received[r].intersection(known).count >= enoughToEcho {
                traced.insert(r)
            }
        }
        return !s.echoed.isSubset(of: traced)
    }
}
