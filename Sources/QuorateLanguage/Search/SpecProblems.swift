/// Everything about a spec that is checked once, before a search relies on it.
struct SpecProblems<S: Spec> {
    private let spec: S

    init(_ spec: S) { self.spec = spec }

    /// The first thing that keeps the spec from being searched, or nil.
    var first: SpecError? {
        let faults = SpecFault.countOnThisThread
        if let problem = inParameters ?? inNames ?? inActions { return problem }
        // What is computed once, when a search starts, must not go wrong unseen either.
        _ = (spec.constraint, spec.requiredActions)
        if SpecFault.countOnThisThread != faults {
            return error(
                "in the parameters, properties or constraint, before any state: \(SpecFault.latestText)")
        }
        return inInitialStates(faults)
    }

    private func error(_ message: String, _ site: SourceSite? = nil) -> SpecError {
        SpecError(spec: S.name, message: message, site: site)
    }

    private var inParameters: SpecError? {
        if let name = repeated(spec.parameters.map(\.name)) {
            return error("two parameters are called \(name); names are unique")
        }
        for parameter in spec.parameters where !parameter.range.contains(parameter.get(spec)) {
            return error(
                "\(parameter.name)=\(parameter.get(spec)) is out of range: \(parameter.range.lowerBound) to"
                    + " \(parameter.range.upperBound)")
        }
        do { try spec.validate() } catch let known as SpecError {
            return known
        } catch { return SpecError(spec: S.name, message: "\(error)") }
        return nil
    }

    private var inNames: SpecError? {
        var seen: [String: SourceSite] = [:]
        for property in spec.properties {
            if let earlier = seen.updateValue(property.site, forKey: property.name) {
                return error(
                    "two properties are called \"\(property.name)\" (the other at \(earlier)); names are unique",
                    property.site)
            }
        }
        guard let expectation = spec.mutant?.expectation, seen[expectation.property] == nil else {
            return nil
        }
        let known = spec.properties.map { "\"\($0.name)\"" }.joined(separator: ", ")
        return error(
            "mutant \(spec.mutant!.rawValue) names the property \"\(expectation.property)\", which does not exist;"
                + " the spec has \(known.isEmpty ? "none" : known)",
            expectation.site)
    }

    private var inActions: SpecError? {
        guard let names = EnumCases.names(of: S.Action.self) else {
            return error("\(S.Action.self) is no enum; make each action a case of one, with its arguments")
        }
        guard let required = spec.requiredActions.first(where: { !names.contains($0) }) else { return nil }
        return error(
            "`requiredActions` names \(required), which is no action; there are \(names.joined(separator: ", "))"
        )
    }

    private func inInitialStates(_ faults: UInt64) -> SpecError? {
        let initialStates = spec.initialStates
        if SpecFault.countOnThisThread != faults {
            return error("in an initial state: \(SpecFault.latestText)")
        }
        if MemoryLayout<S.State>.size == 0 {
            return error("\(S.State.self) has no fields, so all its states are the same; give it one")
        }
        if spec.initialStates != initialStates {
            return error(
                "`initialStates` gives other states when it is asked again; it must depend on nothing but the"
                    + " spec's own values: no randomness, clock or captured variable, no order of a Set")
        }
        if let problem = spec.modelledAdversary?.problem() { return problem }
        guard let sample = initialStates.first else { return nil }
        if let problem = StateLayout.problem(of: sample) { return error(problem) }
        return misnamedStep(outOf: sample)
    }

    /// A step that would be counted under another name than its own.
    private func misnamedStep(outOf state: S.State) -> SpecError? {
        // Reflection is slow, and a state may have very many steps: one for each place in the text will do.
        var known: Set<SourceSite> = []
        var problem: SpecError?
        let names = S.Action.caseNames
        spec.record(state) { take in
            guard problem == nil, known.insert(take.site).inserted else { return }
            let name = ErasedSpec.ActionOutline(off: take.action, for: spec.replicas).name
            let position = take.action.casePosition
            if !names.indices.contains(position) || names[position] != name {
                problem = error(
                    "Quorate does not find action \(name) among the cases of \(S.Action.self) (our bug, please"
                        + " report it)", take.site)
            }
        }
        return problem
    }

    /// The first name that has occurred before, or nil.
    private func repeated(_ names: [String]) -> String? {
        var seen: Set<String> = []
        return names.first { !seen.insert($0).inserted }
    }
}
