/// End of an attempt to make the code take a step that the spec disables.
enum DisabledStep {
    /// The input cannot exist.
    case impossible
    /// Nothing that anybody could see has changed.
    case refused
    /// The code wrote something down, and nothing changed that the spec has: no step and no message.
    case noted
    /// The code took another step instead, or two, which the spec allows in this state.
    case answered
    /// The code says that it did the step, and shows nothing that the spec does not allow here; what it may have changed
    /// nobody observes.
    case notTold
    /// The code did something that the spec does not allow here.
    case taken(CodeDifference?)
    /// The code threw, or could not be asked.
    case failed(Divergence)

    /// The divergence, where the step, to be read as `action`, was not refused; nil where it was.
    func divergence(in action: @autoclosure () -> String) -> Divergence? {
        switch self {
        case .impossible, .refused, .noted, .answered, .notTold: nil
        case .taken(let difference): .tookDisabled(action: action(), difference)
        case .failed(let divergence): divergence
        }
    }
}

extension RefusalTally {
    /// Counts one attempt; what the code did instead of a refusal is no part of the tally.
    mutating func count(_ attempt: DisabledStep) {
        disabled += 1
        switch attempt {
        case .impossible: impossible += 1
        case .refused: refused += 1
        case .noted: noted += 1
        case .answered: answered += 1
        case .notTold: notTold += 1
        case .taken, .failed: break
        }
    }
}
