import QuorateFaults

/// Each correct replica votes once, and decides on a quorum of votes; faulty ones can vote from the start.
struct Tallying: VotingSpec {
    let replicas = ReplicaSet(count: 4)
    var adversary = Adversary(.every(1))
    /// Votes that make a replica decide.
    var quorum = 3

    enum Message: FiniteValue { case yes }

    struct State: ByzantineState {
        var votes: MonotoneVotes<Message, OneWord>
        var decided = ReplicaSet()
        var faulty: FaultyReplicas
    }
    static var votes: VotePath<State, Message, OneWord> { \.votes }

    enum Action: SpecAction { case vote(ReplicaID), decide(ReplicaID) }

    var initialStates: [State] {
        adversary.choices(among: replicas).map {
            State(votes: MonotoneVotes(from: $0, adversary), faulty: $0)
        }
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for i in s.faulty.correct(among: replicas) {
            next.take(.vote(i.id), if: !s.votes.hasCast(.yes, by: i)) { $0.votes.cast(.yes, by: i.id) }
            next.take(
                .decide(i.id), if: !s.decided.contains(i.id), given: s.votes[.yes].count >= quorum
            ) { $0.decided.insert(i.id) }
        }
    }

    var fairness: [Fairness<Self>] {
        everyCorrectReplicaTakesSteps { action in
            switch action {
            case .vote(let i), .decide(let i): i
            }
        }
    }

    var properties: [Property<State>] {
        let (replicas, quorum) = (replicas, quorum)
        return [
            .eventually("every correct replica decides") { s in
                s.decided == s.faulty.correct(among: replicas).members
            },
            .eventually("enough votes", given: { s in s.votes[.yes].count >= quorum }),
            .reachable("a decision") { s in !s.decided.isEmpty },
        ]
    }
}
