import Quorate

/// The spec `Election` beside the code in `Voter`.
struct ElectionDriver: Driver {
    struct System: RealSystem {
        var voters: [Voter]
        var outbox = Outbox()  // the votes that were sent
    }

    enum Input: Hashable {
        case request(from: ReplicaID), vote(from: ReplicaID)
    }

    let spec: Election
    let code: CodeUnderTest<Election.Mutant>

    init(_ spec: Election, code: CodeUnderTest<Election.Mutant>) {
        self.spec = spec
        self.code = code
    }

    func system(startingIn state: Election.State) -> System {
        System(
            voters: spec.replicas.map {
                Voter(number: $0.number, clusterSize: spec.voters, forgetsVotes: code != .shipped)
            })
    }

    func stimulus(for action: Election.Action, in system: System) -> Stimulus<Input> {
        switch action {
        case .vote(let voter, for: let candidate):
            return .local(.request(from: candidate), at: voter)
        case .lead(let candidate):
            let votes = system.outbox.messages.filter { $0.receiver == candidate }
            return .deliver(votes.map { .vote(from: $0.sender) }, to: candidate)
        }
    }

    func feed(_ input: Input, to replica: ReplicaID, of system: inout System) {
        switch input {
        case .request(from: let candidate):
            if system.voters[replica.number].receiveRequest(from: candidate.number) {
                system.outbox.send([], from: replica, to: candidate)
            }
        case .vote(from: let voter):
            system.voters[replica.number].receiveVote(from: voter.number)
        }
    }

    func observe(_ system: System, in state: inout Election.State) {
        for vote in system.outbox.messages {
            if let candidate = vote.receiver { state.votes[candidate].insert(vote.sender) }
        }
        for voter in system.voters where voter.leads { state.leaders.insert(ReplicaID(voter.number)) }
    }
}

public let drivers: [ReplayTarget] = [.driver(ElectionDriver.self, for: Election())]
