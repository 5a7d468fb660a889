public import QuorateLanguage
public import QuorateTraces

/// Result of random runs: what they have shown, and what they have covered. They prove nothing of what they did not meet.
public struct SimulationReport: Sendable {
    /// The verdict over all properties.
    public enum Outcome: String, Sendable {
        /// Some run breaks a property that ends the simulation, or another.
        case violated
        /// No run breaks a property: of the runs that were not made nothing is known.
        case noViolation = "no violation"
        /// An interrupt came, or the time was over before a single run was made.
        case inconclusive
        /// No run can break anything, for want of states, of steps, of properties or of premises that hold.
        case vacuous
    }

    /// Outcome for one property.
    public enum PropertyOutcome: String, Sendable {
        /// Some run breaks it.
        case violated
        /// No run breaks it.
        case notViolated = "not violated"
        /// A `.reachable` that some run meets.
        case met
        /// A `.reachable` that no run meets.
        case notMet = "not met"
        /// A property of whole runs without end, of which finite runs show nothing.
        case notLookedAt = "not looked at"
    }

    /// One property and what became of it.
    public struct PropertyReport: Sendable {
        /// The name.
        public var name: String
        /// Kind of the property.
        public var kind: PropertyKind
        /// Place of the property in the spec's source.
        public var site: SourceSite
        /// Outcome for the property.
        public var outcome: PropertyOutcome
        /// The number of the first run that breaks or meets it, from 0 on, or nil.
        public var run: Int?
        /// Steps of that run before the state that shows it, or nil.
        public var steps: Int?
        /// Truth of the premise in some state of some run; true for a property without one.
        public var premiseHeld: Bool
    }

    /// One action, how often it was possible and how often it was taken.
    public struct ActionReport: Sendable {
        /// The action's name.
        public var name: String
        /// Number of times that it was enabled in a state of a run, with whatever arguments.
        public var offered: Int
        /// Number of times that a run took it; what changes nothing is never taken.
        public var taken: Int
        /// Requirement of the spec that the action be taken.
        public var isRequired: Bool
    }

    /// Cause of the simulation's end.
    public enum End: String, Sendable {
        /// There were as many runs as asked for.
        case runs
        /// A run broke a property that ends the simulation.
        case violation
        /// The time was over.
        case seconds
        /// An interrupt, or a cancelled task.
        case interrupt
    }

    /// The spec with its parameters.
    public var spec: ErasedSpec
    /// The number that all runs follow from.
    public var seed: UInt64
    /// Way in which runs chose among their steps.
    public var strategy: RunStrategy
    /// Number of steps after which a run ended.
    public var depth: Int
    /// Number of runs that were asked for.
    public var requestedRuns: Int
    /// Wall time that was allowed, in seconds, or nil.
    public var seconds: Double?
    /// Number of threads that made runs.
    public var workers: Int
    /// Cause of the end.
    public var end: End
    /// The number of the run that ended the simulation, or nil.
    public var lastRun: Int?
    /// Independence of the runs from time: the same seed gives the same report again.
    public var isReproducible: Bool
    /// Number of runs that were made.
    public var runs: Int
    /// Number of steps in all of them.
    public var steps: Int
    /// Steps of the longest.
    public var longest: Int
    /// Runs by their ends.
    public var endings: RunEndings
    /// The properties in the order of the spec.
    public var properties: [PropertyReport]
    /// The actions in the order of their declaration.
    public var actions: [ActionReport]
    /// Pairs of actions of which the second was taken right after the first.
    public var actionPairs: Int
    /// Number of different sets of actions that were possible at once.
    public var abstractStates: Int
    /// Distinct states that the runs met, by a sample of their hashes.
    public var distinctStates: Int
    /// Completeness of that sample: they were few enough to be counted.
    public var distinctStatesAreCounted: Bool
    /// A counterexample for each violated property, in the order of the properties; none need be a shortest one.
    public var counterexamples: [Trace]
    /// For each counterexample the steps of the run as it was found.
    public var foundSteps: [Int]
    /// Elapsed time of the runs, in seconds.
    public var wallSeconds: Double
    /// Processor time of the whole process, in seconds.
    public var cpuSeconds: Double
    /// Elapsed time of making counterexamples shorter, in seconds.
    public var shrinkSeconds: Double

    /// The verdict.
    public var outcome: Outcome {
        if properties.contains(where: { $0.outcome == .violated }) { return .violated }
        if end == .interrupt || runs == 0 && end == .seconds { return .inconclusive }
        return emptiness == nil ? .noViolation : .vacuous
    }

    /// Reason why no run could have broken anything, or nil.
    public var emptiness: String? {
        if properties.isEmpty { return "nothing is looked at, because the spec has no properties" }
        let looked = properties.filter { $0.outcome != .notLookedAt }
        if looked.isEmpty {
            return "nothing is looked at: every property is about runs without end, and these runs end"
        }
        let canBreak = looked.contains { $0.kind == .always || $0.kind == .deadlockFreedom }
        if !canBreak, looked.contains(where: { $0.outcome == .notMet }) {
            return
                "nothing can be broken: only goals are looked at, and one that no run met may be met by others"
        }
        if runs == 0 { return "the spec has no initial state: `initialStates` is empty" }
        if steps == 0 { return "no run took a step: no action leads out of the initial states" }
        if !looked.contains(where: \.premiseHeld) {
            return "no property was asked for anything: no premise held in any state of any run"
        }
        return nil
    }
}
