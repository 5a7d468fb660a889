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
}

extension ForeignRun {
    /// The run of `spec` that takes actions of the same names with the same arguments.
    ///
    /// Names compare without the modules in front of them. Picks bind to arguments by name; arguments without
    /// a label, where no pick is called `_0`, `_1` and so on, bind in order to the picks that are left. Where
    /// a file tells no picks, any arguments will do, and where it names no action, any action. Of the states, those
    /// variables are compared that both have, which ``comparedVariables(in:along:)`` tells; where there is none, that
    /// is an error. A loop is followed once round.
    /// - Throws: ``TraceMismatch`` for the first thing that disagrees, also where the file says so little
    ///   that very many runs of the spec are like it.
    public func matched(in spec: ErasedSpec) throws -> MatchedRun {
        // A walk that came to its end has a run.
        let run = try walk(in: spec).run { _ in true }!
        try TraceMismatch.checkConstraint(along: run.words, in: spec)
        return MatchedRun(run, of: spec)
    }

    fileprivate func walk(in spec: ErasedSpec) throws(TraceMismatch) -> TraceWalk {
        guard states.count == steps.count + 1 else {
            throw .stateCount(states: states.count, steps: steps.count)
        }
        let variables = try SharedVariables(of: self, in: spec)
        var walk = try TraceWalk(in: spec) { variables.differences(states[0], $0) }
        let run = variables.closed(self)
        for (index, step) in run.steps.enumerated() {
            let state = run.states[index + 1]
            guard step.action != nil || variables.compareSomething(in: state) else {
                throw .nothingTold(step: index + 1)
            }
            let pattern = StepPattern(
                action: step.outline, isAction: step.isMet(by:),
                differences: { variables.differences(state, $0) })
            try walk.take(pattern, step: index + 1)
        }
        return walk
    }
}

extension Trace {
    /// The run of `spec` that is like `run`, and shows `property`.
    ///
    /// - Parameter property: what the last state breaks or, for a `.reachable`, meets; unless given, the
    ///   first property that it breaks, or else the first that it meets.
    /// - Throws: ``TraceMismatch`` when there is no such run; ``ForeignRun/matched(in:)`` is for runs that
    ///   show nothing.
    public init(_ run: ForeignRun, in spec: ErasedSpec, showing property: String? = nil) throws {
        let walk = try run.walk(in: spec)
        let candidates = try Self.positions(of: property, in: spec)
        for position in candidates where !spec.properties[position].kind.isLiveness {
            // A file with a loop tells of a run without end, and is no witness of what it meets on the way.
            if run.loop != nil, property == nil, spec.properties[position].kind == .reachable { continue }
            guard let found = walk.run(where: { spec.shows(position, in: $0) }) else { continue }
            try TraceMismatch.checkConstraint(along: found.words, in: spec)
            self.init(MatchedRun(found, of: spec), of: spec, showing: spec.properties[position])
            return
        }
        // Of runs without end the first that the file's loop can be.
        for position in candidates where spec.properties[position].kind.isLiveness {
            guard let loop = run.loop,
                property != nil || Self.isLoop(walk, at: loop, in: spec, against: position)
            else {
                continue
            }
            self = try Self.lasso(walk, loop: loop, in: spec, against: position)
            return
        }
        guard let property, let position = candidates.first else {
            throw TraceMismatch.showsNothing(spec: spec.name)
        }
        throw TraceMismatch.propertyNotHit(property, kind: spec.properties[position].kind)
    }

    private static func isLoop(
        _ walk: TraceWalk, at loop: Int, in spec: ErasedSpec, against position: Int
    ) -> Bool {
        (try? lasso(walk, loop: loop, in: spec, against: position)) != nil
    }

    /// The run without end that a walk has found, with the property that it breaks.
    ///
    /// - Parameter loop: the position of the state at which the loop begins.
    static func lasso(_ walk: TraceWalk, loop: Int, in spec: ErasedSpec, against position: Int) throws
        -> Trace
    {
        // A walk that came to its end has a run.
        let found = walk.run { _ in true }!
        try TraceMismatch.checkConstraint(along: found.words, in: spec)
        let lasso = try TraceMismatch.lasso(
            found.words, loop: loop, in: spec, against: position)
        var trace = Trace(MatchedRun(found, of: spec), of: spec, showing: spec.properties[position])
        trace.loop = Loop(start: loop, fairness: lasso.notes)
        return trace
    }

    /// The run with what it shows.
    init(_ run: MatchedRun, of spec: ErasedSpec, showing property: ErasedSpec.PropertyOutline) {
        self.init(
            of: spec.instance, property: property.name, propertyKind: property.kind,
            propertySite: property.site,
            steps: run.steps, states: run.states)
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
