internal import QuorateLanguage

/// Pattern of a step: what is known of it, and so which `take` of a spec can be that step.
struct StepPattern {
    /// The action as messages name it, or nil where it is not known.
    let action: ErasedSpec.ActionOutline?
    /// Predicate that accepts an action of that name as the one of the step, by its arguments.
    let isAction: (ErasedSpec.ActionOutline) -> Bool
    /// Differences of the state after the step from what is known of it.
    let differences: ([SpecValue.Field]) -> [TraceMismatch.Difference]
}

/// A walk along what is known of a run, on every run of the spec that looks like it.
///
/// What is printed of a state is not always all of it, and of a run of another tool less may be known, so two
/// states can look alike: following only the first would refuse a run that the spec has.
struct TraceWalk {
    /// A run of the spec: its states and the takes between them.
    struct Run {
        var words: [[UInt64]]
        var takes: [ErasedSpec.Take]
    }

    private struct Place {
        let words: [UInt64]
        /// The position of the state before, among those of the step before.
        let parent: Int
        /// Take that led here; nil for an initial state.
        let take: ErasedSpec.Take?
    }

    /// The most states that are followed beyond one for each step: a file that says little must not start a
    /// search of the whole state space.
    static let surplusLimit = 4096

    private let spec: ErasedSpec
    /// The states that look like the trace's, step by step.
    private var layers: [[Place]] = []
    private var surplus = 0

    /// A walk from the initial states in which `differences` finds none.
    init(
        in spec: ErasedSpec, from differences: ([SpecValue.Field]) -> [TraceMismatch.Difference]
    ) throws(TraceMismatch) {
        self.spec = spec
        let candidates = spec.initialStates()
        let found = candidates.map { differences(spec.describe($0)) }
        guard let closest = found.min(by: { $0.count < $1.count }) else { throw .noInitialState }
        if let difference = closest.first { throw .notInitial(difference) }
        let places = zip(candidates, found).filter(\.1.isEmpty)
        try append(places.map { Place(words: $0.0, parent: 0, take: nil) }, step: 0)
    }

    /// Follows a step to every state that it can lead to.
    mutating func take(_ pattern: StepPattern, step: Int) throws(TraceMismatch) {
        var found: [Place] = []
        var seen: Set<[UInt64]> = []
        var offers: [ErasedSpec.Take] = []
        for (parent, place) in layers[layers.count - 1].enumerated() {
            for take in spec.takes(place.words) where pattern.isNamed(take.action.name) {
                offers.append(take)
                guard let words = take.successor, pattern.isAction(take.action), !seen.contains(words),
                    pattern.differences(spec.describe(words)).isEmpty
                else { continue }
                seen.insert(words)
                found.append(Place(words: words, parent: parent, take: take))
            }
        }
        guard !found.isEmpty else { throw refusal(of: pattern, step: step, offers: offers) }
        try append(found, step: step)
    }

    private mutating func append(_ places: [Place], step: Int) throws(TraceMismatch) {
        surplus += places.count - 1
        guard surplus <= Self.surplusLimit else {
            throw .tooManyCandidates(step: step, limit: Self.surplusLimit)
        }
        layers.append(places)
    }

    /// A run whose last state satisfies `predicate`, or nil.
    func run(where predicate: ([UInt64]) -> Bool) -> Run? {
        guard var position = layers[layers.count - 1].firstIndex(where: { predicate($0.words) }) else {
            return nil
        }
        var run = Run(words: [], takes: [])
        for layer in layers.reversed() {
            let place = layer[position]
            run.words.append(place.words)
            if let take = place.take { run.takes.append(take) }
            position = place.parent
        }
        return Run(words: run.words.reversed(), takes: run.takes.reversed())
    }

    /// Reason why none of the `offers` is the step: the one that comes closest tells.
    private func refusal(
        of pattern: StepPattern, step: Int, offers: [ErasedSpec.Take]
    ) -> TraceMismatch {
        guard let action = pattern.action else { return refusal(ofUnnamed: pattern, step: step, offers) }
        guard spec.actionNames.contains(action.name) else {
            return .unknownAction(step: step, action: action.name, known: spec.actionNames)
        }
        let same = offers.filter { pattern.isAction($0.action) }
        let enabled = same.compactMap { take in
            take.successor.map { (take.site, pattern.differences(spec.describe($0))) }
        }
        if let (site, differences) = enabled.min(by: { $0.1.count < $1.1.count }),
            let first = differences.first
        {
            return .otherSuccessor(step: step, action: action, first, site: site)
        }
        if let take = same.first { return .guardFalse(step: step, action: action, site: take.site) }
        var seen: Set<ErasedSpec.ActionOutline> = []
        let others = offers.filter { $0.successor != nil }.map(\.action).filter { seen.insert($0).inserted }
        return .notOffered(step: step, action: action, offered: others)
    }

    private func refusal(
        ofUnnamed pattern: StepPattern, step: Int, _ offers: [ErasedSpec.Take]
    ) -> TraceMismatch {
        let enabled = offers.compactMap { take in
            take.successor.map { (take, pattern.differences(spec.describe($0))) }
        }
        guard let (take, differences) = enabled.min(by: { $0.1.count < $1.1.count }),
            let first = differences.first
        else { return .noEnabledAction(step: step) }
        return .noStep(step: step, closest: take.action, first, site: take.site)
    }
}

extension StepPattern {
    /// Returns true if the step's action may have the name.
    func isNamed(_ name: String) -> Bool { action.map { $0.name == name } ?? true }

    /// The step that takes `action`, with these very arguments, to `state` and no other.
    init(_ action: ErasedSpec.ActionOutline, to state: [SpecValue.Field]) {
        self.action = action
        let arguments = SpecValue.record(action.arguments)
        isAction = { $0.name == action.name && arguments.isSame(as: .record($0.arguments)) }
        differences = { TraceMismatch.differences(state, $0) }
    }
}

extension TraceMismatch {
    /// Differences between a state of a trace and one of the spec.
    static func differences(_ trace: [SpecValue.Field], _ spec: [SpecValue.Field]) -> [Difference] {
        ValueChange.list(from: trace, to: spec).map {
            Difference(place: $0.place, inTrace: $0.old, inSpec: $0.new)
        }
    }
}
