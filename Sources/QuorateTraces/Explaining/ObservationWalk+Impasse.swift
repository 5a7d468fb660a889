internal import QuorateLanguage

extension FittingRuns {
    /// The furthest that runs get, with the two that come closest to going on.
    func impasse() throws(TraceMismatch) -> Impasse {
        var found: [(depth: Int, closeness: [Int], Impasse.Alternative)] = []
        var seen: Set<[UInt64]> = []
        for end in deadEnds.prefix(Self.mostLookedAt) {
            let run = try run(to: end.pair)
            let cursors = run.stateAfter.map(\.count)
            let key = (run.words.last ?? []) + cursors.map { UInt64($0) }
            guard seen.insert(key).inserted else { continue }
            let alternative = walk.alternative(run)
            found.append((end.depth, alternative.closeness, alternative))
        }
        let best = found.enumerated().sorted {
            if $0.element.depth != $1.element.depth { return $0.element.depth > $1.element.depth }
            if $0.element.closeness == $1.element.closeness { return $0.offset < $1.offset }
            return $0.element.closeness.lexicographicallyPrecedes($1.element.closeness)
        }
        let alternatives = best.prefix(2).map(\.element.2)
        let cursors = alternatives.first.map { $0.run.stateAfter.map(\.count) }
        return Impasse(cursors: cursors ?? walk.lanes.map { _ in 0 }, alternatives: Array(alternatives))
    }

    /// The most dead ends that are looked at: each costs a walk from the start.
    private static let mostLookedAt = 16
}

extension ObservationWalk {
    /// A run that gets no further, with what stands in the way of each observation that is next.
    func alternative(_ run: ExplainedRun) -> Impasse.Alternative {
        let words = run.words[run.words.count - 1]
        let key = words + run.stateAfter.map { UInt64($0.count) }
        let places = lanes.indices.map { ObservationPlace(lane: $0, position: run.stateAfter[$0].count) }
        let isDue = lanes.indices.map { due(in: $0, key) != nil }
        let refusals = places.filter { isDue[$0.lane] }.map { refusal($0, in: words) }
        let waiting = places.filter { !isDue[$0.lane] && $0.position < lanes[$0.lane].count }
        return .init(
            run: run, state: search.spec.describe(words), refusals: refusals, waiting: waiting)
    }

    private func refusal(_ place: ObservationPlace, in words: [UInt64]) -> Impasse.Refusal {
        let spec = search.spec
        let observation = observed.lanes[place.lane][place.position]
        let isOutside = spec.evaluated.evaluating {
            words.withUnsafeBufferPointer { view.expand($0.baseAddress!) }
        }
        expanded = -1
        let state = spec.describe(words)
        let before = observation.before.flatMap { $0.differences(in: state) }
        if observation.extent == .look {
            return .init(
                observation: place,
                differences: before + observation.after.flatMap { $0.differences(in: state) },
                candidates: [])
        }
        let candidates = spec.takes(words).compactMap { take in
            obstacle(to: take, observation, isOutside).map {
                Impasse.Candidate(action: take.action, site: take.site, obstacle: $0)
            }
        }
        let closest = candidates.enumerated().sorted {
            ($0.element.obstacle.distance, $0.offset) < ($1.element.obstacle.distance, $1.offset)
        }
        return .init(
            observation: place, differences: before,
            candidates: closest.prefix(Impasse.mostCandidates).map(\.element))
    }

    /// Reason why a take is not the observed step; nil where it is another action altogether.
    private func obstacle(
        to take: ErasedSpec.Take, _ observation: Observation, _ isOutside: Bool
    ) -> Impasse.Obstacle? {
        if let actions = observation.actions {
            let called = actions.filter { $0.shortName == take.action.name }
            if called.isEmpty { return nil }
            guard called.contains(where: { $0.isMet(by: take.action) }) else {
                return take.successor == nil ? nil : .arguments
            }
        }
        guard let successor = take.successor else { return .guardFalse }
        let state = search.spec.describe(successor)
        let differences = observation.after.flatMap { $0.differences(in: state) }
        if !differences.isEmpty { return .after(differences) }
        return isOutside ? .outsideConstraint : nil
    }
}

extension Impasse {
    /// The most candidates that are told for an observation.
    static let mostCandidates = 12
}

extension Impasse.Alternative {
    /// Distances of the candidates that come closest, those of the closest observation first.
    fileprivate var closeness: [Int] {
        refusals.map { $0.differences.count + ($0.candidates.first?.obstacle.distance ?? 1 << 20) }.sorted()
    }
}

extension Impasse.Obstacle {
    /// Distance of the action from the observed one; an enabled one that leads elsewhere is closest.
    fileprivate var distance: Int {
        switch self {
        case .outsideConstraint: 0
        case .after(let differences): min(differences.count, 1 << 16)
        case .guardFalse: 1 << 17
        case .arguments: 1 << 18
        }
    }
}
