/// The problems of a spec that are looked for once, before a search relies on it: a list of small checks.
struct SpecProblems<S: Spec> {
    private let spec: S
    /// Faults of this thread before anything was asked of the spec.
    private let faults = SpecFault.countOnThisThread

    init(_ spec: S) { self.spec = spec }

    /// The first thing that keeps the spec from being searched, or nil.
    var first: SpecError? {
        // Each is asked once: a spec may say something else the second time.
        for check in checksBeforeAnyState { if let problem = check() { return problem } }
        let initialStates = spec.initialStates
        for check in checksOfInitialStates { if let problem = check(initialStates) { return problem } }
        return nil
    }

    private var checksBeforeAnyState: [() -> SpecError?] {
        [
            repeatedParameter, parameterOutOfRange, refusal, repeatedProperty, propertyOfMutant,
            sharedName, mutantWithVariant, actionsThatAreNoEnum, unknownRequiredAction, repeatedFairness,
            unknownFairAction, obligedEnvironment, tooMuchLiveness, otherPropertiesUnaided,
            faultBeforeAnyState,
        ]
    }

    private var checksOfInitialStates: [([S.State]) -> SpecError?] {
        [
            faultInInitialStates, stateWithoutFields, otherInitialStates, adversary, layout, misnamedStep,
        ]
    }

    private func error(_ message: String, _ site: SourceSite? = nil) -> SpecError {
        SpecError(spec: S.name, message: message, site: site)
    }
}

/// Parameters.
extension SpecProblems {
    private func repeatedParameter() -> SpecError? {
        var seen: Set<String> = []
        let name = spec.parameters.map(\.name).first { !seen.insert($0).inserted }
        return name.map { error("two parameters are called \($0); names are unique") }
    }

    private func parameterOutOfRange() -> SpecError? {
        let parameter = spec.parameters.first { !$0.range.contains($0.get(spec)) }
        return parameter.map {
            error(
                "\($0.name)=\($0.get(spec)) is out of range: \($0.range.lowerBound) to \($0.range.upperBound)"
            )
        }
    }

    /// The spec's own refusal of its parameters.
    private func refusal() -> SpecError? {
        do { try spec.validate() } catch let known as SpecError {
            return known
        } catch { return SpecError(spec: S.name, message: "\(error)") }
        return nil
    }
}

/// Names.
extension SpecProblems {
    private func repeatedProperty() -> SpecError? {
        var seen: [String: SourceSite] = [:]
        for property in spec.properties {
            if let earlier = seen.updateValue(property.site, forKey: property.name) {
                return error(
                    "two properties are called \"\(property.name)\" (the other at \(earlier)); names are unique",
                    property.site)
            }
        }
        return nil
    }

    private func propertyOfMutant() -> SpecError? {
        let names = spec.properties.map(\.name)
        guard let mutant = spec.mutant, !names.contains(mutant.expectation.property) else { return nil }
        let known = names.map { "\"\($0)\"" }.joined(separator: ", ")
        return error(
            "mutant \(mutant.rawValue) names the property \"\(mutant.expectation.property)\", which does not exist;"
                + " the spec has \(known.isEmpty ? "none" : known)",
            mutant.expectation.site)
    }

    private func sharedName() -> SpecError? { S.sharedName }

    private func mutantWithVariant() -> SpecError? {
        guard let mutant = spec.mutant, let variant = spec.variant else { return nil }
        return error(
            "mutant \(mutant.rawValue) and variant \(variant.rawValue) are both set; a value is changed in one"
                + " way, so set one of them", variant.expectation.site)
    }

    private func actionsThatAreNoEnum() -> SpecError? {
        if EnumCases.names(of: S.Action.self) != nil { return nil }
        return error("\(S.Action.self) is no enum; make each action a case of one, with its arguments")
    }

    private func unknownRequiredAction() -> SpecError? {
        let names = EnumCases.names(of: S.Action.self) ?? []
        let required = spec.requiredActions.first { !names.contains($0) }
        return required.map {
            error(
                "`requiredActions` names \($0), which is no action; there are \(names.joined(separator: ", "))"
            )
        }
    }
}

/// Obligations.
extension SpecProblems {
    private func repeatedFairness() -> SpecError? {
        let fairness = spec.fairness
        if fairness.count > 64 {
            return error(
                "`fairness` has \(fairness.count) obligations, and at most 64 fit; give one to each replica and not to"
                    + " each message", fairness[64].site)
        }
        var seen: Set<String> = []
        let second = fairness.first { !seen.insert($0.name).inserted }
        return second.map { error("two obligations are called \"\($0.name)\"; names are unique", $0.site) }
    }

    private func unknownFairAction() -> SpecError? {
        let names = EnumCases.names(of: S.Action.self) ?? []
        let known = "there are \(names.joined(separator: ", "))"
        if let name = spec.environmentActions.first(where: { !names.contains($0) }) {
            return error("`environmentActions` names \(name), which is no action; \(known)")
        }
        for fairness in spec.fairness {
            if let name = fairness.actions?.first(where: { !names.contains($0) }) {
                return error(
                    "fairness \"\(fairness.name)\" names \(name), which is no action; \(known)", fairness.site
                )
            }
        }
        return nil
    }

    private func tooMuchLiveness() -> SpecError? {
        let liveness = spec.properties.filter(\.kind.isLiveness)
        guard liveness.count > 64 else { return nil }
        return error(
            "there are \(liveness.count) properties of whole runs, and at most 64 fit; say one thing of all replicas in one",
            liveness[64].site)
    }

    private func otherPropertiesUnaided() -> SpecError? {
        guard let unaided = spec.unaided?.spec else { return nil }
        let (own, others) = (spec.properties, unaided.properties)
        if own.map(\.name) == others.map(\.name), own.map(\.kind) == others.map(\.kind) { return nil }
        return error(
            "with silent faulty replicas (`unaided`) the spec has other properties; they must be the same")
    }

    private func obligedEnvironment() -> SpecError? {
        for fairness in spec.fairness {
            if let name = fairness.actions?.first(where: { spec.environmentActions.contains($0) }) {
                return ErasedSpec.obligedEnvironment(S.name, fairness.name, fairness.site, action: name)
            }
        }
        return nil
    }
}

/// Faults, and the initial states.
extension SpecProblems {
    /// A mistake in what is computed once, when a search starts: it must not go wrong unseen either.
    private func faultBeforeAnyState() -> SpecError? {
        _ = (spec.constraint, spec.requiredActions, spec.fairness)
        if SpecFault.countOnThisThread == faults { return nil }
        return error("in the parameters, properties or constraint, before any state: \(SpecFault.latestText)")
    }

    private func faultInInitialStates(_ states: [S.State]) -> SpecError? {
        SpecFault.countOnThisThread == faults ? nil : error("in an initial state: \(SpecFault.latestText)")
    }

    private func stateWithoutFields(_ states: [S.State]) -> SpecError? {
        if MemoryLayout<S.State>.size > 0 { return nil }
        return error("\(S.State.self) has no fields, so all its states are the same; give it one")
    }

    private func otherInitialStates(_ states: [S.State]) -> SpecError? {
        if spec.initialStates == states { return nil }
        return error(
            "`initialStates` gives other states when it is asked again; it must depend on nothing but the"
                + " spec's own values: no randomness, clock or captured variable, no order of a Set")
    }

    private func adversary(_ states: [S.State]) -> SpecError? { spec.modelledAdversary?.problem() }

    private func layout(_ states: [S.State]) -> SpecError? {
        states.first.flatMap { StateLayout.problem(of: $0) }.map { error($0) }
    }
}

/// Steps.
extension SpecProblems {
    /// A step out of the first state that would be counted under another name than its own.
    private func misnamedStep(_ states: [S.State]) -> SpecError? {
        // Reflection is slow, and a state may have very many steps: one for each place in the text will do.
        var known: Set<SourceSite> = []
        var problem: SpecError?
        guard let state = states.first else { return nil }
        spec.record(state) { take in
            guard problem == nil, known.insert(take.site).inserted else { return }
            problem = misnaming(take)
        }
        return problem
    }

    private func misnaming(_ take: RecordedTake<S>) -> SpecError? {
        let name = ErasedSpec.ActionOutline(describing: take.action, for: spec.replicas).name
        let (names, position) = (S.Action.caseNames, take.action.casePosition)
        if names.indices.contains(position), names[position] == name { return nil }
        return error(
            "Quorate does not find action \(name) among the cases of \(S.Action.self) (our bug, please report it)",
            take.site)
    }
}

extension ErasedSpec {
    /// Refusal of an obligation that holds an action of the environment.
    package static func obligedEnvironment(
        _ spec: String, _ fairness: String, _ site: SourceSite, action: String
    ) -> SpecError {
        SpecError(
            spec: spec,
            message:
                "fairness \"\(fairness)\" obliges \(action), which `environmentActions` names: nobody owes what the"
                + " environment does; leave it out of the set", site: site)
    }
}
