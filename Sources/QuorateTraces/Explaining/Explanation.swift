public import QuorateLanguage

/// Answer to whether a spec has a run that explains observations.
public enum Explanation: Sendable {
    /// A run of the spec explains them all.
    case explained(ExplainedRun)
    /// No run does; the impasse is the furthest that any gets.
    case unexplained(Impasse)
    /// The search was stopped after so many pairs of a state and a position; the impasse is the furthest until then.
    case undecided(Impasse, pairs: Int)
}

extension Explanation {
    /// The run that explains everything, or else the one that gets furthest.
    package var furthest: ExplainedRun? {
        switch self {
        case .explained(let run): run
        case .unexplained(let impasse), .undecided(let impasse, _): impasse.alternatives.first?.run
        }
    }
}

/// A run of a spec that explains observations, from an initial state on.
public struct ExplainedRun: Sendable {
    /// A step of the spec, and what was observed of it.
    public struct Step: Hashable, Sendable {
        /// The action with its arguments.
        public let action: ErasedSpec.ActionOutline
        /// Place of the `take` in the source.
        public let site: SourceSite
        /// Place of the observation, or nil for a silent step.
        public let observation: ObservationPlace?
    }

    /// The words of each state; one state more than there are steps.
    public let words: [[UInt64]]
    /// The steps, the first one out of the first state.
    public let steps: [Step]
    /// For each lane and each of its explained observations, the position in ``words`` of the state after it; that of a
    /// look, or of a step that was none, is the state that it looked at.
    public let stateAfter: [[Int]]
    /// The observations of `run` that are explained by no step and might have been one: their actions were not compared
    /// with any that was taken.
    package func resting(of run: ObservedRun) -> [Observation] {
        let taken = Set(steps.compactMap(\.observation))
        return run.lanes.enumerated().flatMap { lane, observations in
            observations.prefix(stateAfter[lane].count).enumerated().filter { position, observation in
                observation.extent == .stepOrNone && !taken.contains(.init(lane: lane, position: position))
            }.map(\.element)
        }
    }
    /// Number of silent steps.
    public var silentCount: Int { steps.count { $0.observation == nil } }
}

/// The furthest that any run gets with observations, and what stands in the way there.
public struct Impasse: Sendable {
    /// A run that gets as far as any, and why it does not get further.
    public struct Alternative: Sendable {
        /// The run so far.
        public let run: ExplainedRun
        /// The fields of the spec's state at its end.
        public let state: [SpecValue.Field]
        /// The observations that are next, one for each lane that may go on, each with why no step explains it.
        public let refusals: [Refusal]
        /// The observations that are next in lanes that may not go on, since they need others first.
        public let waiting: [ObservationPlace]
    }

    /// An observation that no step explains.
    public struct Refusal: Sendable {
        /// Place of the observation.
        public let observation: ObservationPlace
        /// Differences of the state before it, for a look at the state of that state itself, from what was observed.
        public let differences: [TraceMismatch.Difference]
        /// The actions that come closest to it, the closest first; those of the observed name where one was observed.
        public let candidates: [Candidate]
    }

    /// An action that could have been the observed one.
    public struct Candidate: Hashable, Sendable {
        /// The action with its arguments.
        public let action: ErasedSpec.ActionOutline
        /// Place of the `take` in the source.
        public let site: SourceSite
        /// Obstacles.
        public let obstacle: Obstacle
    }

    /// Obstacle to an action being the observed one.
    public enum Obstacle: Hashable, Sendable {
        /// The guard is false.
        case guardFalse
        /// Arguments are others than those that were observed.
        case arguments
        /// The state after the step has other values than were observed.
        case after([TraceMismatch.Difference])
        /// The state before the step lies outside the spec's constraint, from which no run goes on.
        case outsideConstraint
    }

    /// Number of observations that are explained, by lane, at the furthest position.
    public let cursors: [Int]
    /// At most two runs that get there.
    public let alternatives: [Alternative]
}

extension ExplainedRun {
    /// The run as a trace that names no property.
    public func trace(of spec: ErasedSpec) -> Trace {
        Trace(
            of: spec.instance, property: "", propertyKind: .always, propertySite: nil,
            steps: steps.map { Trace.Step(action: $0.action, site: $0.site) },
            states: words.map(spec.describe))
    }
}
