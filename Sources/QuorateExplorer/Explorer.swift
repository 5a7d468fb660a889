public import QuorateLanguage

/// Explores every reachable state of a spec, breadth first.
///
///     let report = try await Explorer(TwoPhaseCommit(managers: 3)).run()
///     #expect(report.outcome == .holds, "\(report)")
///
/// With the exact store the verdict, the counts, the depth and the counterexamples are the same for every number
/// of workers, unless time, memory or an interrupt ended the search.
public struct Explorer: Sendable {
    /// Limits at which a search stops early; nil is no limit.
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
    /// Number of threads that search; at least 1.
    public var workers: Int
    /// Kind of store that remembers the states.
    public var store: StoreKind
    /// Limits at which the search stops early.
    public var limits: Limits
    /// Explore everything in spite of violations.
    public var continuesAfterViolation: Bool
    /// The names of the properties to check, or nil for all.
    public var properties: [String]?
    /// Coverage by line of the spec is counted at the end, in a second pass over the states that takes longer than the
    /// search itself; false unless set.
    public var countsLines = false
    /// Taker of a certificate, piece by piece, where all properties hold; nothing is written otherwise.
    ///
    /// Without a piece that is the end an interrupt came first, and what was written is half of a certificate.
    package var certificate: (@Sendable (CertificatePiece) throws -> Void)?
    /// Folder in which the states are kept, and not in memory; nil unless set.
    public var disk: DiskUse?
    /// Ranks that search together, this one among them; nil where this process searches alone.
    package var ranks: RankLink?
    /// States of a block between ranks, that tests make small; as many as are worth a message unless set.
    var rankBlockStates: Int?
    /// Folder for checkpoints of a search in memory; nil unless set.
    public var checkpoints: CheckpointUse?
    /// Sizes of files, of a search on disk or of checkpoints.
    var diskTuning = DiskTuning()
    /// Use of the replicas that the spec says may trade names; none unless set.
    public var symmetry = SymmetryUse.none
    /// States that are looked at in all their renamings unless more are asked for.
    var symmetryQuota = SymmetricSearch.usualQuota
    /// Questions whether the spec says the same twice; true but for mutants of a spec that has been asked.
    var checksPurity = true
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
}
