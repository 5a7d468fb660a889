import QuorateLanguage
import SeededRandom

/// A small random graph as a spec of liveness: numbered states, steps between them, obligations to take some of them.
struct Web: Spec {
    /// A step of the graph.
    struct Step: Hashable, Sendable {
        var from: Int
        var to: Int
        /// Obligations that hold it, a bit for each.
        var obligations: Int
        /// A step that can be taken only with the help of a faulty replica.
        var isHelped = false
    }

    static var name: String { "Web" }
    var count = 1
    var initial = [0]
    var steps: [Step] = []
    /// Strength of each obligation: true where it is strong.
    var strengths: [Bool] = []
    var goals: Set<Int> = []
    var asking: Set<Int> = []
    var kinds: [PropertyKind] = [.eventually, .leadsTo, .eventuallyAlways, .infinitelyOften]
    /// Number of properties of the first kind, each with a name of its own; 0 for one of each kind.
    var copies = 0
    /// Faulty replicas say nothing.
    var isSilent = false

    struct State: SpecState { var number: UInt8 }
    enum Action: SpecAction { case go(Int) }

    var initialStates: [State] { initial.map { State(number: UInt8($0)) } }

    func actions(in s: State, _ next: inout Next<Self>) {
        for (position, step) in steps.enumerated() where step.from == Int(s.number) {
            next.take(.go(position), if: !(isSilent && step.isHelped)) { $0.number = UInt8(step.to) }
        }
    }

    var fairness: [Fairness<Self>] {
        let steps = steps
        return strengths.enumerated().map { number, isStrong in
            let includes = { @Sendable (action: Action) in
                guard case .go(let position) = action else { return false }
                return steps[position].obligations >> number & 1 == 1
            }
            return isStrong ? .strong("o\(number)", includes) : .weak("o\(number)", includes)
        }
    }

    var unaided: Unaided<Self>? {
        guard steps.contains(where: \.isHelped) else { return nil }
        var silent = self
        silent.isSilent = true
        return Unaided(spec: silent) { $0 }
    }

    var properties: [Property<State>] {
        let (goals, asking) = (goals, asking)
        let isGoal = { @Sendable (s: State) in goals.contains(Int(s.number)) }
        let asks = { @Sendable (s: State) in asking.contains(Int(s.number)) }
        if copies > 0 { return (0..<copies).map { .eventually("eventually \($0)", isGoal) } }
        return kinds.map { kind in
            switch kind {
            case .eventually: .eventually("eventually", isGoal)
            case .leadsTo: .leadsTo("leads to", from: asks, to: isGoal)
            case .eventuallyAlways: .eventuallyAlways("eventually always", isGoal)
            case .infinitelyOften: .infinitelyOften("infinitely often", isGoal)
            case .always: .always("always", isGoal)
            case .reachable: .reachable("reachable", isGoal)
            case .deadlockFreedom: .deadlockFreedom()
            }
        }
    }
}

extension Web {
    /// A graph of at most ten states, with several initial states, self-loops, and weak and strong obligations.
    init(using random: inout SplitMix) {
        count = random.number(1..<10)
        let numbers = 0..<count
        initial = Array(Set((0..<random.number(1..<3)).map { _ in random.number(numbers) })).sorted()
        strengths = (0..<random.number(0..<4)).map { _ in Bool.random(using: &random) }
        let helps = random.number(0..<3) == 0
        let most = random.pick([1, 2, 3])
        for from in numbers {
            for _ in 0..<random.number(0..<most + 1) {
                let isNear = Bool.random(using: &random)
                steps.append(
                    Step(
                        from: from,
                        to: isNear ? (from + random.number(0..<2)) % count : random.number(numbers),
                        obligations: random.number(0..<8) & random.number(0..<8),
                        isHelped: helps && random.number(0..<3) == 0))
            }
        }
        goals = Set((0..<random.number(0..<3)).map { _ in random.number(numbers) })
        asking = Set((0..<random.number(0..<3)).map { _ in random.number(numbers) })
    }
}

/// Liveness by trying every set of states as that in which a run stays: slow, and obvious.
///
/// A run without end stays from some step on among states that it comes to again and again. Such a set is connected by its
/// own steps, and the run that takes all of these again and again discharges most.
struct EverySet {
    let web: Web

    /// Truth of a property: no fair run breaks it.
    func holds(_ kind: PropertyKind) -> Bool {
        let all = 0..<web.count
        return !(1..<1 << web.count).contains { bits in
            let set = all.filter { bits >> $0 & 1 == 1 }
            return isFair(set) && isConnected(set) && breaks(kind, set)
        }
    }

    private func changing(_ set: [Int]) -> [Web.Step] {
        web.steps.filter { $0.from != $0.to && set.contains($0.from) && set.contains($0.to) }
    }

    private func isConnected(_ set: [Int]) -> Bool {
        set.allSatisfy { start in
            set.allSatisfy { reached(from: [start], by: changing(set)).contains($0) }
        }
    }

    private func reached(from start: [Int], by steps: [Web.Step]) -> Set<Int> {
        var found = Set(start)
        while case let more = steps.filter({ found.contains($0.from) && !found.contains($0.to) }),
            !more.isEmpty
        {
            found.formUnion(more.map(\.to))
        }
        return found
    }

    private func isOwed(_ obligation: Int, in state: Int) -> Bool {
        web.steps.contains {
            $0.from == state && $0.to != state && !$0.isHelped && $0.obligations >> obligation & 1 == 1
        }
    }

    private func isFair(_ set: [Int]) -> Bool {
        web.strengths.indices.allSatisfy { obligation in
            let isTaken = changing(set).contains { $0.obligations >> obligation & 1 == 1 }
            let owing = set.filter { isOwed(obligation, in: $0) }
            return isTaken || (web.strengths[obligation] ? owing.isEmpty : owing.count < set.count)
        }
    }

    /// A run to the set and in it for ever breaks the property.
    private func breaks(_ kind: PropertyKind, _ set: [Int]) -> Bool {
        let all = web.steps
        let avoiding = all.filter { !web.goals.contains($0.from) && !web.goals.contains($0.to) }
        let reachable = reached(from: web.initial, by: all)
        guard reachable.contains(set[0]) else { return false }
        let avoids = set.allSatisfy { !web.goals.contains($0) }
        switch kind {
        case .eventually:
            return avoids
                && reached(from: web.initial.filter { !web.goals.contains($0) }, by: avoiding).contains(
                    set[0])
        case .leadsTo:
            let asking = reachable.filter { web.asking.contains($0) && !web.goals.contains($0) }
            return avoids && reached(from: Array(asking), by: avoiding).contains(set[0])
        case .infinitelyOften: return avoids
        case .eventuallyAlways: return set.contains { !web.goals.contains($0) }
        default: return false
        }
    }
}
