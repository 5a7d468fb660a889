import QuorateFaults
import QuorateLanguage
import QuorateQuorums

/// Somebody says one of two words, and the others repeat one that they have heard, unless the author of the spec has made
/// a slip that no search of the spec alone shows.
struct Listeners: ByzantineSpec {
    enum Slip: Int, CaseIterable {
        case none
        /// The twin cannot say one of the words.
        case halfOfTheMessages
        /// The twin can say nothing.
        case cannotSend
        /// A step that can only be taken where faulty replicas have said nothing.
        case hearsSilence
        /// A property that is met only where faulty replicas have said nothing.
        case asksForSilence
        /// What faulty replicas say is not asked for.
        case hearsCorrectOnly
        /// What correct replicas have repeated is taken away as if faulty ones had said it.
        case losesTooMuch
        /// Faulty replicas have said nothing at the start, and nobody says it later.
        case startsEmpty
        /// Faulty replicas never say anything, and the spec says so.
        case silent
    }

    enum Word: FiniteValue { case yes, no }

    struct State: SpecState {
        var said: MonotoneVotes<Word, OneWord>
        var faulty: FaultyReplicas
        var repeated = ReplicaSet()
        var isQuiet = false

        init(said: MonotoneVotes<Word, OneWord>, faulty: FaultyReplicas) {
            self.said = said
            self.faulty = faulty
        }
    }

    enum Action: SpecAction {
        case echo(ReplicaID), rest
    }

    var members = ReplicaSet(count: 3)
    var faults = 1 { didSet { adversary.placement = .every(faults) } }
    var slipNumber: Int
    var adversary = Adversary(.every(1))

    init(_ slip: Slip = .none) { slipNumber = slip.rawValue }

    var slip: Slip { Slip(rawValue: slipNumber)! }
    var replicas: ReplicaSet { members }
    var parameters: [Parameter<Self>] {
        [
            Parameter("members", \.members, in: 2...4), Parameter("faults", \.faults, in: 0...1),
            // Its only value is the default, so that a catalog has one spec for each slip.
            Parameter("slip", \.slipNumber, in: slipNumber...slipNumber),
        ]
    }

    var assumptions: Assumptions? {
        Assumptions(
            replicas: members, faults: faults,
            slip == .silent ? .boundedAdversary(limit: "says nothing", .oral) : .byzantine(.oral),
            network: .asynchronous, placement: adversary.placement)
    }

    var initialStates: [State] {
        adversary.choices(among: members).map { faulty in
            let isEmpty = slip == .startsEmpty || slip == .silent
            return State(
                said: isEmpty ? MonotoneVotes() : MonotoneVotes(from: faulty, adversary), faulty: faulty)
        }
    }

    private func isSilent(_ s: State) -> Bool { s.said == s.said.without(s.faulty) }

    func actions(in s: State, _ next: inout Next<Self>) {
        for i in s.faulty.correct(among: members) where !s.repeated.contains(i.id) {
            let correct = s.said.senders(of: .no, in: s.faulty.correct(among: members))
            next.take(
                .echo(i.id),
                given: slip == .hearsCorrectOnly
                    ? Evidence(!correct.isEmpty) : s.said[.no].count >= 1 || Evidence(i.id == 0)
            ) {
                $0.said.cast(.no, by: i.id)
                $0.repeated.insert(i.id)
            }
        }
        next.take(.rest, if: slip == .hearsSilence && !s.isQuiet && isSilent(s)) { $0.isQuiet = true }
    }

    var properties: [Property<State>] {
        let asks = slip == .asksForSilence
        return [
            .reachable("somebody repeats a word") { [slip] in
                slip == .hearsCorrectOnly || !$0.repeated.isEmpty
            },
            .reachable("it is quiet") { !asks || $0.said == $0.said.without($0.faulty) },
        ]
    }

    var faultyReplicasAreSilent: Bool { slip == .silent }
    var messages: [Word] {
        switch slip {
        case .halfOfTheMessages: [.yes]
        case .silent: []
        default: Array(Word.values)
        }
    }
    func faulty(in state: State) -> FaultyReplicas { state.faulty }
    func canSend(_ message: Word, from sender: ReplicaID, in state: State) -> Evidence {
        Evidence(slip != .cannotSend)
    }
    func send(_ message: Word, from sender: ReplicaID, in state: inout State) {
        state.said.cast(message, by: sender)
    }
    func correctPart(of state: State) -> State {
        var part = state
        part.said = state.said.without(state.faulty)
        if slip == .losesTooMuch { part.repeated = [] }
        return part
    }
}
