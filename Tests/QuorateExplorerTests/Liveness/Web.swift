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
    /// Properties that need no states that ask are asked only of those that do.
    var isConditional = false
    var kinds: [PropertyKind] = [.eventually, .leadsTo, .eventuallyAlways, .infinitelyOften]
    /// Number of properties of the first kind, each with a name of its own; 0 for one of each kind.
    var copies = 0
    /// A property of safety comes first, which all states have.
    var hasSafety = false
    /// Faulty replicas say nothing.
    var isSilent = false

    struct State: SpecState { var number: UInt16 }
    enum Action: SpecAction { case go(Int) }

    var initialStates: [State] { initial.map { State(number: UInt16($0)) } }

    func actions(in s: State, _ next: inout Next<Self>) {
        for (position, step) in steps.enumerated() where step.from == Int(s.number) {
            next.take(.go(position), if: !(isSilent && step.isHelped)) { $0.number = UInt16(step.to) }
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
        let premise = isConditional ? asks : nil
        if copies > 0 { return (0..<copies).map { .eventually("eventually \($0)", isGoal) } }
        let safety: [Property<State>] = hasSafety ? [.always("numbered") { _ in true }] : []
        return safety
            + kinds.map { kind in
                switch kind {
                case .eventually: .eventually("eventually", when: premise, isGoal)
                case .leadsTo: .leadsTo("leads to", from: asks, to: isGoal)
                case .eventuallyAlways: .eventuallyAlways("eventually always", when: premise, isGoal)
                case .infinitelyOften: .infinitelyOften("infinitely often", when: premise, isGoal)
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
        isConditional = random.number(0..<3) == 0
    }

    /// A graph of hundreds of states with many components, in which obligations and goals may be common or rare.
    init(of states: Range<Int>, using random: inout SplitMix) {
        count = random.number(states)
        let numbers = 0..<count
        initial = Array(Set((0..<random.number(1..<4)).map { _ in random.number(numbers) })).sorted()
        let rarities = (0..<random.number(0..<6)).map { _ in random.pick([1, 1, 2, 6, 30, count / 2]) }
        strengths = rarities.map { _ in Bool.random(using: &random) }
        let helps = random.pick([2, 8, count])
        let (most, reach, returns) = (
            random.pick([1, 2, 3]), random.pick([2, 9, count]), random.pick([2, 5, 40])
        )
        for from in numbers {
            for _ in 0..<random.number(1..<most + 2) {
                let distance = random.number(0..<reach + 1)
                let isReturn = random.number(0..<returns) == 0
                steps.append(
                    Step(
                        from: from, to: (from + (isReturn ? count - min(count, distance) : distance)) % count,
                        obligations: rarities.enumerated().reduce(0) {
                            random.number(0..<$1.element) == 0 ? $0 | 1 << $1.offset : $0
                        },
                        isHelped: random.number(0..<helps) == 0))
            }
        }
        let (goalRarity, askingRarity) = (random.pick([2, 7, 50, count]), random.pick([2, 7, 50, count]))
        goals = Set(numbers.filter { _ in random.number(0..<goalRarity) == 0 })
        asking = Set(numbers.filter { _ in random.number(0..<askingRarity) == 0 })
        isConditional = random.number(0..<3) == 0
    }
}

/// Meaning of the properties in one state, for the slow twins.
extension Web {
    /// A state that a run which breaks a property may have for ever, or for `eventuallyAlways` again and again.
    func misses(_ kind: PropertyKind, _ state: Int) -> Bool {
        let isAsked = kind == .eventually || kind == .leadsTo || !isConditional || asking.contains(state)
        return isAsked && !goals.contains(state)
    }

    /// Initial states of the runs that `eventually` asks.
    var asked: [Int] { initial.filter { !isConditional || asking.contains($0) } }

    /// Steps of the graph that change the state.
    var changing: [Step] { steps.filter { $0.from != $0.to } }
}
