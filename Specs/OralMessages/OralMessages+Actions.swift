import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension OralMessages {
    /// What a general makes the others conclude: those who are named take ATTACK from it, the others RETREAT.
    public enum Action: SpecAction {
        case command(attack: ReplicaSet)
        case relay(ReplicaID, attack: ReplicaSet)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable { case command, relay }

        public var kind: Kind {
            switch self {
            case .command: .command
            case .relay: .relay
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        guard !isDone(s) else { return }
        guard s.turns > 0 else { return offerCommands(in: s, &next) }
        let lieutenant = ReplicaID(s.turns.value)
        for attack in outcomes.of(relay(by: lieutenant, in: s)) {
            next.take(.relay(lieutenant, attack: attack)) {
                $0.relayed[lieutenant] = attack
                $0.turns += 1
            }
        }
    }

    /// A loyal commander sends one order to all, a traitor any order to each.
    private func offerCommands(in s: State, _ next: inout Next<Self>) {
        let isLoyal = !s.traitors.contains(0)
        for attack in lieutenants.subsets {
            next.take(.command(attack: attack), if: !isLoyal || attack.isEmpty || attack == lieutenants) {
                $0.ordered = attack
                $0.turns = 1
            }
        }
    }

    /// The instance OM(m - 1) in which `lieutenant` sends what the commander has sent to it.
    func relay(by lieutenant: ReplicaID, in s: State) -> SubInstance {
        SubInstance(
            depth: depth - 1, commander: lieutenant, isAttackOrdered: s.ordered.contains(lieutenant),
            generals: lieutenants, traitors: s.traitors.members, mutant: mutant)
    }
}
