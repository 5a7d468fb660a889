/// Shortest runs of one side: to a state, or to a step out of one.
///
/// Among several the least is taken: by the initial state's text, then step by step by action and state.
final class ShortestRuns {
    private let side: ComparedGraph
    /// For each state its depth.
    private let depths: [Int]
    /// The states in the order of their depths, and the position of the first of each depth.
    private let order: [Int]
    private let levels: [Int]

    init(_ side: ComparedGraph) {
        self.side = side
        var depths = Array(repeating: Int.max, count: side.graph.stateCount)
        var (order, levels): ([Int], [Int]) = ([], [0])
        for state in side.graph.initialStates where depths[state] == .max {
            depths[state] = 0
            order.append(state)
        }
        var position = 0
        while position < order.count {
            let (end, depth) = (order.count, levels.count)
            while position < end {
                side.forEachStep(from: order[position]) { _, _, target in
                    guard depths[target] == .max else { return }
                    depths[target] = depth
                    order.append(target)
                }
                position += 1
            }
            levels.append(end)
        }
        (self.depths, self.order, self.levels) = (depths, order, levels)
    }

    /// The states that satisfy `isGoal` and are not deeper than others that do.
    func nearest(_ isGoal: (Int) -> Bool) -> [Int] {
        for depth in 0..<(levels.count - 1) {
            let found = order[levels[depth]..<levels[depth + 1]].filter(isGoal)
            if !found.isEmpty { return found }
        }
        return []
    }

    /// The least run to one of the goals, all of one depth, and from there by one of the steps at given positions; none
    /// ends it.
    func run(to goals: [Int], then lastSteps: (_ goal: Int) -> [Int] = { _ in [] }) -> GraphRun {
        let marks = marks(goals)
        let start = marks[0].min(by: precedes)!
        var (state, positions) = (start, [Int]())
        for level in marks.dropFirst() {
            let step = least(steps(from: state, to: level))
            positions.append(step)
            state = Int(side.graph.stepTargets[step])
        }
        let last = lastSteps(state)
        return side.run(from: start, taking: last.isEmpty ? positions : positions + [least(last)])
    }

    /// For each depth the states from which a shortest run to a goal goes on.
    private func marks(_ goals: [Int]) -> [Set<Int>] {
        var marks = [Set(goals)]
        for depth in stride(from: depths[goals[0]] - 1, through: 0, by: -1) {
            let level = order[levels[depth]..<levels[depth + 1]]
            marks.append(Set(level.filter { leads(from: $0, to: marks.last!) }))
        }
        return marks.reversed()
    }

    private func leads(from state: Int, to targets: Set<Int>) -> Bool {
        var leads = false
        side.forEachStep(from: state) { _, _, target in leads = leads || targets.contains(target) }
        return leads
    }

    private func steps(from state: Int, to targets: Set<Int>) -> [Int] {
        var positions: [Int] = []
        side.forEachStep(from: state) { position, _, target in
            if targets.contains(target) { positions.append(position) }
        }
        return positions
    }

    private func least(_ positions: [Int]) -> Int {
        positions.min { one, other in
            let labels = (
                side.labels[Int(side.graph.stepLabels[one])], side.labels[Int(side.graph.stepLabels[other])]
            )
            if labels.0 != labels.1 { return labels.0 < labels.1 }
            return precedes(Int(side.graph.stepTargets[one]), Int(side.graph.stepTargets[other]))
        }!
    }

    private func precedes(_ one: Int, _ other: Int) -> Bool {
        side.key(one).lexicographicallyPrecedes(side.key(other))
    }
}
