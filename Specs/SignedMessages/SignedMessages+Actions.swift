public import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension SignedMessages {
    /// The commander's signed order, a lieutenant's first receipt of an order, the end of a round.
    public enum Action: SpecAction {
        case command(Order)
        case receive(ReplicaID, Chain)
        case endRound

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable { case command, receive, endRound }

        public var kind: Kind {
            switch self {
            case .command: .command
            case .receive: .receive
            case .endRound: .endRound
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        let loyal = s.traitors.correct(among: generals)
        guard s.network.round > 0 else { return begin(loyal[0], &next) }
        guard s.network.round <= lastRound else { return }
        for receipt in s.receipt.value..<generals.count * 2 {
            guard let lieutenant = loyal[ReplicaID(receipt / 2)], lieutenant.id != 0 else { continue }
            let order: Order = receipt % 2 == 0 ? .retreat : .attack
            guard !s.knows(order).contains(lieutenant.id) else { continue }
            offerReceipts(of: order, by: lieutenant, following: receipt + 1, in: s, &next)
            // What a loyal general sends does arrive.
            if isUnderWay(order, to: lieutenant.id, in: s) { return }
        }
        next.take(.endRound) {
            $0.network.endRound()
            $0.receipt = 0
        }
    }

    /// A loyal commander signs one order for all; a traitor signs what it likes, when it likes.
    private func begin(_ commander: CorrectReplica?, _ next: inout Next<Self>) {
        guard let commander else { return next.take(.endRound) { $0.network.endRound() } }
        for order in Order.values {
            next.take(.command(order)) {
                $0.network.sendNext(.signed(order, by: commander))
                $0.network.endRound()
            }
        }
    }

    /// Any chain may be the first to bring `lieutenant` the order.
    private func offerReceipts(
        of order: Order, by lieutenant: CorrectReplica, following receipt: Int, in s: State,
        _ next: inout Next<Self>
    ) {
        let forgers = forgers(with: s.traitors)
        for chain in Chain.chains(of: order, among: generals) {
            let isInTime = chain.count >= s.network.round || mutant == .lateChains
            next.take(
                .receive(lieutenant.id, chain), if: isInTime && !chain.members.contains(lieutenant.id),
                given: chain.canBeShown(by: forgers) { s.network.hasSent($0) }
            ) {
                $0.receipt = .init(receipt)
                $0.learn(order, lieutenant.id)
                if chain.count <= mostSignaturesRelayed { $0.network.sendNext(chain.signed(by: lieutenant)) }
            }
        }
    }

    /// Whether a loyal general sends `order` to `lieutenant` in this round.
    private func isUnderWay(_ order: Order, to lieutenant: ReplicaID, in s: State) -> Bool {
        // Whatever was sent in an earlier round has made the order known.
        Chain.chains(of: order, among: generals).contains {
            !$0.members.contains(lieutenant) && s.network.hasSent($0)
        }
    }

    /// Whose signatures a lieutenant may be shown although they did not make them.
    ///
    /// A signature that nobody checks is one that everybody can make.
    func forgers(with traitors: FaultyReplicas) -> FaultyReplicas {
        switch mutant {
        case .uncheckedCommander: traitors.joined(by: [0])
        case .uncheckedRelays: traitors.joined(by: lieutenants)
        default: traitors
        }
    }

    /// The round in which the last message arrives: m + 1.
    var lastRound: Int { depth + 1 }
    /// m: a chain of so many signatures gets one more and goes on.
    var mostSignaturesRelayed: Int { mutant == .relayOneShort ? depth - 1 : depth }
}

extension SignedMessages.State {
    /// The loyal lieutenants that have `order` in their sets V.
    @inline(__always)
    func knows(_ order: SignedMessages.Order) -> ReplicaSet {
        order == .attack ? knowsAttack : knowsRetreat
    }

    @inline(__always)
    mutating func learn(_ order: SignedMessages.Order, _ lieutenant: ReplicaID) {
        switch order {
        case .attack: knowsAttack.insert(lieutenant)
        case .retreat: knowsRetreat.insert(lieutenant)
        }
    }
}
