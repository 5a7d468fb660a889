import CQuorateSearch
import Dispatch
public import QuorateLanguage

/// Explores every reachable state of a spec, breadth first.
///
///     let report = try await Explorer(TwoPhaseCommit(managers: 3)).run()
///     #expect(report.outcome == .holds, "\(report)")
///
/// With the exact store the verdict, the counts, the depth and the counterexamples are the same for every number
/// of workers, unless time, memory or an interrupt ended the search.
public struct Explorer: Sendable {
    /// When to stop early; nil is no limit.
    public struct Limits: Hashable, Sendable {
        /// No more than this many distinct states: a level that would exceed it is not counted.
        public var states: Int?
        /// States this many steps away are checked but not expanded.
        public var depth: Int?
        /// Wall time in seconds.
        public var seconds: Double?
        /// Resident memory of the process in bytes; nine tenths of what the machine (or its container) has
        /// unless given.
        public var memory: Int?

        /// The given limits.
        public init(states: Int? = nil, depth: Int? = nil, seconds: Double? = nil, memory: Int? = nil) {
            self.states = states
            self.depth = depth
            self.seconds = seconds
            self.memory = memory
        }
    }

    /// The spec to explore.
    public var spec: ErasedSpec
    /// How many threads search; at least 1.
    public var workers: Int
    /// How states are remembered.
    public var store: StoreKind
    /// When to stop early.
    public var limits: Limits
    /// Explore everything in spite of violations.
    public var continuesAfterViolation: Bool
    /// The names of the properties to check, or nil for all.
    public var properties: [String]?
    /// Coverage by line of the spec is counted at the end, in a second pass over the states that takes longer than the
    /// search itself; false unless set.
    public var countsLines = false
    /// Seconds between two calls of `progress`.
    public var progressInterval: Double
    /// Hears how far the search has come, on a thread of the search.
    public var progress: (@Sendable (SearchProgress) -> Void)?

    /// A search of `spec`.
    @inlinable
    public init(
        _ spec: some Spec, workers: Int = 1, store: StoreKind = .exact, limits: Limits = Limits(),
        continuesAfterViolation: Bool = false, properties: [String]? = nil, progressInterval: Double = 1,
        progress: (@Sendable (SearchProgress) -> Void)? = nil
    ) {
        self.init(
            erased: ErasedSpec(spec), workers: workers, store: store, limits: limits,
            continuesAfterViolation: continuesAfterViolation, properties: properties,
            progressInterval: progressInterval, progress: progress)
    }

    /// A search of a spec out of a catalog.
    public init(
        erased spec: ErasedSpec, workers: Int = 1, store: StoreKind = .exact, limits: Limits = Limits(),
        continuesAfterViolation: Bool = false, properties: [String]? = nil, progressInterval: Double = 1,
        progress: (@Sendable (SearchProgress) -> Void)? = nil
    ) {
        self.spec = spec
        self.workers = workers
        self.store = store
        self.limits = limits
        self.continuesAfterViolation = continuesAfterViolation
        self.properties = properties
        self.progressInterval = progressInterval
        self.progress = progress
    }

    /// Searches until everything is seen, a property is violated, a limit is reached or the task is cancelled.
    ///
    /// - Throws: ``ExplorerError`` when the call makes no sense or the machine gives no memory, `SpecError` when
    ///   the spec cannot be searched, ``InternalError`` when Quorate contradicts itself. An error is no verdict.
    public func run() async throws -> Report {
        try await run(hashMask: .max)
    }

    /// `hashMask` lets tests force collisions.
    func run(hashMask: UInt64) async throws -> Report {
        let control = SearchControl()
        return try await withTaskCancellationHandler {
            // A search blocks its threads for long, which the threads of Swift's tasks must not be.
            try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async {
                    continuation.resume(with: Result { try search(control, hashMask) })
                }
            }
        } onCancel: {
            control.stop(.interrupt)
        }
    }

    private func search(_ control: SearchControl, _ hashMask: UInt64) throws -> Report {
        let cpuSeconds = qs_cpu_seconds()
        try checkArguments()
        if let problem = spec.problem() { throw problem }
        return try spec.evaluated.evaluating {
            let search = try Search(
                self, checked: try checkedProperties(), control: control, hashMask: hashMask)
            let (isComplete, reachedDepthLimit) = try search.run()
            return try search.report(
                isComplete: isComplete, reachedDepthLimit: reachedDepthLimit,
                cpuSeconds: qs_cpu_seconds() - cpuSeconds)
        }
    }

    private func checkArguments() throws {
        if workers < 1 { throw ExplorerError.workers(workers) }
        if countsLines, store == .fingerprint { throw ExplorerError.coverageNeedsStates }
        if let states = limits.states, states < 1 {
            throw ExplorerError.limit(
                "a limit of \(states) states leaves nothing to explore; give at least 1")
        }
        if let depth = limits.depth, depth < 0 {
            throw ExplorerError.limit("a depth of \(depth) is below the initial states, which have depth 0")
        }
        if let seconds = limits.seconds, !(seconds > 0) {
            throw ExplorerError.limit("a time limit of \(Figure.asGiven(seconds)) s is over before it begins")
        }
    }

    /// The positions in the spec of the properties to check.
    private func checkedProperties() throws -> [Int] {
        guard let properties else { return Array(spec.properties.indices) }
        for name in properties where !spec.properties.contains(where: { $0.name == name }) {
            throw ExplorerError.unknownProperty(name, spec: spec.name, known: spec.properties.map(\.name))
        }
        return spec.properties.indices.filter { properties.contains(spec.properties[$0].name) }
    }
}
