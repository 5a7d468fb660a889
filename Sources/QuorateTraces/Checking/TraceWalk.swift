internal import QuorateLanguage

/// A walk along a trace, on every run of the spec that looks like it.
///
/// What is printed of a state is not always all of it, so two states can look alike: following only the first
/// would refuse a trace that the spec has.
struct TraceWalk {
    private struct Place {
        let words: [UInt64]
        /// The position of the state before, among those of the step before.
        let parent: Int
    }

    private let spec: ErasedSpec
    /// The states that look like the trace's, step by step.
    private var layers: [[Place]] = []

    /// A walk from the initial states that look like `first`.
    init(from first: [SpecValue.Field], in spec: ErasedSpec) throws(TraceMismatch) {
        self.spec = spec
        let candidates = spec.initialStates()
        let differences = candidates.map { Self.differences(first, spec.describe($0)) }
        guard let closest = differences.min(by: { $0.count < $1.count }) else { throw .noInitialState }
        if let difference = closest.first { throw .notInitial(difference) }
        layers = [zip(candidates, differences).filter(\.1.isEmpty).map { Place(words: $0.0, parent: 0) }]
    }

    /// Follows `action` to the states that look like `state`.
    mutating func take(
        _ action: ErasedSpec.ActionOutline, to state: [SpecValue.Field], step: Int
    ) throws(TraceMismatch) {
        var found: [Place] = []
        var seen: Set<[UInt64]> = []
        var offers: [ErasedSpec.Take] = []
        for (parent, place) in layers[layers.count - 1].enumerated() {
            for take in spec.takes(place.words) where take.action.name == action.name {
                offers.append(take)
                guard let words = take.successor, Self.isSame(take.action, action), !seen.contains(words),
                    Self.differences(state, spec.describe(words)).isEmpty
                else { continue }
                seen.insert(words)
                found.append(Place(words: words, parent: parent))
            }
        }
        guard !found.isEmpty else { throw refusal(of: action, to: state, step: step, offers: offers) }
        layers.append(found)
    }

    /// The states of a run whose last state satisfies `predicate`, or nil.
    func run(where predicate: ([UInt64]) -> Bool) -> [[UInt64]]? {
        guard var position = layers[layers.count - 1].firstIndex(where: { predicate($0.words) }) else {
            return nil
        }
        var run: [[UInt64]] = []
        for layer in layers.reversed() {
            run.append(layer[position].words)
            position = layer[position].parent
        }
        return run.reversed()
    }

    /// Why none of the `offers` is the step of the trace: the one that comes closest tells.
    private func refusal(
        of action: ErasedSpec.ActionOutline, to state: [SpecValue.Field], step: Int, offers: [ErasedSpec.Take]
    ) -> TraceMismatch {
        guard spec.actionNames.contains(action.name) else {
            return .unknownAction(step: step, action: action.name, known: spec.actionNames)
        }
        let same = offers.filter { Self.isSame($0.action, action) }
        let enabled = same.compactMap { take in
            take.successor.map { (take.site, Self.differences(state, spec.describe($0))) }
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

    private static func isSame(
        _ left: ErasedSpec.ActionOutline, _ right: ErasedSpec.ActionOutline
    ) -> Bool {
        left.name == right.name && SpecValue.record(left.arguments).isSame(as: .record(right.arguments))
    }

    private static func differences(
        _ trace: [SpecValue.Field], _ spec: [SpecValue.Field]
    ) -> [TraceMismatch.Difference] {
        ValueChange.list(from: trace, to: spec).map {
            TraceMismatch.Difference(place: $0.place, inTrace: $0.old, inSpec: $0.new)
        }
    }
}
