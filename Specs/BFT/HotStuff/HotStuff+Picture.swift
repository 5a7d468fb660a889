import QuorateFaults

/// HotStuff in the model `hotstuff`: a round is a view, a value a branch. Proposals are not in the model.
extension HotStuffIn: RefiningSpec {
    enum ModelRelation: FiniteValue, CaseIterable {
        case member, faulty, left, prepareVote, preCommitVote, commitVote
    }

    static var model: String { "hotstuff" }
    static var notedActions: [String] { ["form prepareQC", "form preCommitQC", "decide"] }
    static var mapping: [String] {
        [
            "one decision between two fixed branches, in the spec as in the model: the growing tree is in neither",
            "a faulty replica counts in the model for every vote",
            "leaders, proposals and NEW-VIEW messages are not in the model: a replica may be shown any certificate",
            "a replica has left a view when it has entered a later one",
        ]
    }

    /// Blocks that are not valid, and progress, are not in the model.
    static var refiningMutants: Set<Mutant> {
        [.uncheckedBlocks, .quorumOfAll, .noTimeouts, .newerCertificates]
    }

    var modelSizes: [String: Int] {
        [
            "replica": replicas.count, "quorum": modelQuorums.count, "round": views,
            "value": Block.valueCount,
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
        for t in stride(from: views - 1, through: 0, by: -1) {
            picture.hold(.left, ofEach: later, t)
            later.formUnion(t > 0 ? haveEntered(t, in: s) : [])
            for block in Block.values {
                let (ballot, v) = (Ballot(t, block), Int(block.packed))
                picture.hold(.prepareVote, ofEach: s.votes.senders(of: .prepare(ballot), in: correct), t, v)
                picture.hold(
                    .preCommitVote, ofEach: s.votes.senders(of: .preCommit(ballot), in: correct), t, v)
                picture.hold(.commitVote, ofEach: s.commits.senders(of: ballot, in: correct), t, v)
            }
        }
        return picture
    }
}
