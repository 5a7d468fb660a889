public import QuorateLanguage

/// A run of another tool's file that was found again on a spec, and what it shows there.
public struct ExplainedFile: Sendable {
    /// The run as the spec takes it; it names no property where it shows none.
    public let trace: Trace
    /// Variables that were compared, and what was found otherwise than in the file.
    public let variables: ComparedVariables

    /// - Parameters:
    ///   - property: what the last state breaks or, for a `.reachable`, meets; unless given, the first property that it
    ///     breaks, or else the first that it meets.
    ///   - silent: permission for steps that the file does not have.
    /// - Throws: ``TraceMismatch`` where no run fits, where none that fits shows `property`, or where `property` is not
    ///   given and some runs that fit show one and others do not.
    public init(
        _ run: ForeignRun, in spec: ErasedSpec, showing property: String? = nil, silent: SilentSteps = .none
    ) throws(TraceMismatch) {
        let (runs, shared) = try run.fitting(in: spec, silent: silent, all: true)
        let choice = PropertyChoice(runs: runs, loop: run.loop, spec: spec)
        let (trace, explained) = try choice.trace(showing: property)
        if trace.property.isEmpty, run.steps.isEmpty { throw .noSteps(spec: spec.name) }
        self.trace = trace
        var variables = run.summary(shared, along: explained)
        variables.fittingLastStates = runs.ends.count
        if let position = spec.properties.firstIndex(where: { $0.name == trace.property }), trace.loop == nil
        {
            variables.showingLastStates = runs.ends.count { spec.shows(position, in: $0.words) }
        }
        self.variables = variables
    }
}

/// Choice of the property that the runs which fit a file show.
struct PropertyChoice {
    let runs: FittingRuns
    /// The position in the file of the state at which a loop begins, or nil.
    let loop: Int?
    let spec: ErasedSpec

    /// A run with what it shows; with no property where it shows none and none is asked for.
    func trace(showing property: String?) throws(TraceMismatch) -> (Trace, ExplainedRun) {
        let candidates = try Trace.positions(of: property, in: spec)
        for position in candidates where !spec.properties[position].kind.isLiveness {
            // A file with a loop tells of a run without end, and is no witness of what it meets on the way.
            if loop != nil, property == nil, spec.properties[position].kind == .reachable { continue }
            if let found = try run(showing: position, isNamed: property != nil) { return found }
        }
        // Of runs without end the first that the file's loop can be.
        for position in candidates where spec.properties[position].kind.isLiveness {
            guard let loop else { continue }
            do throws(TraceMismatch) { return try lasso(loop, against: position) } catch {
                if property != nil { throw error }
            }
        }
        if let property {
            throw .propertyNotHit(property, kind: spec.properties[candidates[0]].kind)
        }
        let explained = try runs.run(to: runs.ends[0].entry)
        return (Trace(MatchedRun(explained, of: spec), of: spec, showing: nil), explained)
    }

    /// The run to a last state that shows the property, if each does or the property is named; nil where none does.
    private func run(
        showing position: Int, isNamed: Bool
    ) throws(TraceMismatch) -> (Trace, ExplainedRun)? {
        let showing = runs.ends.filter { spec.shows(position, in: $0.words) }
        guard let end = showing.first else { return nil }
        guard isNamed || showing.count == runs.ends.count else {
            throw .undetermined(
                spec.properties[position].name, kind: spec.properties[position].kind, showing: showing.count,
                fitting: runs.ends.count, distinguishing: distinguishingVariables)
        }
        let explained = try runs.run(to: end.entry)
        return (
            Trace(MatchedRun(explained, of: spec), of: spec, showing: spec.properties[position]), explained
        )
    }

    private func lasso(_ loop: Int, against position: Int) throws(TraceMismatch) -> (Trace, ExplainedRun) {
        let explained = try runs.run(to: runs.ends[0].entry)
        let start = loop == 0 ? 0 : explained.stateAfter[0][loop - 1]
        let run = MatchedRun(explained, of: spec)
        return (try Trace.lasso(run, loop: start, in: spec, against: position), explained)
    }

    /// The variables in which the last states that fit are not the same.
    private var distinguishingVariables: [String] {
        let states = runs.ends.prefix(Self.mostDescribed).map { spec.describe($0.words) }
        guard let first = states.first else { return [] }
        return first.indices.filter { index in states.contains { $0[index].value != first[index].value } }
            .map { first[$0].name }
    }

    private static let mostDescribed = 256
}
