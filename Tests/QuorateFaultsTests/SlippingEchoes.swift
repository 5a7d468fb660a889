import QuorateFaults
import QuorateLanguage
import QuorateQuorums

/// Three replicas echo one of two values once somebody has sent it; one of them is Byzantine, unless the author of the
/// spec has made a slip.
struct SlippingEchoes: ByzantineSpec {
    enum Slip: CaseIterable {
        case nobodyFaulty, otherCount, otherPlacement, noPlacement, wordsOnly, noFaultsStated
        case somePlacements, otherPlacements, emptyVotes, without, otherFaulty, moreFaulty, stepByStep
        case noMessages, silent, silentInWords, silentWithMessages, silentWithVotes
        case uselessSend, sendsAsCorrect, timeless, halfTimeless, emptyPart
    }

    enum Message: FiniteValue { case sendA, sendB, echoA, echoB }

    struct State: SpecState {
        var sent: MonotoneVotes<Message, OneWord>
        var faulty: FaultyReplicas
        var delivered = ReplicaSet()

        init(sent: MonotoneVotes<Message, OneWord>, faulty: FaultyReplicas) {
            self.sent = sent
            self.faulty = faulty
        }
    }

    enum Action: SpecAction {
        case send(Message), echo(ReplicaID, Message), deliver(ReplicaID)
    }

    var slip: Slip?
    let replicas = ReplicaSet(count: 3)
    private var stored = Adversary(.every(1))

    init(_ slip: Slip? = nil) {
        self.slip = slip
        if slip == .nobodyFaulty { stored.placement = .every(0) }
        if slip == .stepByStep { stored.timing = .stepByStep }
    }

    var adversary: Adversary {
        get { slip == .timeless ? Adversary(stored.placement) : stored }
        set { stored = newValue }
    }

    var assumptions: Assumptions? {
        if slip == .wordsOnly { return Assumptions(["n = 3, f = 1", "Byzantine"]) }
        let isSilent = slip == .silent || slip == .silentWithMessages || slip == .silentWithVotes
        return Assumptions(
            replicas: replicas, faults: slip == .otherCount ? 2 : slip == .noFaultsStated ? 0 : 1,
            isSilent ? .boundedAdversary(limit: "says nothing", .oral) : .byzantine(.oral),
            network: .asynchronous,
            placement: slip == .noPlacement
                ? nil : slip == .otherPlacement ? .every(atMost: 1) : adversary.placement)
    }

    var faultyReplicasAreSilent: Bool {
        slip == .silent || slip == .silentInWords || slip == .silentWithMessages || slip == .silentWithVotes
    }

    var messages: [Message] {
        slip == .noMessages || faultyReplicasAreSilent && slip != .silentWithMessages
            ? [] : Array(Message.values)
    }

    var initialStates: [State] {
        let all = adversary.choices(among: replicas)
        switch slip {
        case .somePlacements: return all.prefix(2).map(start)
        case .otherPlacements: return (all + Adversary(.every(2)).choices(among: replicas)).map(start)
        default: return all.map(start)
        }
    }

    private func start(_ faulty: FaultyReplicas) -> State {
        let votes = MonotoneVotes<Message, OneWord>(from: faulty, adversary)
        let first = Adversary(.only([0])).choices(among: replicas)[0]
        switch slip {
        case .emptyVotes, .silent, .silentInWords, .silentWithMessages:
            return State(sent: MonotoneVotes(), faulty: faulty)
        case .without: return State(sent: votes.without(faulty), faulty: faulty)
        case .otherFaulty: return State(sent: MonotoneVotes(from: first, adversary), faulty: faulty)
        case .moreFaulty:
            return State(sent: MonotoneVotes(from: faulty.joined(by: [0, 1]), adversary), faulty: faulty)
        case .halfTimeless:
            return State(sent: MonotoneVotes(from: faulty, Adversary(.every(1))), faulty: faulty)
        default: return State(sent: votes, faulty: faulty)
        }
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for i in s.faulty.correct(among: replicas) {
            let hasSent = s.sent.hasCast(.sendA, by: i) || s.sent.hasCast(.sendB, by: i)
            let hasEchoed = s.sent.hasCast(.echoA, by: i) || s.sent.hasCast(.echoB, by: i)
            for (value, echo) in [(Message.sendA, Message.echoA), (.sendB, .echoB)] {
                next.take(.send(value), if: i.id == 0 && !hasSent) { $0.sent.cast(value, by: i.id) }
                next.take(.echo(i.id, echo), if: !hasEchoed, given: s.sent[value].contains(0)) {
                    $0.sent.cast(echo, by: i.id)
                }
            }
            next.take(
                .deliver(i.id), if: !s.delivered.contains(i.id),
                given: s.sent[.echoA].count >= 2 || s.sent[.echoB].count >= 2
            ) { $0.delivered.insert(i.id) }
        }
    }

    var properties: [Property<State>] {
        [.reachable("a value is delivered", given: { s in s.sent[.echoA].count >= 2 })]
    }

    func faulty(in state: State) -> FaultyReplicas { state.faulty }

    func send(_ message: Message, from sender: ReplicaID, in state: inout State) {
        switch slip {
        case .uselessSend: break
        case .sendsAsCorrect: for i in replicas { state.sent.cast(message, by: i) }
        default: state.sent.cast(message, by: sender)
        }
    }

    func correctPart(of state: State) -> State {
        var part = state
        part.sent = state.sent.without(state.faulty)
        if slip == .emptyPart {
            part = State(sent: MonotoneVotes(), faulty: adversary.choices(among: replicas)[0])
        }
        return part
    }
}
