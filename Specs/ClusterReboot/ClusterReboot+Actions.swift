import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension ClusterReboot {
    public enum Action: SpecAction {
        case grant(ReplicaID, Turn, to: ReplicaID)
        case reboot(ReplicaID)
        case comeBack(ReplicaID)
        case release(ReplicaID, Turn)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable { case grant, reboot, comeBack, release }

        public var kind: Kind {
            switch self {
            case .grant: .grant
            case .reboot: .reboot
            case .comeBack: .comeBack
            case .release: .release
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        for i in s.faulty.correct(among: machines) {
            let phase = s.phase[i.id]
            next.take(.reboot(i.id), if: phase == .waiting, given: holdsSomeTurn(i.id, s)) {
                $0.phase[i.id] = .rebooting
            }
            next.take(.comeBack(i.id), if: phase == .rebooting) { $0.phase[i.id] = .back }
            let isRunning = sockets || phase != .rebooting
            let isDone = phase == .back || mutant == .earlyRelease && phase == .rebooting
            for number in 0..<UInt64(turns) {
                let turn = Turn(packed: number)
                next.take(
                    .release(i.id, turn), if: isDone && !s.sent.hasCast(.release(turn), by: i),
                    given: holds(turn, i.id, s)
                ) { $0.sent.cast(.release(turn), by: i.id) }
                for machine in machines {
                    next.take(
                        .grant(i.id, turn, to: machine), if: isRunning && isFree(turn, for: machine, i, s),
                        given: isOpen(turn, s)
                    ) { $0.sent.cast(.grant(turn, to: machine), by: i.id) }
                }
            }
        }
    }
}

extension ClusterReboot {
    /// Whether a correct machine can still grant the turn: it has granted it to nobody.
    @inline(__always)
    func isFree(_ turn: Turn, for machine: ReplicaID, _ granter: CorrectReplica, _ s: State) -> Bool {
        if mutant == .grantsAgain { return !s.sent.hasCast(.grant(turn, to: machine), by: granter) }
        return machines.allSatisfy { !s.sent.hasCast(.grant(turn, to: $0), by: granter) }
    }

    /// Whether the turn is there to be granted: it is the first, or whoever holds the one before has released
    /// that.
    @inline(__always)
    func isOpen(_ turn: Turn, _ s: State) -> Evidence {
        if turn == .first { return Evidence(true) }
        return .any(of: machines) { holder in
            let release = s.sent[.release(.first)].contains(holder)
            return mutant == .unprovenRelease ? release : release && holds(.first, holder, s)
        }
    }

    /// Whether a machine can show a certificate for the turn.
    @inline(__always)
    func holds(_ turn: Turn, _ machine: ReplicaID, _ s: State) -> Evidence {
        s.sent[.grant(turn, to: machine)].count >= enough
    }

    /// Whether a machine can show a certificate for any turn.
    @inline(__always)
    func holdsSomeTurn(_ machine: ReplicaID, _ s: State) -> Evidence {
        holds(.first, machine, s) || Evidence(turns > 1) && holds(.second, machine, s)
    }
}
