/// The weakest conditions of a family on the parameters under which a property of an automaton is true.
public struct AutomatonBound: Sendable {
    /// Condition that is enough, with what shows that less is not.
    public struct Weakest: Sendable {
        /// The condition; the property is proved for all parameters that meet it.
        public let condition: AutomatonCondition
        /// Conditions that ask for a little less, each with the smallest run that breaks the property there.
        public let tooWeak: [(condition: AutomatonCondition, refutation: AutomatonFinding.Refutation)]
    }

    /// Name of the property.
    public let property: String
    /// The family in words.
    public let family: String
    /// Number of conditions in it.
    public let conditionCount: Int
    /// The conditions that are enough and follow from no other one that is; none where no condition is enough.
    public let weakest: [Weakest]
    /// Runs that break the property: every condition of the family that is not enough allows the parameters of one of
    /// them, where all were decided.
    public let failures: [AutomatonFinding.Refutation]
    /// Conditions of which nothing is known, with the reasons.
    public let undecided: [(condition: AutomatonCondition, reason: String)]
    /// Reason for which no condition was tried; nil where they were.
    public var untried: String?
    /// Time for all of it.
    public let duration: Duration

    /// True where every condition of the family was decided.
    public var isComplete: Bool { undecided.isEmpty && untried == nil }
}
