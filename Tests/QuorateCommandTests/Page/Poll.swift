import QuorateLanguage
import QuorateQuorums

/// Voters who vote, and a chair who announces the result when enough have; with an edit, as a change leaves it.
struct Poll: Spec {
    /// Change that somebody makes to the spec.
    enum Edit {
        case none
        /// Two votes are enough.
        case hasty
        /// Votes can be taken back.
        case fickle
    }

    static let summary = "Voters vote, and a chair announces the result."
    static let source = "a toy of the tests"

    var edit = Edit.none
    var voters = ReplicaSet(count: 3)
    var mutant: NoMutant?

    var replicas: ReplicaSet { voters }

    struct State: SpecState {
        var announced = ReplicaMap<Bool>(false)
        var votes = ReplicaMap<Bool>(false)
    }

    enum Action: SpecAction {
        case vote(ReplicaID, for: ReplicaID)
        case takeBack(ReplicaID)
        case announce(ReplicaID)
    }

    var initialStates: [State] { [State()] }

    func actions(in s: State, _ next: inout Next<Self>) {
        let enough = edit == .hasty ? 2 : 3
        for voter in voters {
            next.take(.vote(voter, for: 0), if: !s.votes[voter]) { $0.votes[voter] = true }
            if edit == .fickle {
                next.take(.takeBack(voter), if: s.votes[voter]) { $0.votes[voter] = false }
            }
        }
        next.take(.announce(0), if: voters.filter { s.votes[$0] }.count >= enough && !s.announced[0]) {
            $0.announced[0] = true
        }
    }

    var properties: [Property<State>] { [.reachable("a result") { $0.announced[0] }] }

    /// The catalog of the poll alone.
    static func catalog(_ edit: Edit) -> Catalog { Catalog([.spec(Poll(edit: edit))]) }
}
