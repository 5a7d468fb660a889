/// Meaning of one state for one property of liveness.
public struct LivenessJudgement: Hashable, Sendable {
    /// A state in which a run that breaks the property may stay: the goal is not met.
    public var isAvoiding: Bool
    /// A state that asks for the goal.
    public var isPremise: Bool

    init(isAvoiding: Bool, isPremise: Bool) {
        self.isAvoiding = isAvoiding
        self.isPremise = isPremise
    }
}

extension Property {
    func isPremise(_ state: State) -> Bool { premise?(state) ?? true }

    func isGoal(_ state: State) -> Bool { holds(state) }

    func judgement(premise: Bool, goal: Bool) -> LivenessJudgement {
        switch kind {
        case .eventuallyAlways, .infinitelyOften:
            LivenessJudgement(isAvoiding: premise && !goal, isPremise: premise)
        default: LivenessJudgement(isAvoiding: !goal, isPremise: premise)
        }
    }
}
