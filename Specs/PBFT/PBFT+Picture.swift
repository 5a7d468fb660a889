import QuorateFaults

/// PBFT in the model `pbft`: a round is a view. Of the messages only those of correct replicas are in the picture: in the
/// model a faulty replica counts for whoever wants its message.
extension PBFT: RefiningSpec {
    public enum ModelRelation: FiniteValue, CaseIterable {
        case member, faulty, viewChange, left, report, prePrepare, prepare, commit
    }

    public static let model = "pbft"
    public static let notedActions = ["new view", "new view with the latest", "certify", "execute"]
    public static let mapping = [
        "a faulty replica counts in the model for every PREPARE, COMMIT and VIEW-CHANGE",
        "every NEW-VIEW that a quorum of view changes allows is there in the model, whoever is the primary",
        "a view change reports all certificates of its sender, of which the new primary looks at the highest",
        "in the first view the model has a PRE-PREPARE for every request, signed or not",
    ]

    /// Two read the messages wrongly that are there (a replica without a commit phase, a client), one takes a request that
    /// nobody has signed, two stop, and any certificate is the latest until there are three views.
    public static var refiningMutants: Set<Mutant> {
        [
            .noCommitPhase, .anyCertificate, .uncheckedRequest, .hastyClient, .hastyTentativeClient,
            .quorumOfAll, .noViewChange,
        ]
    }

    public var modelSizes: [String: Int] {
        [
            "replica": members.count, "quorum": modelQuorums.count, "round": views,
            "value": Value.valueCount,
        ]
    }
    public var modelConstants: [String: Int] { ["first": 0] }

    /// Smallest quorums: a larger one is one of them and more.
    private var modelQuorums: [ReplicaSet] { members.subsets(ofSize: quorum) }

    public var fixedPicture: ModelPicture<ModelRelation> {
        var picture = ModelPicture<ModelRelation>()
        picture.hold(.member, membersOf: modelQuorums)
        for v in 0..<Value.valueCount { picture.hold(.prePrepare, 0, v) }
        return picture
    }

    public func picture(of s: State) -> ModelPicture<ModelRelation> {
        var picture = ModelPicture<ModelRelation>()
        let correct = s.faulty.correct(among: members)
        picture.hold(.faulty, ofEach: s.faulty.members)
        for view in PrefixViews(count: UInt64(views)) {
            let t = Int(view.packed)
            for value in Value.values {
                let v = Int(value.packed)
                picture.hold(.prepare, ofEach: s.votes.senders(of: .prepare(view, value), in: correct), t, v)
                picture.hold(.commit, ofEach: s.votes.senders(of: .commit(view, value), in: correct), t, v)
            }
        }
        for i in correct where s.view[i.id] > .v0 { changeViews(of: i, in: s, &picture) }
        return picture
    }

    /// The views that a replica has left, and its view changes with what each reports.
    private func changeViews(of i: CorrectReplica, in s: State, _ picture: inout ModelPicture<ModelRelation>)
    {
        for earlier in s.view[i.id].lower {
            let u = Int(earlier.packed)
            picture.hold(.left, i.id.number, u)
            picture.hold(.viewChange, i.id.number, u + 1)
            for value in Value.values
            where s.votes.hasCast(.commit(earlier, value), by: i) && !s.late[i.id].contains(earlier) {
                for later in u + 1...Int(s.view[i.id].packed) {
                    picture.hold(.report, i.id.number, later, u, Int(value.packed))
                }
            }
        }
    }
}
