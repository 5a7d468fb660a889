public import QuorateLanguage

/// Variables of a file and of a spec: those that were held against each other, and those that were not.
public struct ComparedVariables: Hashable, Sendable {
    /// Those that both have, by their names in the spec.
    public var compared: [String]
    /// Those of the file that the spec does not have.
    public var notInSpec: [String] = []
    /// Those of the spec that the file does not have.
    public var notInFile: [String] = []
    /// Those of the file that some of its states do not have; where they are missing nothing is compared.
    public var notInEveryState: [String] = []
    /// Those of the file's states that the file does not list.
    public var notListed: [String] = []
    /// Those that the file lists, and no state of it has.
    public var notInAnyState: [String] = []
    /// Picks of the file that are no argument of the action that was taken.
    public var picksNotCompared: [String] = []
    /// Parameters of the file that were held against those of the spec.
    public var parameters: [String] = []
    /// Parameters of the file that the spec does not have.
    public var parametersNotInSpec: [String] = []
    /// The steps whose actions the file does not name, so that they were found by the states.
    public var stepsFoundByStates = 0
    /// The position of the state at which the file's loop begins, or nil for a run that ends.
    public var loop: Int?
    /// Presence of a step in the run that leads back to where the loop begins, which the file has no state for.
    public var closesLoop = false
    /// The steps of the run that the file does not have.
    public var silentSteps = 0
    /// The steps of the file that change nothing, and are none of the spec.
    public var restingSteps = 0
    /// The last states of runs of the spec that fit the file; 0 where nobody has counted them.
    public var fittingLastStates = 0
    /// Those of them that show the property.
    public var showingLastStates = 0

    /// Comparison of every variable of the file and of the spec in every state.
    public var areAll: Bool {
        notInSpec.isEmpty && notInFile.isEmpty && notInEveryState.isEmpty
            && !compared.contains { $0.contains("[") }
    }
}

extension ComparedVariables {
    /// All variables of a file that was walked as it is.
    public init(all trace: Trace) {
        self.init(compared: trace.states.first?.map(\.name) ?? [])
    }
}

extension ForeignRun {
    /// Variables of the states that are held against those of `spec`, and those that are not.
    ///
    /// - Parameter steps: the steps that the spec takes along the run, where they are known: they say which picks are
    ///   compared.
    /// - Throws: ``TraceMismatch`` where there is none, where one could be two, or where a parameter is another one.
    public func comparedVariables(
        in spec: ErasedSpec, along steps: [Trace.Step] = []
    ) throws(TraceMismatch) -> ComparedVariables {
        let shared = try SharedVariables(of: self, in: spec)
        return summary(shared, along: steps.map(\.action))
    }

    /// Summary of what was compared along a run that explains this one.
    func summary(_ shared: SharedVariables, along run: ExplainedRun) -> ComparedVariables {
        var taken: [ErasedSpec.ActionOutline?] = Array(repeating: nil, count: run.stateAfter[0].count)
        for step in run.steps { if let place = step.observation { taken[place.position] = step.action } }
        var summary = summary(shared, along: taken)
        summary.silentSteps = run.silentCount
        summary.restingSteps = taken.count { $0 == nil }
        return summary
    }

    private func summary(
        _ shared: SharedVariables, along taken: [ErasedSpec.ActionOutline?]
    ) -> ComparedVariables {
        var summary = shared.summary
        let closed = shared.closed(self)
        summary.closesLoop = closed.steps.count > steps.count
        summary.stepsFoundByStates = closed.steps.count { $0.action == nil }
        var seen: Set<String> = []
        for (step, action) in zip(steps, taken) {
            let picks = step.picks ?? []
            let unbound =
                step.action == nil
                ? picks.map(\.name) : action.map { PickBinding(picks, for: $0).unbound } ?? []
            summary.picksNotCompared += unbound.filter { seen.insert($0).inserted }
        }
        return summary
    }

    /// The names of all variables, in the order in which they first occur.
    var variables: [String] {
        var seen: Set<String> = []
        return states.flatMap { $0.map(\.name) }.filter { seen.insert($0).inserted }
    }
}
