internal import QuorateLanguage

/// A walk along observations on every run of a spec that fits them.
final class ObservationWalk {
    /// An observation with the numbers of its actions and parts.
    struct Numbered {
        let extent: Observation.Extent
        let actions: [Int]?
        let before: [Int]
        let after: [Int]
    }

    let observed: ObservedRun
    let search: ExplanationSearch
    let view: GraphView
    let parts: KnownParts
    let actions: ObservedActions
    let lanes: [[Numbered]]
    let initialStates: [[UInt64]]
    private let starts: [Int]
    private var layers = SearchLayers()
    private var log = PairLog()
    private var deadEnds = DeadEnds()
    private var ends: [FittingRuns.End] = []
    /// The pair whose steps the view has.
    var expanded: Int32 = -1

    /// - Throws: ``TraceMismatch`` where no initial state fits, or the spec has no action or no variable of a name.
    init(of observed: ObservedRun, in search: ExplanationSearch) throws(TraceMismatch) {
        let spec = search.spec
        self.observed = observed
        self.search = search
        view = search.view
        parts = search.parts
        actions = search.actions
        lanes = try Self.numbered(observed.lanes, parts, actions)
        initialStates = spec.initialStates()
        if initialStates.isEmpty { throw .noInitialState }
        let known = try Self.numbers(of: observed.start, parts)
        let (initial, parts) = (initialStates, parts)
        starts = spec.evaluated.evaluating { initial.indices.filter { parts.hold(known, in: initial[$0]) } }
        if starts.isEmpty { throw notInitial() }
    }

    private static func numbered(
        _ lanes: [[Observation]], _ parts: KnownParts, _ actions: ObservedActions
    ) throws(TraceMismatch) -> [[Numbered]] {
        var numbered: [[Numbered]] = []
        for lane in lanes {
            var all: [Numbered] = []
            all.reserveCapacity(lane.count)
            for (position, observation) in lane.enumerated() {
                var names: [Int]?
                for action in observation.actions ?? [] {
                    names = (names ?? []) + [try actions.number(of: action, step: position + 1)]
                }
                all.append(
                    Numbered(
                        extent: observation.extent, actions: observation.actions == nil ? nil : names ?? [],
                        before: try numbers(of: observation.before, parts),
                        after: try numbers(of: observation.after, parts)))
            }
            numbered.append(all)
        }
        return numbered
    }

    private static func numbers(
        of known: [Observation.Part], _ parts: KnownParts
    ) throws(TraceMismatch) -> [Int] {
        var numbers: [Int] = []
        for part in known { numbers.append(try parts.number(of: part)) }
        return numbers
    }

    /// The difference to the closest initial state.
    private func notInitial() -> TraceMismatch {
        let closest = initialStates.map { words in
            let state = search.spec.describe(words)
            return observed.start.flatMap { $0.differences(in: state) }
        }.min { $0.count < $1.count }
        return closest?.first.map(TraceMismatch.notInitial) ?? .noInitialState
    }
}

extension ObservationWalk {
    /// Looks for one run that explains everything, or for one to each last state.
    func search(all: Bool) -> FittingRuns {
        let cursors = lanes.map { _ in UInt64(0) }
        for start in starts { add(initialStates[start] + cursors, silents: 0, depth: 0, from: -1, start, -1) }
        let (total, limit) = (observed.count, search.pairLimit + observed.count)
        var isComplete = true
        while let (pair, depth) = layers.next() {
            if depth == total {
                ends.append(.init(words: Array(pair.key.prefix(view.wordCount)), entry: pair.entry))
                if all { continue }
                isComplete = false
                break
            }
            guard log.count <= limit, !search.isStopped() else {
                isComplete = false
                break
            }
            expand(pair, depth: depth)
        }
        return FittingRuns(
            walk: self, log: log, ends: distinctEnds, deadEnds: deadEnds.sorted,
            deepest: layers.deepest, isComplete: isComplete)
    }

    /// Each last state once: one may have been reached again with fewer silent steps.
    private var distinctEnds: [FittingRuns.End] {
        var seen: Set<[UInt64]> = []
        return ends.filter { seen.insert($0.words).inserted }
    }

    private func add(
        _ key: [UInt64], silents: Int, depth: Int, from parent: Int32, _ step: Int, _ lane: Int
    ) {
        layers.add(key, silents: silents, depth: depth) {
            log.add(.init(parent: parent, step: Int32(step), lane: Int32(lane)))
        }
    }

    private func expand(_ pair: SearchLayers.Pair, depth: Int) {
        if pair.isSilentTurn { return takeSilently(pair, depth: depth) }
        var isExplained = false
        for lane in lanes.indices {
            guard let next = due(in: lane, pair.key) else { continue }
            isExplained = explain(next, lane, pair, depth: depth) || isExplained
        }
        if !isExplained {
            layers.noteDeadEnd()
            deadEnds.add(.init(pair: pair.entry, depth: depth, silents: pair.silents))
        }
        if pair.silents < search.silent.most { layers.addSilentTurn(of: pair, depth: depth) }
    }

    /// The next observation of a lane, if all that it needs is explained.
    func due(in lane: Int, _ key: [UInt64]) -> Numbered? {
        let cursors = key[view.wordCount...]
        let position = Int(cursors[cursors.startIndex + lane])
        guard position < lanes[lane].count else { return nil }
        for (other, need) in observed.lanes[lane][position].needs
            .prefix(lanes.count).enumerated() where other != lane
        {
            guard Int(cursors[cursors.startIndex + other]) >= need else { return nil }
        }
        return lanes[lane][position]
    }
    /// Adds the pairs behind an observation, and returns true if there is one.
    private func explain(_ next: Numbered, _ lane: Int, _ pair: SearchLayers.Pair, depth: Int) -> Bool {
        pair.key.withUnsafeBufferPointer { key in
            let state = key.baseAddress!
            guard parts.hold(next.before, in: state) else { return false }
            var isExplained = false
            if next.extent != .look {
                expandOnce(pair)
                for position in 0..<view.steps.count {
                    let (label, words) = view.steps[position]
                    guard actions.isOne(label, of: next.actions), parts.hold(next.after, in: words) else {
                        continue
                    }
                    isExplained = true
                    add(key, to: words, lane, depth: depth + 1, pair, position, silents: 0)
                }
            }
            if parts.hold(next.after, in: state), mayRest(next, in: pair.key) {
                isExplained = true
                add(key, to: state, lane, depth: depth + 1, pair, -1, silents: 0)
            }
            return isExplained
        }
    }

    /// Returns true if an observation may be of no step: a look, or an action that the spec offers in this state with these
    /// arguments, enabled or not. What it would never offer has not happened before either.
    private func mayRest(_ next: Numbered, in key: [UInt64]) -> Bool {
        switch next.extent {
        case .step: return false
        case .look: return true
        case .stepOrNone:
            guard next.actions != nil else { return true }
            return search.spec.takes(Array(key.prefix(view.wordCount))).contains {
                actions.isOne($0.action, of: next.actions)
            }
        }
    }

    /// Adds the pairs behind steps that nobody has observed, and that change something.
    private func takeSilently(_ pair: SearchLayers.Pair, depth: Int) {
        pair.key.withUnsafeBufferPointer { key in
            expandOnce(pair)
            for position in 0..<view.steps.count {
                let (label, words) = view.steps[position]
                guard actions.maySilently(label),
                    (0..<view.wordCount).contains(where: { key[$0] != words[$0] })
                else { continue }
                add(key, to: words, -1, depth: depth, pair, position, silents: pair.silents + 1)
            }
        }
    }

    private func expandOnce(_ pair: SearchLayers.Pair) {
        if expanded == pair.entry { return }
        expanded = pair.entry
        _ = pair.key.withUnsafeBufferPointer { view.expand($0.baseAddress!) }
    }

    /// Adds the pair of a state and the cursors of `key`, one further in a lane.
    private func add(
        _ key: UnsafeBufferPointer<UInt64>, to words: UnsafePointer<UInt64>, _ lane: Int, depth: Int,
        _ pair: SearchLayers.Pair, _ step: Int, silents: Int
    ) {
        let count = view.wordCount
        let next = [UInt64](unsafeUninitializedCapacity: key.count) { buffer, initialized in
            buffer.baseAddress!.initialize(from: words, count: count)
            (buffer.baseAddress! + count).initialize(from: key.baseAddress! + count, count: key.count - count)
            if lane >= 0 { buffer[count + lane] += 1 }
            initialized = key.count
        }
        add(next, silents: silents, depth: depth, from: pair.entry, step, lane)
    }
}
