extension ErasedSpec {
    /// What goes wrong in the constraint or the properties of `state`, or in the actions out of it.
    static func fault<S: Spec>(of spec: S, in state: S.State) -> SpecError? {
        let fields = SpecValue.fields(of: Mirror(reflecting: state), for: spec.replicas)
        let place = "the state " + fields.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
        let faults = SpecFault.countOnThisThread
        let isInside = spec.constraint?.allows(state) ?? true
        if SpecFault.countOnThisThread != faults {
            return SpecError(
                spec: S.name, message: "\(SpecFault.latestText), in the constraint, of \(place)",
                site: spec.constraint?.site)
        }
        // No search takes an action out of a state outside.
        if isInside {
            let before = SpecFault.countOnThisThread
            if let (take, text) = spec.record(state, { _ in }) {
                let action = ActionOutline(off: take.action, for: spec.replicas)
                return SpecError(
                    spec: S.name,
                    message: "\(text), in action \(action) out of \(place)\(boundAdvice(spec, text))",
                    site: take.site)
            }
            // Behind the last action that was offered, or where none was.
            if SpecFault.countOnThisThread != before {
                return SpecError(
                    spec: S.name, message: "\(SpecFault.latestText), in the actions out of \(place)")
            }
        }
        for property in spec.properties {
            let before = SpecFault.countOnThisThread
            if property.premise?(state) ?? true { _ = property.holds(state) }
            if SpecFault.countOnThisThread != before {
                return SpecError(
                    spec: S.name,
                    message: "\(SpecFault.latestText), in property \"\(property.name)\" of \(place)",
                    site: property.site)
            }
        }
        return nil
    }

    /// What a bound of a type has to do with the constraint: states outside are reached too, and no further.
    private static func boundAdvice<S: Spec>(_ spec: S, _ text: String) -> String {
        guard let constraint = spec.constraint else { return "" }
        let isBound = ["BoundedInt", "Channel that is full", "a Bag that has it"].contains(
            where: text.contains)
        return isBound
            ? "; the constraint \"\(constraint.name)\" is asked of the state after the step, so the type needs room for one"
                + " more than it allows"
            : ""
    }
}
