import QuorateFaults

/// Paxos in the model `paxos`: a round is a ballot.
extension Paxos: RefiningSpec {
    enum ModelRelation: FiniteValue, CaseIterable { case member, promise, left, report, proposal, vote }

    static let model = "paxos"
    static let notedActions = ["choose"]
    static let mapping = [
        "a promise reports all votes before its ballot, of which the proposer looks at the latest",
        "an acceptor has left a ballot when it has promised or voted in a later one",
        "a prepare message is none in the model: an acceptor may promise at any time",
    ]

    /// Progress is not in the model.
    static var refiningMutants: Set<Mutant> {
        [.duelingProposers]
    }

    var modelSizes: [String: Int] {
        ["replica": acceptors.count, "quorum": modelQuorums.count, "round": ballots + 1, "value": values]
    }

    /// Smallest quorums: a larger one is one of them and more.
    private var modelQuorums: [ReplicaSet] {
        acceptors.subsets(ofSize: Self.quorumSize(n: acceptors.count))
    }

    var fixedPicture: ModelPicture<ModelRelation> {
        var picture = ModelPicture<ModelRelation>()
        picture.hold(.member, membersOf: modelQuorums)
        return picture
    }

    func picture(of s: State) -> ModelPicture<ModelRelation> {
        var picture = ModelPicture<ModelRelation>()
        for t in 0...ballots {
            guard let v = s.proposal(in: t, values: values) else { continue }
            picture.hold(.proposal, t, v)
            let voters = s.voters(in: t, of: acceptors)
            picture.hold(.vote, ofEach: voters, t, v)
            for later in t..<ballots where !voters.isEmpty {
                let told = voters & s.promisers(in: later + 1, of: acceptors)
                for a in told { picture.hold(.report, a.number, later + 1, t, v) }
            }
        }
        for t in 0...ballots { picture.hold(.promise, ofEach: s.promisers(in: t, of: acceptors), t) }
        for a in acceptors {
            for t in 0..<max(0, s.highestBallot(of: a, upTo: ballots)) { picture.hold(.left, a.number, t) }
        }
        return picture
    }
}
