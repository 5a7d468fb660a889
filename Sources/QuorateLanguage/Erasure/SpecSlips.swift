/// The author's slips that show while a spec is evaluated: in a state, its constraint or properties, or the actions out
/// of it, something does what its types do not allow.
struct SpecSlips<S: Spec> {
    private let spec: S
    private let state: S.State
    /// The state with its fields, for the message.
    private let place: String

    init(_ spec: S, in state: S.State) {
        self.spec = spec
        self.state = state
        let fields = SpecValue.fields(of: Mirror(reflecting: state), for: spec.replicas)
        place = "the state " + fields.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
    }

    /// The first of them, or nil.
    var first: SpecError? {
        var isInside = true
        if let slip = inConstraint(&isInside) { return slip }
        // No search takes an action out of a state outside.
        return (isInside ? inActions : nil) ?? inProperties
    }

    private func inConstraint(_ isInside: inout Bool) -> SpecError? {
        let faults = SpecFault.countOnThisThread
        isInside = spec.constraint?.allows(state) ?? true
        if SpecFault.countOnThisThread == faults { return nil }
        return error("\(SpecFault.latestText), in the constraint, of \(place)", spec.constraint?.site)
    }

    private var inActions: SpecError? {
        let faults = SpecFault.countOnThisThread
        if let (take, text) = spec.record(state, { _ in }) {
            let action = ErasedSpec.ActionOutline(describing: take.action, for: spec.replicas)
            return error("\(text), in action \(action) out of \(place)\(boundAdvice(on: text))", take.site)
        }
        // Behind the last action that was offered, or where none was.
        if SpecFault.countOnThisThread == faults { return nil }
        return error("\(SpecFault.latestText), in the actions out of \(place)")
    }

    private var inProperties: SpecError? {
        for property in spec.properties { if let slip = inProperty(property) { return slip } }
        return nil
    }

    private func inProperty(_ property: Property<S.State>) -> SpecError? {
        let faults = SpecFault.countOnThisThread
        if property.premise?(state) ?? true { _ = property.holds(state) }
        if SpecFault.countOnThisThread == faults { return nil }
        return error(
            "\(SpecFault.latestText), in property \"\(property.name)\" of \(place)", property.site)
    }

    private func error(_ message: String, _ site: SourceSite? = nil) -> SpecError {
        SpecError(spec: S.name, message: message, site: site)
    }

    /// Advice on a type's bound beside the constraint: states outside are reached too, and no further.
    private func boundAdvice(on text: String) -> String {
        guard let constraint = spec.constraint else { return "" }
        let isBound = ["BoundedInt", "Channel that is full", "a Bag that has it"].contains(
            where: text.contains)
        return isBound
            ? "; the constraint \"\(constraint.name)\" is asked of the state after the step, so the type needs room for one"
                + " more than it allows"
            : ""
    }
}
