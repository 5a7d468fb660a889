public import QuorateLanguage

/// A run of a spec that is like one which another tool has written down.
public struct MatchedRun: Hashable, Sendable {
    /// The words of each state.
    public let words: [[UInt64]]
    /// The steps as the spec takes them.
    public let steps: [Trace.Step]
    /// The fields of each state, as the spec has them.
    public let states: [[SpecValue.Field]]

    /// The run of `spec` through `run.words`.
    init(_ run: TraceWalk.Run, of spec: ErasedSpec) {
        words = run.words
        steps = run.takes.map { Trace.Step(action: $0.action, site: $0.site) }
        states = run.words.map(spec.describe)
    }

    /// The run of `spec` that explains what was observed.
    init(_ run: ExplainedRun, of spec: ErasedSpec) {
        words = run.words
        steps = run.steps.map { Trace.Step(action: $0.action, site: $0.site) }
        states = run.words.map(spec.describe)
    }
}

extension ForeignRun {
    /// The run of `spec` that takes actions of the same names with the same arguments.
    ///
    /// Names compare without the modules in front of them. Picks bind to arguments by name; arguments without
    /// a label, where no pick is called `_0`, `_1` and so on, bind in order to the picks that are left. Where
    /// a file tells no picks, any arguments will do, and where it names no action, any action. Of the states, those
    /// variables are compared that both have, which ``comparedVariables(in:along:)`` tells; where there is none, that
    /// is an error. A loop is followed once round.
    /// - Parameter silent: permission for steps that the file does not have.
    /// - Throws: ``TraceMismatch`` for the first thing that disagrees, also where the file says so little
    ///   that very many runs of the spec are like it.
    public func matched(in spec: ErasedSpec, silent: SilentSteps = .none) throws -> MatchedRun {
        let found = try fitting(in: spec, silent: silent, all: false).runs
        return MatchedRun(try found.run(to: found.ends[0].entry), of: spec)
    }
}

extension Trace {
    /// The run of `spec` that is like `run`, and shows `property`.
    ///
    /// - Parameter property: what the last state breaks or, for a `.reachable`, meets; unless given, the
    ///   first property that it breaks, or else the first that it meets.
    /// - Throws: ``TraceMismatch`` when there is no such run, or when the file does not determine whether there is;
    ///   ``ForeignRun/matched(in:silent:)`` is for runs that show nothing.
    public init(_ run: ForeignRun, in spec: ErasedSpec, showing property: String? = nil) throws {
        let found = try ExplainedFile(run, in: spec, showing: property).trace
        if found.property.isEmpty { throw TraceMismatch.showsNothing(spec: spec.name) }
        self = found
    }

    /// The run without end that a walk has found, with the property that it breaks.
    ///
    /// - Parameter loop: the position of the state at which the loop begins.
    static func lasso(
        _ run: MatchedRun, loop: Int, in spec: ErasedSpec, against position: Int
    ) throws(TraceMismatch) -> Trace {
        try TraceMismatch.checkConstraint(along: run.words, in: spec)
        let lasso = try TraceMismatch.lasso(run.words, loop: loop, in: spec, against: position)
        var trace = Trace(run, of: spec, showing: spec.properties[position])
        trace.loop = Loop(start: loop, fairness: lasso.notes)
        return trace
    }

    /// The run with what it shows.
    init(_ run: MatchedRun, of spec: ErasedSpec, showing property: ErasedSpec.PropertyOutline?) {
        self.init(
            of: spec.instance, property: property?.name ?? "", propertyKind: property?.kind ?? .always,
            propertySite: property?.site, steps: run.steps, states: run.states)
    }

    /// The position of the named property, or of all, those first that are broken.
    static func positions(of property: String?, in spec: ErasedSpec) throws(TraceMismatch) -> [Int] {
        let all = spec.properties.indices
        guard let property else {
            return all.filter { spec.properties[$0].kind != .reachable }
                + all.filter { spec.properties[$0].kind == .reachable }
        }
        guard let position = all.first(where: { spec.properties[$0].name == property }) else {
            throw .unknownProperty(property, spec: spec.name, known: spec.properties.map(\.name))
        }
        return [position]
    }
}
