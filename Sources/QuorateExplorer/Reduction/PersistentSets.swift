/// Reduction of a whole graph by persistent sets, to learn how much a partial-order reduction could save at best.
///
/// A set of the actions enabled in a state is *persistent* when nothing that the others do, in any number of steps, ever
/// depends on one of it (Godefroid, Partial-Order Methods for the Verification of Concurrent Systems (1996), section
/// 4.1); exploring it alone keeps every deadlock. A tool sees one state at a time, and takes for dependent what it cannot
/// tell apart. Here the whole graph is at hand: two actions are independent in a state when neither disables the other
/// there and both orders end in the same states, and every state that the others reach is looked at. What is computed from
/// a spec's text, or from one state, sees less independence. (Among several ways to an action that depends on the set one
/// is followed, so that now and then a smaller set exists.)
///
/// Two conditions keep verdicts: a set smaller than all holds no action that ever changes what a property says of a state,
/// and leads to a state outside the levels that are finished, lest an action be put off for ever.
package struct PersistentSets {
    /// Size of what is left of a graph.
    package struct Size: Hashable, Sendable {
        /// Distinct states.
        package var states: Int
        /// Steps to other states, each action with its arguments once.
        package var steps: Int
    }

    /// An enabled action with its arguments, and the other states to which it leads.
    private struct Move {
        let label: Int
        let targets: [Int]
    }

    private let graph: StateGraph
    private let moves: [[Move]]
    /// Actions that change the judgement on a state somewhere: where one does not here, it may after others.
    private let visible: Set<Int>
    private var isIndependent: [Triple: Bool] = [:]

    private struct Triple: Hashable {
        let state, moved, kept: Int
    }

    /// Persistent sets of `graph`, which is whole: steps that change nothing are left out.
    package init(_ graph: StateGraph) {
        precondition(graph.cut == nil)
        self.graph = graph
        moves = (0..<graph.stateCount).map { state in
            let steps = graph.steps(from: state).filter { $0.target != state }
            return Dictionary(grouping: steps, by: \.label).map { label, steps in
                Move(label: label, targets: Set(steps.map(\.target)).sorted())
            }.sorted { $0.label < $1.label }
        }
        visible = Set(
            moves.enumerated().flatMap { state, moves in
                let judgement = graph.judgement(on: state)
                return moves.filter { $0.targets.contains { graph.judgement(on: $0) != judgement } }.map(
                    \.label)
            })
    }

    /// Size of the whole graph.
    package var whole: Size { Size(states: graph.stateCount, steps: moves.reduce(0) { $0 + $1.count }) }

    /// States that are left, level by level, with the steps out of each by their labels.
    ///
    /// - Parameter isStopped: asked before each state.
    /// - Returns: the states with their labels, or nil once it was stopped.
    /// - Complexity: O(left states · enabled actions² · steps) at most.
    package mutating func reduced(until isStopped: () -> Bool = { false }) -> [Int: [Int]]? {
        var depths: [Int: Int] = [:]
        var left: [Int: [Int]] = [:]
        for state in graph.initialStates { depths[state] = 0 }
        var queue = depths.keys.sorted()
        var next = 0
        while next < queue.count {
            if isStopped() { return nil }
            let state = queue[next]
            next += 1
            let depth = depths[state]!
            let labels = labels(at: state) { depths[$0].map { $0 > depth } ?? true }
            left[state] = labels
            for target in moves[state].filter({ labels.contains($0.label) }).flatMap(\.targets)
            where depths[target] == nil {
                depths[target] = depth + 1
                queue.append(target)
            }
        }
        return left
    }

    /// Size of what ``reduced(until:)`` leaves, or nil once it was stopped.
    package mutating func reducedSize(until isStopped: () -> Bool = { false }) -> Size? {
        guard let left = reduced(until: isStopped) else { return nil }
        return Size(states: left.count, steps: left.values.reduce(0) { $0 + $1.count })
    }

    /// The smallest set found that may stand for all that is enabled.
    private mutating func labels(at state: Int, isOpen: (Int) -> Bool) -> [Int] {
        var best = moves[state].map(\.label)
        if best.count < 2 { return best }
        for seed in moves[state] {
            guard let found = persistentSet(from: seed.label, at: state, smallerThan: best.count) else {
                continue
            }
            let chosen = moves[state].filter { found.contains($0.label) }
            if visible.isDisjoint(with: found), chosen.contains(where: { $0.targets.contains(where: isOpen) })
            {
                best = found
            }
        }
        return best
    }

    /// Persistent set with `seed`, or nil when none so small is found: what depends on it is added until nothing does.
    private mutating func persistentSet(from seed: Int, at start: Int, smallerThan limit: Int) -> [Int]? {
        var set = [seed]
        while set.count < limit {
            guard let first = interference(with: set, from: start) else { return set }
            set.append(first)
        }
        return nil
    }

    /// First action of a way from `start`, without any of `set`, to an action that depends on one of `set`.
    private mutating func interference(with set: [Int], from start: Int) -> Int? {
        var firsts = [start: -1]
        var queue = [start]
        var next = 0
        while next < queue.count {
            let state = queue[next]
            next += 1
            for move in moves[state] where !set.contains(move.label) {
                let first = state == start ? move.label : firsts[state]!
                if !set.allSatisfy({ areIndependent(move.label, $0, in: state) }) { return first }
                for target in move.targets where firsts[target] == nil {
                    firsts[target] = first
                    queue.append(target)
                }
            }
        }
        return nil
    }

    private mutating func areIndependent(_ moved: Int, _ kept: Int, in state: Int) -> Bool {
        let key = Triple(state: state, moved: moved, kept: kept)
        if let known = isIndependent[key] { return known }
        let answer =
            ends(of: [moved, kept], from: state).map { $0 == ends(of: [kept, moved], from: state) } ?? false
        isIndependent[key] = answer
        return answer
    }

    /// The states to which a sequence of actions leads, or nil where one is not enabled on one of the ways.
    private func ends(of labels: [Int], from state: Int) -> Set<Int>? {
        var states: Set<Int> = [state]
        for label in labels {
            var after: Set<Int> = []
            for state in states {
                guard let move = moves[state].first(where: { $0.label == label }) else { return nil }
                after.formUnion(move.targets)
            }
            states = after
        }
        return states
    }
}
