import QuorateLanguage
import SeededRandom

/// A small random graph as a spec: a state is a place, and a mark that some steps set.
struct RandomPlaces: Spec {
    static var name: String { "RandomPlaces" }

    struct State: SpecState {
        var place: Int
        var mark: Int
    }

    enum Action: SpecAction {
        case walk(to: Int), mark
    }

    var steps: [[Int]]
    var marking: Set<Int>
    var bad: Set<Int>
    var starts: [Int]
    var outside: Set<Int>

    init(using random: inout SplitMix) {
        let count = random.number(1..<40)
        steps = (0..<count).map { _ in
            (0..<random.number(0..<4)).map { _ in .random(in: 0..<count, using: &random) }
        }
        func some(_ most: Int) -> Set<Int> {
            Set((0..<random.number(0..<most + 1)).map { _ in .random(in: 0..<count, using: &random) })
        }
        marking = some(4)
        bad = some(2)
        starts = Array(some(2).union([0])).sorted()
        outside = Bool.random(using: &random) ? some(3) : []
    }

    var initialStates: [State] { starts.map { State(place: $0, mark: 0) } }

    func actions(in s: State, _ next: inout Next<Self>) {
        for target in steps[s.place] {
            next.take(.walk(to: target), if: target % 7 != 6 || s.mark > 0) { $0.place = target }
        }
        next.take(.mark, if: marking.contains(s.place)) { $0.mark = min($0.mark + 1, 3) }
    }

    var properties: [Property<State>] {
        let bad = bad
        return [
            .always("not bad") { !bad.contains($0.place) || $0.mark == 0 },
            .reachable("three marks") { $0.mark == 3 },
        ]
    }

    var constraint: StateConstraint<State>? {
        let outside = outside
        return outside.isEmpty ? nil : StateConstraint("not outside") { !outside.contains($0.place) }
    }
}

extension RandomPlaces {
    /// The distance of each state that can be reached from `starts`, by brute force over whole states.
    func distances(from starts: [State]) -> [State: Int] {
        var distances: [State: Int] = [:]
        var level = Set(starts)
        var depth = 0
        while !level.isEmpty {
            for state in level { distances[state] = depth }
            let following = level.filter { !outside.contains($0.place) }.flatMap(successors)
            level = Set(following).filter { distances[$0] == nil }
            depth += 1
        }
        return distances
    }

    /// The states behind the steps, written down a second time.
    private func successors(_ s: State) -> [State] {
        let walks = steps[s.place].filter { $0 % 7 != 6 || s.mark > 0 }
        let marks = marking.contains(s.place) ? [State(place: s.place, mark: min(s.mark + 1, 3))] : []
        return walks.map { State(place: $0, mark: s.mark) } + marks
    }
}
