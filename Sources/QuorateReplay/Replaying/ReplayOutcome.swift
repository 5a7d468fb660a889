/// Outcome of a run on real code.
public enum ReplayOutcome: Hashable, Sendable {
    /// The real replicas went all the way and broke the property or, for a `.reachable`, met it; a run without end they
    /// went around once.
    case reproduced
    /// The real replicas did not take a step: nothing that anybody could see has changed, or they took another one
    /// that the spec allows.
    case refused(step: Int)
    /// The code never takes a step that the spec allows: where the spec leaves a choice, the code has made one.
    case leftOut(step: Int, reason: String)
    /// The real replicas took every step, and the property holds of them.
    case withstood
    /// The real replicas took every step of a run that is not about a property, or those of a run without end once.
    case followed
    /// The real replicas did something else than the spec.
    case diverged(step: Int, Divergence)
    /// The code has no part that the mutant changes.
    case noSuchCode
    /// The code without the change cannot be in the state in which the run begins.
    case noSuchStart
}

/// Divergence of code and spec, by its kind.
public enum Divergence: Hashable, Sendable {
    /// A variable has another value.
    case value(CodeDifference)
    /// The spec takes the step, and no message exists that would make the code take it.
    case inputMissing
    /// The code took a step that the spec does not allow there.
    case tookDisabled(action: String, CodeDifference?)
    /// The order in which the messages of a step came made a difference.
    case order(DeliveryOrder)
    /// The code took every step of the mutant's run, and the property holds of it.
    case propertyHolds(String)
    /// The code threw.
    case failed(String)
    /// The spec takes the step, and the code says that it does not.
    case refused
    /// The code took every step, and whether the property holds depends on variables that nobody observes.
    case propertyNotObserved(String)
    /// The code was given the input of a step that the spec does not allow, and what it may have changed nobody observes.
    case refusalNotObserved(String)
    /// The code could not be asked any more.
    case adapterFailed(String)
    /// The code did two different things in one and the same run.
    case unsteady(String)
    /// Two runs that show the same went on differently, both as the spec allows: what matters is not observed.
    case hidden(String)
    /// The code took every step, and nothing that is observed has changed though the spec's state did.
    case nothingCompared

    /// Divergence of code that threw `error`.
    init(thrown error: any Error) {
        self =
            switch error as? AdapterError {
            case nil: .failed("\(error)")
            case .threw(let reason): .failed(reason)
            case .unsteady(let reason): .unsteady(reason)
            case .some(let failure): .adapterFailed("\(failure)")
            }
    }
}

extension ReplayOutcome: CustomStringConvertible {
    /// The outcome in a few words; a trace file keeps them.
    public var description: String {
        switch self {
        case .reproduced: "reproduced"
        case .refused(let step): "refused at step \(step)"
        case .leftOut(let step, let reason): "left out at step \(step): \(reason)"
        case .withstood: "withstood: every step was taken, and the property holds"
        case .followed: "followed: every step was taken"
        case .diverged(let step, let divergence): "diverged at step \(step): \(divergence)"
        case .noSuchCode: "no such part in the code"
        case .noSuchStart: "no such start without the mutant"
        }
    }
}

extension Divergence: CustomStringConvertible {
    /// Description of the difference, in one line.
    public var description: String {
        switch self {
        case .value(let difference): difference.description
        case .inputMissing: "the spec takes the step, and the code has sent no message that leads to it"
        case .tookDisabled(let action, let difference):
            "the code takes \(action), which the spec does not allow here"
                + (difference.map { "; \($0.description)" } ?? "; its messages or its log changed")
        case .order(let order): "with the messages in \(order.rawValue) order the code is in another state"
        case .propertyHolds(let property):
            "every step was taken, and \"\(property)\" holds of the real replicas"
        case .failed(let reason): "the code threw: \(reason)"
        case .refused: "the spec takes the step, and the code refuses it"
        case .propertyNotObserved(let property):
            "every step was taken, and \"\(property)\" depends on variables that are not observed"
        case .refusalNotObserved(let action):
            "the code says that it has done \(action), which the spec does not allow here, and that it has refused it"
                + " cannot be told from the variables that are observed"
        case .adapterFailed(let reason): reason
        case .unsteady(let reason): "the code does not agree with itself: \(reason)"
        case .hidden(let reason):
            "two runs that show the same go on differently, so that the adapter does not show all that matters: "
                + reason
        case .nothingCompared:
            "no variable that is observed changes in this run, so that nothing was compared"
        }
    }
}
