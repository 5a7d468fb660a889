import QuorateFaults
public import QuorateLanguage
import QuorateQuorums

extension ClusterReboot {
    public var properties: [Property<State>] {
        let (machines, enough, turns) = (machines, enough, turns)
        return [
            .always("mutual exclusion") { s in Self.count(.rebooting, in: machines, s) <= 1 },
            // Machines that are back have had a turn each: the grants were honest, and so were the releases.
            .reachable("one machine after another reboots though the faulty are silent") { s in
                let correct = s.faulty.correct(among: machines)
                return Self.count(.back, in: machines, s) >= turns
                    && Turn.values.prefix(turns).allSatisfy { turn in
                        machines.contains { machine in
                            s.sent.senders(of: .grant(turn, to: machine), in: correct).count >= enough
                        }
                    }
            },
        ]
    }

    /// How many machines are in `phase`, which a faulty one never leaves: `.waiting`.
    static func count(_ phase: Phase, in machines: ReplicaSet, _ s: State) -> Int {
        machines.reduce(0) { $0 + (s.phase[$1] == phase ? 1 : 0) }
    }
}
