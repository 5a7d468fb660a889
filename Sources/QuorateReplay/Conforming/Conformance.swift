public import QuorateLanguage
public import QuorateTraces

/// Every run of a spec on real code, in lockstep.
///
/// Whoever has a search explores ``pairs``, a spec whose one property says that code and spec agree, and asks for the
/// ``figures`` afterwards; or, with the counterexample that the search has found, for the ``divergence(in:)``.
/// The code conforms only if the search was complete and with an exact store.
public struct Conformance: Sendable {
    /// The spec and the code side by side, to be explored.
    public let pairs: ErasedSpec
    /// The name of the one property of ``pairs``.
    public let property: String
    /// The variables of the spec, and the kinds of messages, that nobody compares.
    public let notCompared: [String]
    /// Figures counted so far.
    public let figures: @Sendable () -> Figures
    /// The adapter that runs the code; nil for code in this process.
    public internal(set) var adapter: Adapter?
    private let explain: @Sendable (Trace) -> ConformanceDivergence?

    /// An adapter that runs the code.
    public struct Adapter: Sendable {
        /// The variables of the spec that the adapter observes.
        public let observed: [String]
        /// Number of its processes, among which the steps are shared out.
        public let processes: Int
        /// Change of what is observed by a step of the spec: where there is none, nothing was compared.
        public let hasShownChange: @Sendable () -> Bool
        /// Figures of what it was asked so far.
        public let figures: @Sendable () -> AdapterFigures
        /// Divergence that the search may not have come to, taken again by an adapter that has just been started: the one
        /// that was noted on the way, or one on the longest run. Nil where the adapter does the same as before.
        public let secondLook: @Sendable () -> ConformanceDivergence?
        /// End of the adapter, in all its processes.
        public let close: @Sendable () -> Void
        /// Work of several processes, before the search: each is taken through a part of the steps. Returns true where
        /// all of them did what the spec has; where one did not, nothing that follows is to be taken for a result, and one
        /// process ``alone`` has to tell. Does nothing where there is one.
        package let takeParts:
            @Sendable (_ mostStates: Int?, _ depth: Int?, _ stop: @escaping @Sendable () -> Bool) -> Bool
        /// Contradiction between what was compared and what the spec has, by its own count; nil where there is none.
        package let missing: @Sendable (Figures) -> String?
        /// The same with one process, which has not begun.
        package let alone: @Sendable () throws -> Conformance
    }

    /// Figures of the exploration, counted once for each pair.
    public struct Figures: Sendable {
        /// Distinct states of the spec.
        public let specStates: Int
        /// Distinct pairs of a state of the spec and a real system.
        public let pairs: Int
        /// Steps of the spec that real code was taken through.
        public let transitions: Int
        /// For each order of delivery, in how many steps it was tried.
        public let orders: [DeliveryOrder: Int]
        /// Number of times that each action of the spec was taken, in the order of the spec.
        public let actions: [(action: String, taken: Int)]
        /// Steps of the spec that the code never takes because it has made a choice, with the reason, in the order of
        /// the spec. States that only they lead to are not among ``specStates``.
        public let leftOut: [(action: String, reason: String, count: Int)]
        /// Tally of what the code did where the spec disables a step, for each action in the order of the
        /// spec.
        public let refusals: [(action: String, tally: RefusalTally)]
    }

    /// The code of `driver` beside `spec`.
    ///
    /// - Parameter triesAllDisabledSteps: whether the input of every disabled step is tried in every pair, and not
    ///   of one in eight.
    public init<D: Driver>(_ spec: D.Subject, driver: D, triesAllDisabledSteps: Bool = false) {
        self.init(spec, driver: driver, triesAllDisabledSteps: triesAllDisabledSteps, endsAtBreach: true) {
            Divergences(spec, driver).divergence(along: $0)
        }
    }

    /// The code of `driver` beside `spec`.
    ///
    /// - Parameters:
    ///   - endsAtBreach: whether a run of a mutant ends where it has broken a property.
    ///   - explain: what says how code and spec part on a run on which they were seen to.
    init<D: Driver>(
        _ spec: D.Subject, driver: D, triesAllDisabledSteps: Bool, endsAtBreach: Bool = false,
        explain: @escaping @Sendable (Trace) -> ConformanceDivergence?
    ) {
        let worlds = Worlds(
            driver, spec, triesAll: triesAllDisabledSteps, endsAtBreach: endsAtBreach)
        pairs = ErasedSpec(Lockstep(subject: spec, worlds: worlds))
        property = Lockstep<D>.conformance
        notCompared = driver.variablesNotCompared + D.messagesNotCompared
        figures = {
            let counts = worlds.counted
            let names = D.Subject.Action.caseNames.enumerated()
            return Figures(
                specStates: counts.specStates.count, pairs: counts.expanded.count,
                transitions: counts.transitions, orders: counts.orders,
                actions: names.map { ($1, counts.taken[$0] ?? 0) },
                leftOut: names.flatMap { position, name in
                    counts.leftOut.filter { $0.key.action == position }
                        .sorted { $0.key.reason < $1.key.reason }
                        .map { (name, $0.key.reason, $0.value) }
                },
                refusals: names.map { ($1, counts.refusals[$0] ?? RefusalTally()) })
        }
        self.explain = explain
    }

    /// Divergence of code and spec at the end of a run that a search of ``pairs`` has found, or nil when they
    /// agree.
    public func divergence(in counterexample: Trace) -> ConformanceDivergence? { explain(counterexample) }
}

/// The shortest run to where code and spec part, and how they do.
public struct ConformanceDivergence: Sendable {
    /// The steps of the spec up to there; the last one is where they part.
    public let steps: [String]
    /// The states of the spec before each step and, unless the spec disables the last one, after it.
    public let states: [[SpecValue.Field]]
    /// Divergence of code and spec at the end of the run.
    public let divergence: Divergence
}
