import QuorateFaults

/// Two-phase commit in the model `two-phase-commit`.
extension TwoPhaseCommit: RefiningSpec {
    enum ModelRelation: FiniteValue, CaseIterable {
        case prepared, committed, aborted, sentPrepared, acknowledged, commitSent, abortSent
        /// Nobody is ever down: a manager that is takes no step any more.
        case down
    }

    static let model = "two-phase-commit"
    static let mapping = [
        "a manager's phase is the one relation that holds of it, working is none of them",
        "the coordinator's decision is the message that it has sent",
        "a crash is no step of the spec: who is down takes none",
    ]

    /// Progress is not in the model.
    static var refiningMutants: Set<Mutant> {
        [.crashingCoordinator]
    }

    var modelSizes: [String: Int] { ["replica": managers.count] }

    func picture(of s: State) -> ModelPicture<ModelRelation> {
        var picture = ModelPicture<ModelRelation>()
        for r in managers {
            switch s.manager[r] {
            case .working: break
            case .prepared: picture.hold(.prepared, r.number)
            case .committed: picture.hold(.committed, r.number)
            case .aborted: picture.hold(.aborted, r.number)
            }
        }
        picture.hold(.sentPrepared, ofEach: s.prepared)
        picture.hold(.acknowledged, ofEach: s.acknowledged)
        switch s.decision {
        case .undecided: break
        case .committed: picture.hold(.commitSent)
        case .aborted: picture.hold(.abortSent)
        }
        return picture
    }
}
