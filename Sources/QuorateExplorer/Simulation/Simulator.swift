public import QuorateLanguage

/// Takes random runs of a spec, of instances that no search finishes.
///
///     let report = try await Simulator(TwoPhaseCommit(managers: 12), runs: 10_000).run()
///     #expect(report.outcome == .noViolation, "\(report)")
///
/// What no run breaks may be broken all the same. The runs, the counts and the counterexamples follow from the seed, and
/// are the same for every number of workers, unless time or an interrupt ended them.
public struct Simulator: Sendable {
    /// The spec.
    public var spec: ErasedSpec
    /// Number of the runs; at least 1.
    public var runs: Int
    /// Number of steps after which a run ends; at least 1.
    public var depth: Int
    /// The number that all runs follow from.
    public var seed: UInt64
    /// Way in which runs choose among their steps.
    public var strategy: RunStrategy
    /// Number of threads that make runs; at least 1.
    public var workers: Int
    /// Wall time in seconds after which no further run is begun, or nil.
    public var seconds: Double?
    /// The names of the properties to look at, or nil for all.
    public var properties: [String]?
    /// The names of the properties that end the simulation when a run breaks them, or nil for all that are looked at.
    public var endingProperties: [String]?
    /// Shortening of counterexamples; true unless set.
    public var shrinks = true
    /// Sees every run with its number, its states and its end, on the threads that make them.
    var visitRun: (@Sendable (_ number: Int, _ states: [[UInt64]], RunEnding) -> Void)?

    /// Number of runs unless another is given.
    public static let usualRuns = 10_000
    /// Number of steps of a run unless another is given.
    public static let usualDepth = 200

    /// Random runs of `spec`.
    @inlinable
    public init(
        _ spec: some Spec, runs: Int = usualRuns, depth: Int = usualDepth, seed: UInt64 = 1,
        strategy: RunStrategy = .swarm, workers: Int = 1, seconds: Double? = nil
    ) {
        self.init(
            erased: ErasedSpec(spec), runs: runs, depth: depth, seed: seed, strategy: strategy,
            workers: workers, seconds: seconds)
    }

    /// Random runs of a spec out of a catalog.
    public init(
        erased spec: ErasedSpec, runs: Int = usualRuns, depth: Int = usualDepth, seed: UInt64 = 1,
        strategy: RunStrategy = .swarm, workers: Int = 1, seconds: Double? = nil
    ) {
        self.spec = spec
        self.runs = runs
        self.depth = depth
        self.seed = seed
        self.strategy = strategy
        self.workers = workers
        self.seconds = seconds
    }
}
