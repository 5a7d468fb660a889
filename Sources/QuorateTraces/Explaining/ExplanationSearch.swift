public import QuorateLanguage

/// The search for a run of a spec that explains observations, over pairs of a state and a position in the observations.
///
/// A run that fits is found without looking at all that fit; that there is none is known when all pairs were seen. Steps
/// are the spec's own: no engine takes part.
/// - Complexity: linear in the number of observations where few states fit each of them.
public struct ExplanationSearch {
    /// The spec.
    public let spec: ErasedSpec
    /// Permission for steps that nobody has observed.
    public let silent: SilentSteps
    /// The most pairs of a state and a position that are looked at beyond one for each observation.
    public let pairLimit: Int
    /// Wish of somebody that the search be stopped, which is asked for from time to time.
    let isStopped: @Sendable () -> Bool
    /// The look at the spec, and what was compared through it: kept from one run to the next, since describing an action
    /// or a value takes longer than a step.
    let view: GraphView
    let parts: KnownParts
    let actions: ObservedActions

    /// A search on `spec`.
    public init(
        in spec: ErasedSpec, silent: SilentSteps = .none, pairLimit: Int = 4_000_000,
        isStopped: @escaping @Sendable () -> Bool = { false }
    ) {
        self.isStopped = isStopped
        self.spec = spec
        self.silent = silent
        self.pairLimit = pairLimit
        view = spec.evaluated.makeGraphView()
        parts = KnownParts(view, of: spec)
        actions = ObservedActions(view, of: spec, silent: silent.actions)
    }

    /// The first run that explains `run`, or how far one gets.
    ///
    /// - Throws: ``TraceMismatch`` where no initial state fits, or the spec has no action or no variable of a name.
    public func explanation(of run: ObservedRun) throws(TraceMismatch) -> Explanation {
        let found = try fittingRuns(of: run, all: false)
        if let end = found.ends.first { return .explained(try found.run(to: end.entry)) }
        let impasse = try found.impasse()
        return found.isComplete ? .unexplained(impasse) : .undecided(impasse, pairs: found.log.count)
    }

    /// The runs that explain `run`: one, or one for each last state.
    func fittingRuns(of run: ObservedRun, all: Bool) throws(TraceMismatch) -> FittingRuns {
        let walk = try ObservationWalk(of: run, in: self)
        return spec.evaluated.evaluating { walk.search(all: all) }
    }
}

/// The runs of a spec that explain observations, as far as a search has found them.
struct FittingRuns {
    /// A last state with the way to it.
    struct End {
        let words: [UInt64]
        let entry: Int32
    }

    /// The walk that has found them.
    let walk: ObservationWalk
    /// All pairs that were found.
    let log: PairLog
    /// Last states of runs that explain everything.
    let ends: [End]
    /// The pairs at which runs end that get furthest, or nearly so.
    let deadEnds: [DeadEnds.Entry]
    /// The most observations that a run explains.
    let deepest: Int
    /// Every pair was looked at.
    let isComplete: Bool

    func run(to entry: Int32) throws(TraceMismatch) -> ExplainedRun {
        try walk.run(along: log.path(to: entry))
    }
}
