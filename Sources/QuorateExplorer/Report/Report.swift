public import QuorateLanguage
public import QuorateQuorums
public import QuorateTraces

/// Result of a search: what it found, and what it does not show.
public struct Report: Sendable {
    /// The verdict over all properties.
    public enum Outcome: String, Sendable {
        /// Every property holds in every reachable state (within the constraint, if there is one).
        case holds
        /// Some property is violated.
        case violated
        /// The search stopped before it had seen everything.
        case inconclusive
        /// Nothing is violated, but something that must be possible is not.
        case vacuous
    }

    /// Outcome for one property.
    public enum PropertyOutcome: String, Sendable {
        /// Holds in every reachable state.
        case holds
        /// Violated in some reachable state.
        case violated
        /// A `.reachable` that was met.
        case reached
        /// A `.reachable` that no reachable state meets.
        case notReached
        /// The search stopped before it could tell.
        case inconclusive
        /// There is no state of which it could be asked.
        case vacuous
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
        /// Truth of the premise in some state; true for a property without one.
        public var premiseHeld: Bool
        /// Number of distinct states that violate it, in what was covered.
        public var violatingStates: Int
    }

    /// One action and how often it was taken.
    public struct ActionReport: Sendable {
        /// The action's name.
        public var name: String
        /// Number of generated states that it led to.
        public var taken: Int
        /// The depth of the first state in which it was taken, or nil if it never was.
        public var firstDepth: Int?
        /// Requirement of the spec that the action be taken.
        public var isRequired: Bool
    }

    /// Limit or event that ends a search early.
    public enum Limit: Hashable, Sendable {
        /// This many distinct states.
        case states(Int)
        /// This many stored states, each of which stands for all that differ from it by names.
        case storedStates(Int)
        /// This depth, in steps.
        case depth(Int)
        /// This much wall time, in seconds.
        case seconds(Double)
        /// This much resident memory, in bytes.
        case memory(Int)
        /// The room on the disk that holds the states.
        case disk
        /// An interrupt, or a cancelled task.
        case interrupt
        /// A mistake of the spec beyond a violation; ``Report/fault`` tells which.
        case fault
    }

    /// Work of the search for fair runs against liveness properties.
    public struct Liveness: Hashable, Sendable {
        /// True where every way through the states leads on, so that a run can go on for ever only in one state.
        public var isAcyclic = false
        /// Number of passes in which states were expanded once more.
        public var sweeps = 0
        /// States whose steps were kept: those in which a run against a property may stay; 0 where none were needed.
        public var states = 0
        /// Steps among them, without those that change nothing.
        public var steps = 0
        /// Those of them that lead to a level that is not deeper: each way around has one.
        public var stepsBack = 0
        /// Bytes of these states and steps.
        public var bytes = 0
        /// Elapsed time, in seconds.
        public var seconds = 0.0

        /// No work.
        public init() {}
    }

    /// Work of a search up to symmetry.
    public struct Symmetry: Hashable, Sendable {
        /// The replicas of each group, which may trade names among each other.
        public var groups: [ReplicaSet]
        /// The values of each group, which may trade places among each other.
        public var values: [[String]] = []
        /// Number of permutations.
        public var permutations: Int
        /// Stored states: one for all that the permutations make of it.
        public var storedStates: Int
        /// States of which the spec was asked whether it is the same under other names.
        public var askedStates: Int
        /// True where every renaming of each state that counts is among them: a proof. Otherwise only some are.
        public var isProved: Bool
        /// Condition of a verdict that is not proved, in words; nil where it is.
        package var condition: String? { isProved ? nil : "\(assumption): sampled" }
        /// Assumption that reduces the search.
        var assumption: String { "if the \(Self.kind(groups.isEmpty, values.isEmpty)) are interchangeable" }

        /// The bearers of names, in words.
        static func kind(_ hasNoReplicas: Bool, _ hasNoValues: Bool) -> String {
            hasNoValues ? "replicas" : hasNoReplicas ? "values" : "replicas and values"
        }
    }

    /// Work of a search on disk.
    public struct Disk: Hashable, Sendable {
        /// Bytes of all states.
        public var stateBytes: Int
        /// Bytes of the files at their largest.
        public var peakBytes: Int
    }

    /// Work of a search over ranks.
    public struct Ranks: Hashable, Sendable {
        /// Number of ranks.
        public var count: Int
        /// Bytes of the states that ranks have sent each other.
        public var sentBytes: Int
        /// Memory that the store of one rank held at most, in bytes.
        public var mostStoreBytes: Int
        /// Memory that the stores of all ranks held, in bytes.
        var storeBytes: Int
    }

    /// The spec with its parameters.
    public var spec: ErasedSpec
    /// The verdict.
    public var outcome: Outcome
    /// Completeness: every reachable state (within the constraint) was seen and expanded.
    public var isComplete: Bool
    /// Limit or event that ended the search early, or nil.
    public var limit: Limit?
    /// The properties in the order of the spec.
    public var properties: [PropertyReport]
    /// The actions in the order of their declaration.
    public var actions: [ActionReport]
    /// Coverage of the lines that offer steps, in the order of files and lines; nil unless it was asked for, and where an
    /// interrupt ended the search.
    public var lines: [LineCoverage]?
    /// A shortest counterexample for each violated property, in the order of the properties.
    public var counterexamples: [Trace]
    /// The mistake of the spec that a search came upon after it had found a violation, and that ended it; without a
    /// violation such a mistake is thrown, and there is no report.
    public var fault: SpecError?

    /// Distinct reachable states within the constraint, in the levels that were completed.
    public var distinctStates: Int
    /// Initial states plus one for every enabled action of every expanded state, in the levels completed.
    public var generatedStates: Int
    /// Expanded states, in the levels completed, in which no action is enabled.
    public var statesWithoutStep: Int
    /// Expanded states, in the levels completed, in which some action is enabled and none changes anything.
    public var statesWithoutChange: Int
    /// Distinct reachable states outside the constraint, in the levels completed: checked, and not expanded.
    public var statesOutside: Int
    /// The greatest number of steps that a state of the completed levels is away from an initial state.
    public var depth: Int
    /// Distinct states at each depth.
    public var statesPerLevel: [Int]

    /// The store that was used.
    public var store: StoreKind
    /// An upper bound on the probability that some state was missed; nil for an exact store, which misses none.
    public var missProbability: Double?
    /// Number of workers that searched.
    public var workers: Int
    /// Elapsed time of the search, in seconds.
    public var wallSeconds: Double
    /// Processor time of the whole process meanwhile, in seconds.
    public var cpuSeconds: Double
    /// Memory that the store held at its largest, in bytes.
    public var storeBytes: Int
    /// Work of a search on disk; nil of any other.
    public var disk: Disk?
    /// Want of the last checkpoint, for which the disk had no room: the search goes on from the one before, if at all.
    public var lacksLastCheckpoint = false
    /// Work of a search over ranks; nil of any other.
    public var ranks: Ranks?
    /// Work of the search for fair runs against liveness properties; nil where there are none, or it was not begun.
    public var liveness: Liveness?
    /// Work of a search up to symmetry; nil where none was asked for. Counts are of all states all the same.
    public var symmetry: Symmetry?
    /// Number of the states that the store holds, in the levels completed: those that are distinct, or fewer up to symmetry.
    public var storedStates: Int { symmetry?.storedStates ?? distinctStates }
    /// The bytes of the store for each state that it holds.
    public var bytesPerState: Double { storedStates == 0 ? 0 : Double(storeBytes) / Double(storedStates) }

    /// The names of the actions that were never taken.
    public var actionsNeverTaken: [String] { actions.filter { $0.taken == 0 }.map(\.name) }
}
