public import QuorateLanguage

/// A run as the texts of its actions: what a test of one's own keeps of a counterexample.
///
///     let run = ScriptedRun(
///         parameters: ["voters": 3], mutant: "forgetful-voters", property: "one leader",
///         steps: ["vote(r0, for: r0)", "vote(r1, for: r0)", "lead(r0)", ...])
///     let trace = try run.trace(in: .spec(Election()))
public struct ScriptedRun: Hashable, Sendable {
    /// The values of the spec's parameters; one that is not named has its default.
    public var parameters: [String: Int]
    /// The name of the mutant, or nil for the spec as it is.
    public var mutant: String?
    /// The name of the variant, or nil for the spec as it is.
    public var variant: String?
    /// The name of the property that the last state breaks or, for a `.reachable`, meets.
    public var property: String
    /// Variables, with values, that tell the first state from the other initial states, as in `faulty: {r0}`.
    public var start: [String]
    /// The actions with their arguments, as in `vote(r0, for: r1)`.
    public var steps: [String]
    /// The number of steps after which the loop begins in which the run goes on for ever, or nil for a run that ends.
    public var loop: Int?

    /// The run of `steps` that shows `property`.
    public init(
        parameters: [String: Int] = [:], mutant: String? = nil, variant: String? = nil, property: String,
        start: [String] = [], steps: [String], loop: Int? = nil
    ) {
        self.parameters = parameters
        self.mutant = mutant
        self.variant = variant
        self.property = property
        self.start = start
        self.steps = steps
        self.loop = loop
    }

    /// `trace`, a run of `spec`, without its states.
    public init(_ trace: Trace, of spec: ErasedSpec) {
        let first = trace.states.first ?? []
        let initial = spec.initialStates().map(spec.describe)
        let telling = first.filter { field in
            initial.contains { state in
                !state.contains { $0.name == field.name && $0.value.isSame(as: field.value) }
            }
        }
        self.init(
            parameters: trace.instance.values, mutant: trace.mutant, variant: trace.variant,
            property: trace.property, start: telling.map(Self.text(of:)),
            steps: trace.steps.map(\.action.description), loop: trace.loop?.start)
    }

    /// The same run, of the spec without the mutant.
    public var withoutMutant: ScriptedRun {
        var run = self
        run.mutant = nil
        return run
    }

    /// The same run, of the spec without the variant.
    public var withoutVariant: ScriptedRun {
        var run = self
        run.variant = nil
        return run
    }

    private static func text(of field: SpecValue.Field) -> String { "\(field.name): \(field.value)" }
}

extension ScriptedRun {
    /// The run with its states, walked on the spec of `entry`, and on no engine.
    ///
    /// - Throws: `CatalogError` where the spec does not have the parameters, the mutant or the variant; ``TraceMismatch``
    ///   for the first step that is no step of the spec, or when the last state does not show the property.
    public func trace(in entry: Catalog.Entry) throws -> Trace {
        let instance = Instance(
            spec: entry.standard.name, mutant: mutant, variant: variant, values: parameters)
        return try trace(in: instance.spec(in: entry))
    }

    /// The run with its states, walked on `spec`, and on no engine.
    ///
    /// Parameters, mutant and variant are those that `spec` has.
    /// - Throws: ``TraceMismatch`` for the first step that is no step of the spec, or when the last state
    ///   does not show the property.
    public func trace(in spec: ErasedSpec) throws -> Trace {
        var walk = try TraceWalk(in: spec, from: differencesOfStart)
        for (index, step) in steps.enumerated() {
            let pattern = StepPattern(
                action: Self.outline(of: step), isAction: { $0.description == step }, differences: { _ in [] }
            )
            try walk.take(pattern, step: index + 1)
        }
        let position = try Trace.positions(of: property, in: spec)[0]
        let outline = spec.properties[position]
        if let loop, outline.kind.isLiveness {
            // A walk that came to its end has a run.
            let run = MatchedRun(walk.run { _ in true }!, of: spec)
            return try Trace.lasso(run, loop: loop, in: spec, against: position)
        }
        guard let run = walk.run(where: { spec.shows(position, in: $0) }) else {
            throw TraceMismatch.propertyNotHit(property, kind: outline.kind)
        }
        try TraceMismatch.checkConstraint(along: run.words, in: spec)
        return Trace(MatchedRun(run, of: spec), of: spec, showing: outline)
    }

    private func differencesOfStart(_ state: [SpecValue.Field]) -> [TraceMismatch.Difference] {
        let texts = Set(state.map(Self.text(of:)))
        return start.filter { !texts.contains($0) }.map { text in
            let name = String(text.prefix { $0 != ":" })
            let value = String(text.dropFirst(name.count + 2))
            let inSpec = state.first { $0.name == name }?.value
            return TraceMismatch.Difference(place: name, inTrace: .string(value), inSpec: inSpec)
        }
    }

    /// The action as messages name it, with all its arguments as one text.
    private static func outline(of step: String) -> ErasedSpec.ActionOutline {
        guard let open = step.firstIndex(of: "("), step.hasSuffix(")") else {
            return .init(name: step, arguments: [])
        }
        let inside = step[step.index(after: open)...].dropLast()
        return .init(
            name: String(step[..<open]), arguments: [.init(name: ".0", value: .string(String(inside)))])
    }
}
