import QuorateLanguage
import QuorateQuorums

/// Two voters are asked, write their votes down and send them; the desk, which is r0, decides when it has both.
///
/// A voter that restarts is cold until it is warm again, and votes only when warm. 24 states.
struct Ballot: Spec {
    var mutant: Mutant?
    var variant: Variant?
    /// A property of whole runs is among the properties.
    var promises = false

    init(mutant: Mutant? = nil, variant: Variant? = nil, promises: Bool = false) {
        self.mutant = mutant
        self.variant = variant
        self.promises = promises
    }

    static let voters: [ReplicaID] = [1, 2]
    var replicas: ReplicaSet { ReplicaSet(count: 3) }

    struct State: SpecState {
        var voted = ReplicaMap<Bool>(false)
        var warm = ReplicaMap<Bool>(true)
        var asked = false
        var decided = false

        var votes: Int { Ballot.voters.count { voted[$0] } }
    }

    enum Action: SpecAction {
        case ask, decide
        case vote(ReplicaID)
        case restart(ReplicaID)
        case warmUp(ReplicaID)
    }

    var initialStates: [State] {
        var state = State()
        if mutant == .begun { state.voted[1] = true }
        return [state]
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.ask, if: !s.asked) { $0.asked = true }
        let enough = mutant == .hasty || variant == .loneVote ? 1 : 2
        next.take(.decide, if: s.votes >= enough && !s.decided) { $0.decided = true }
        for i in Self.voters {
            let wasAsked = s.asked || mutant == .ghost
            next.take(.vote(i), if: wasAsked && s.warm[i] && !s.voted[i]) {
                $0.voted[i] = true
                if mutant == .eager { $0.decided = true }
            }
            next.take(.restart(i), if: s.warm[i]) { $0.warm[i] = false }
            next.take(.warmUp(i), if: !s.warm[i]) { $0.warm[i] = true }
        }
    }

    var properties: [Property<State>] {
        let promise = Property<State>.eventually("every vote") { $0.votes == 2 }
        return [
            .always("everybody has voted") { s in !s.decided || s.votes == 2 },
            .always("nobody votes unasked") { s in s.asked || s.votes == 0 },
            .reachable("a decision") { $0.decided },
        ] + (promises ? [promise] : [])
    }

    enum Variant: String, SpecVariant {
        case loneVote = "lone-vote"
        var expectation: VariantExpectation { .holds("one vote is as good as two, which is wrong") }
    }

    enum Mutant: String, SpecMutant {
        case hasty, eager, ghost, begun

        var expectation: MutantExpectation {
            switch self {
            case .hasty: .breaks("everybody has voted", "decides on one vote")
            case .eager: .breaks("everybody has voted", "a vote is a decision")
            case .ghost: .breaks("nobody votes unasked", "votes without a question")
            case .begun: .breaks("nobody votes unasked", "begins with a vote")
            }
        }
    }
}
