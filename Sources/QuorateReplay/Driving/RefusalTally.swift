/// Tally of how often the code was given the input of a step that the spec disables, by what it did.
public struct RefusalTally: Hashable, Sendable {
    /// The disabled steps.
    public internal(set) var disabled = 0
    /// Those whose input cannot exist: nobody has sent the message.
    public internal(set) var impossible = 0
    /// Those that were tried and changed nothing that anybody could see.
    public internal(set) var refused = 0
    /// Those that were tried and made the code write something down that the spec does not have, and do nothing else.
    public internal(set) var noted = 0
    /// Those that were tried and made the code take another step, one that the spec allows in that state.
    public internal(set) var answered = 0

    /// Those that were tried and that the code says it has done, showing nothing that the spec does not allow there; what
    /// they may have changed is not observed.
    public internal(set) var notTold = 0

    /// The steps that were tried.
    public var tried: Int { refused + noted + answered + notTold }

    static func + (left: RefusalTally, right: RefusalTally) -> RefusalTally {
        RefusalTally(
            disabled: left.disabled + right.disabled, impossible: left.impossible + right.impossible,
            refused: left.refused + right.refused, noted: left.noted + right.noted,
            answered: left.answered + right.answered, notTold: left.notTold + right.notTold)
    }
}
