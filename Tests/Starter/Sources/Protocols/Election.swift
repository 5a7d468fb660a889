import Quorate

/// Leader election by majority: one term of Raft. Ongaro and Ousterhout, "In Search of an Understandable
/// Consensus Algorithm" (2014), section 5.2.
struct Election: Spec {
    static let summary = "Everybody votes once, and whoever has the votes of a majority leads."

    var voters = 3
    var mutant: Mutant?

    var parameters: [Parameter<Self>] { [Parameter("voters", \.voters, in: 1...8)] }
    var replicas: ReplicaSet { ReplicaSet(count: voters) }

    struct State: SpecState {
        var votes = ReplicaMap<ReplicaSet>([])  // who voted for each candidate
        var leaders = ReplicaSet()
    }

    enum Action: SpecAction {
        case vote(ReplicaID, for: ReplicaID), lead(ReplicaID)
    }

    enum Mutant: String, SpecMutant {
        case forgetfulVoters = "forgetful-voters"

        var expectation: MutantExpectation { .breaks("one leader", "voters forget that they have voted") }
    }

    var initialStates: [State] { [State()] }

    func actions(in s: State, _ next: inout Next<Self>) {
        let majority = ThresholdQuorums.majority(of: replicas)
        for candidate in replicas {
            for voter in replicas {
                let hasVoted = replicas.contains { s.votes[$0].contains(voter) }
                next.take(.vote(voter, for: candidate), if: !hasVoted || mutant == .forgetfulVoters) {
                    $0.votes[candidate].insert(voter)
                }
            }
            next.take(.lead(candidate), if: majority.isQuorum(s.votes[candidate])) {
                $0.leaders.insert(candidate)
            }
        }
    }

    var properties: [Property<State>] {
        [
            .always("one leader") { s in s.leaders.count <= 1 },
            .reachable("some leader") { s in !s.leaders.isEmpty },
        ]
    }
}
