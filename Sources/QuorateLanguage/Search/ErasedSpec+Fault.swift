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
        // A search looks at the state before this one first, so this one is initial.
        if spec.hasUnusedBits(state) {
            return SpecError(spec: S.name, message: "\(S.unlistedMessage), in the initial state, \(place)")
        }
        // No search takes an action out of a state outside.
        if isInside, let (take, text) = spec.firstFault(in: state) {
            let action = ActionOutline(off: take.action, for: spec.replicas)
            return SpecError(
                spec: S.name, message: "\(text), in action \(action) out of \(place)", site: take.site)
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
}

extension Spec {
    /// The first take in a state that goes wrong: it raises a fault, or leads to a state in which a set has a message that
    /// its type does not list.
    fileprivate func firstFault(in state: State) -> (take: RecordedTake<Self>, text: String)? {
        var unlisted: RecordedTake<Self>?
        let fault = record(state) { take in
            guard unlisted == nil, let successor = take.successor else { return }
            if hasUnusedBits(successor) { unlisted = take }
        }
        if let fault { return fault }
        return unlisted.map { ($0, Self.unlistedMessage) }
    }

    /// Whether a set in the state has a message with a number that its type does not list.
    fileprivate func hasUnusedBits(_ state: State) -> Bool {
        zip(StateWords(state).words, StateLayout.unusedBits(of: state)).contains { $0 & $1 != 0 }
    }

    fileprivate static var unlistedMessage: String {
        "a message is sent whose number is beyond `all` of its type: nobody would receive it; list it there"
    }
}
