import QuorateFaults

/// Tendermint in the model `tendermint`. Votes for nil are none in the model, nor are proposals.
extension TendermintIn: RefiningSpec {
    enum ModelRelation: FiniteValue, CaseIterable { case member, faulty, left, prevote, precommit }

    static var model: String { "tendermint" }
    static var notedActions: [String] { ["see a polka", "decide"] }
    static var mapping: [String] {
        [
            "a faulty replica counts in the model for every prevote and precommit",
            "proposals, votes for nil and timeouts are not in the model: a validator may be shown any value",
            "a replica has left a round when it has voted for a value in a later one",
        ]
    }

    /// Values that are not valid, and progress, are not in the model.
    static var refiningMutants: Set<Mutant> {
        [.uncheckedValues, .quorumOfAll, .noTimeouts]
    }

    var modelSizes: [String: Int] {
        [
            "replica": replicas.count, "quorum": modelQuorums.count, "round": rounds,
            "value": Value.valueCount,
        ]
    }

    /// Smallest quorums: a larger one is one of them and more.
    private var modelQuorums: [ReplicaSet] { replicas.subsets(ofSize: quorum) }

    var fixedPicture: ModelPicture<ModelRelation> {
        var picture = ModelPicture<ModelRelation>()
        picture.hold(.member, membersOf: modelQuorums)
        return picture
    }

    func picture(of s: State) -> ModelPicture<ModelRelation> {
        var picture = ModelPicture<ModelRelation>()
        let correct = s.faulty.correct(among: replicas)
        picture.hold(.faulty, ofEach: s.faulty.members)
        var later = ReplicaSet()
        for t in stride(from: rounds - 1, through: 0, by: -1) {
            picture.hold(.left, ofEach: later, t)
            for value in Value.values {
                let (ballot, v) = (Ballot(t, value), Int(value.packed))
                let prevoted = s.opening.senders(of: .prevote(ballot), in: correct)
                let precommitted = s.precommits.senders(of: ballot, in: correct)
                picture.hold(.prevote, ofEach: prevoted, t, v)
                picture.hold(.precommit, ofEach: precommitted, t, v)
                later.formUnion(prevoted | precommitted)
            }
        }
        return picture
    }
}
