public import QuorateLanguage

/// Disagreement of a trace and a spec. Steps count from 1, as in a rendering.
public enum TraceMismatch: Error, Hashable, Sendable {
    /// Part of a state with its values in the trace and in the spec; a value is nil where that one does not
    /// have the part.
    public struct Difference: Hashable, Sendable, CustomStringConvertible {
        /// The part, as in `manager[r1]`.
        public let place: String
        /// The value in the trace.
        public let inTrace: SpecValue?
        /// The value in the spec.
        public let inSpec: SpecValue?

        /// The part with both values in one line.
        public var description: String {
            "\(place) is \(Self.text(inTrace, beside: inSpec)) in the trace and"
                + " \(Self.text(inSpec, beside: inTrace)) in the spec"
        }

        /// The value; a text beside what is none, as "1" and 1, has quotes.
        private static func text(_ value: SpecValue?, beside other: SpecValue?) -> String {
            switch (value, other) {
            case (.string(let text), .integer), (.string(let text), .largeInteger),
                (.string(let text), .boolean):
                ForeignText.quoted(text)
            default: value?.description ?? "missing"
            }
        }
    }

    /// The trace is one of another spec.
    case otherSpec(trace: String, spec: String)
    /// The trace is one of another mutant, or of the sound spec, which is nil.
    case otherMutant(trace: String?, spec: String?)
    /// The trace is one of another variant, or of the spec as it is, which is nil.
    case otherVariant(trace: String?, spec: String?)
    /// The trace has other parameters.
    case otherParameters(trace: [Instance.Setting], spec: [Instance.Setting])
    /// The spec has no property of that name.
    case unknownProperty(String, spec: String, known: [String])
    /// The property is of another kind in the spec.
    case otherPropertyKind(String, trace: PropertyKind, spec: PropertyKind)
    /// A run of k steps must have k+1 states.
    case stateCount(states: Int, steps: Int)
    /// The spec has no initial state at all.
    case noInitialState
    /// The first state is not initial; the difference is to the closest initial state.
    case notInitial(Difference)
    /// The spec has no action of that name.
    case unknownAction(step: Int, action: String, known: [String])
    /// The spec has the action but does not offer it, with these arguments, in the state before the step.
    case notOffered(step: Int, action: ErasedSpec.ActionOutline, offered: [ErasedSpec.ActionOutline])
    /// The guard of the action is false.
    case guardFalse(step: Int, action: ErasedSpec.ActionOutline, site: SourceSite)
    /// The action leads to another state.
    case otherSuccessor(step: Int, action: ErasedSpec.ActionOutline, Difference, site: SourceSite)
    /// No action is named, and none leads to the state; the one that comes closest leads to another.
    case noStep(step: Int, closest: ErasedSpec.ActionOutline, Difference, site: SourceSite)
    /// No action is named, and none is enabled.
    case noEnabledAction(step: Int)
    /// Neither the action is named nor a variable of the spec told, so that the step could be any.
    case nothingTold(step: Int)
    /// The state before the step is outside the spec's constraint, so that no run goes on from there.
    case outsideConstraint(step: Int, constraint: String)
    /// The last state does not break (or, for a `.reachable`, meet) the property.
    case propertyNotHit(String, kind: PropertyKind)
    /// The last state is not the one at which the loop begins.
    case openLoop(state: Int)
    /// The loop is none against the property, for the given reason.
    case unfairLoop(String, String)
    /// The last state breaks no property of the spec, and meets none that is to be reached.
    case showsNothing(spec: String)
    /// The file and the spec have no variable in common, so that nothing would be compared.
    case nothingCompared(inFile: [String], inSpec: [String])
    /// The run has no step and shows nothing.
    case noSteps(spec: String)
    /// A parameter of the file has another value than that of the spec.
    case otherParameter(String, inFile: SpecValue, inSpec: Int)
    /// Two variables of the file are called like one of the spec, apart from their prefixes.
    case ambiguousVariable(String, inFile: [String])
    /// Too many runs of the spec fit what is known of the run up to this step.
    case tooManyCandidates(step: Int, limit: Int)
    /// Some of the last states that fit what is known show the property, and some do not; they differ in the given variables.
    case undetermined(
        String, kind: PropertyKind, showing: Int, fitting: Int, distinguishing: [String])
    /// The disagreements of the two runs that come furthest.
    indirect case alternatives(TraceMismatch, TraceMismatch)
    /// The spec has no variable of that name.
    case unknownVariable(String, known: [String])
    /// The run that was found is none when the spec walks it once more.
    case notWalkedAgain(spec: String)

    /// The step that disagrees, the first state being 0; nil where it is not a step that does.
    public var step: Int? {
        switch self {
        case .noInitialState, .notInitial: 0
        case .unknownAction(let step, _, _), .notOffered(let step, _, _), .guardFalse(let step, _, _),
            .otherSuccessor(let step, _, _, _), .outsideConstraint(let step, _), .noStep(let step, _, _, _),
            .noEnabledAction(let step), .nothingTold(let step), .tooManyCandidates(let step, _):
            step
        case .alternatives(let first, _): first.step
        case .otherSpec, .otherMutant, .otherVariant, .otherParameters, .unknownProperty, .otherPropertyKind,
            .stateCount, .propertyNotHit, .showsNothing, .ambiguousVariable, .nothingCompared, .noSteps,
            .openLoop, .unfairLoop, .otherParameter, .unknownVariable, .notWalkedAgain, .undetermined:
            nil
        }
    }
}

extension TraceMismatch: CustomStringConvertible {
    /// Description of the disagreement, in one line of printable characters.
    public var description: String {
        let text = TextColumns.printable(message)
        // Printable is ASCII and an arrow, and a message never repeats a whole file.
        return text.utf8.count <= Self.longestMessage
            ? text : String(text.unicodeScalars.prefix(Self.longestMessage)) + "..."
    }

    private static let longestMessage = 2000

    private var message: String {
        switch self {
        case .otherSpec(let trace, let spec): "the trace is one of \(trace), not of \(spec)"
        case .otherMutant(let trace, let spec):
            "the trace is one of \(Self.mutant(trace)), not of \(Self.mutant(spec))"
        case .otherVariant(let trace, let spec):
            "the trace is one of \(Self.variant(trace)), not of \(Self.variant(spec))"
        case .otherParameters(let trace, let spec):
            "the trace has the parameters \(Self.list(trace)), the spec \(Self.list(spec))"
        case .unknownProperty(let name, let spec, let known):
            "\(spec) has no property \"\(name)\"; it has " + known.map { "\"\($0)\"" }.joined(separator: ", ")
        case .otherPropertyKind(let name, let trace, let spec):
            "property \"\(name)\" is .\(trace.rawValue) in the trace and .\(spec.rawValue) in the spec"
        case .stateCount(let states, let steps):
            "the trace has \(states.counted("state")) for \(steps.counted("step"))"
        case .noInitialState: "the spec has no initial state"
        case .notInitial(let difference): "the first state is not initial: \(difference)"
        case .propertyNotHit(let name, let kind):
            "the last state does not \(kind == .reachable ? "meet" : "break") \"\(name)\""
        case .openLoop(let state): "the last state is not state \(state), at which the loop begins"
        case .unfairLoop(let name, let reason): "the run against \"\(name)\" \(reason)"
        case .showsNothing(let spec):
            "the last state breaks no property of \(spec), and meets none that is to be reached"
        case .nothingCompared(let inFile, let inSpec):
            "no variable of the file is one of the spec, so that nothing would be compared: the file has "
                + "\(Self.names(inFile)), the spec \(Self.names(inSpec)); call those that are the same by one name"
        case .noSteps(let spec):
            "the run has no step, and its one state breaks no property of \(spec), so that it shows nothing"
        case .ambiguousVariable(let name, let inFile):
            "which is \(name)? The file has " + inFile.joined(separator: " and ")
                + "; say which module is meant, as in --module \(ForeignRun.modules(of: inFile[0]))"
        case .otherParameter(let name, let inFile, let inSpec):
            "the file is of \(name)=\(inFile), and the spec of \(name)=\(inSpec): give the spec the same parameters"
        case .undetermined(let name, let kind, let showing, let fitting, let distinguishing):
            "the file does not determine whether the last state \(kind == .reachable ? "meets" : "breaks")"
                + " \"\(name)\": \(showing) of \(fitting.counted("last state")) of the spec that fit it"
                + " \(showing == 1 ? "does" : "do"); name the property by --property, or have the file tell"
                + " \(Self.names(distinguishing)), in which they differ"
        case .alternatives(let first, let second):
            "\(first); along another run that fits until there, \(second)"
        case .unknownVariable(let name, let known):
            "the spec has no variable \(ForeignText.name(name)); it has \(Self.names(known))"
        case .notWalkedAgain(let spec):
            "the run that was found is none when \(spec) is walked once more: it does not answer the same twice"
        default: stepMessage
        }
    }

    private var stepMessage: String {
        switch self {
        case .unknownAction(let step, let action, let known):
            "step \(step): the spec has no action \(action); it has " + known.joined(separator: ", ")
        case .notOffered(let step, let action, let offered):
            "step \(step): \(action) is not offered in this state; "
                + (offered.isEmpty
                    ? "no \(action.name) is"
                    : "offered: " + offered.prefix(8).map(\.description).joined(separator: ", ")
                        + (offered.count > 8 ? ", ..." : ""))
        case .guardFalse(let step, let action, let site):
            "step \(step): \(action) is not enabled in this state: its guard is false (\(site))"
        case .otherSuccessor(let step, let action, let difference, let site):
            "step \(step): \(action) leads to another state: \(difference) (\(site))"
        case .noStep(let step, let closest, let difference, let site):
            "step \(step): the file names no action, and none leads to this state; closest is \(closest): "
                + "\(difference) (\(site))"
        case .noEnabledAction(let step): "step \(step): the file names no action, and the spec has none here"
        case .nothingTold(let step):
            "step \(step): the file names no action, and of the state after it no variable of the spec"
        case .outsideConstraint(let step, let constraint):
            "step \(step): the state before it is outside the constraint \"\(constraint)\""
        case .tooManyCandidates(let step, let limit):
            "step \(step): the file says too little; more than \(limit) runs of the spec look like it up to here"
        default: ""
        }
    }

    private static func names(_ names: [String]) -> String {
        names.isEmpty
            ? "none" : names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", ..." : "")
    }

    private static func mutant(_ name: String?) -> String {
        name.map { "mutant \($0)" } ?? "the spec without a mutant"
    }

    private static func variant(_ name: String?) -> String {
        name.map { "variant \($0)" } ?? "the spec without a variant"
    }

    private static func list(_ settings: [Instance.Setting]) -> String {
        settings.isEmpty ? "(none)" : settings.map(\.description).joined(separator: ", ")
    }
}
