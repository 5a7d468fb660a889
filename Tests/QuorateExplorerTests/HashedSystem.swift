import QuorateLanguage
import SeededRandom

/// A random system too wide for a table of edges: where a state leads follows from its number and a seed.
///
/// Its levels hold thousands of states, so that several workers really search at once, which small systems never
/// make them do.
struct HashedSystem<State: NumberedState>: Spec {
    static var name: String { "HashedSystem" }
    let seed: UInt64
    let count: Int
    let startCount: Int
    /// Most steps out of a state, but for every thousandth or so, which has `wide`.
    let fan: Int
    let wide: Int
    /// One state in this many is outside the constraint; 0 for no constraint.
    let outside: Int
    /// One state in this many is bad; 0 for none.
    let bad: Int

    typealias Action = RandomSystem<OneWordState>.Action

    /// The system that belongs to a seed; a large one when memory is to run out.
    init(seed: UInt64, isLarge: Bool = false) {
        var random = SplitMix(seed: seed)
        self.seed = random.next()
        count = isLarge ? 30_000 : random.pick([300, 6_000, 25_000])
        startCount = isLarge ? 30_000 : random.pick([1, 5, 2 * count / 3])
        fan = random.pick([2, 3, 6])
        wide = random.pick([4, 700])
        outside = random.pick([0, 0, 3, 40])
        bad = random.pick([0, 0, 50, 6_000])
    }

    private func draw(_ number: Int, _ salt: Int, below limit: Int) -> Int {
        var random = SplitMix(seed: seed ^ UInt64(number) << 20 ^ UInt64(salt))
        return random.number(0..<limit)
    }

    /// With repetitions; in no order.
    var initialStates: [State] { (0..<startCount).map { State(number: draw($0, 1, below: count)) } }

    func actions(in s: State, _ next: inout Next<Self>) {
        let here = s.number
        let isWide = draw(here, 2, below: 1000) == 0
        let steps = isWide ? wide : draw(here, 3, below: fan + 1)
        for step in 0..<steps {
            let target = draw(here, 4 + step, below: count)
            next.take(.walk(target), if: step % 3 != 2) { $0 = State(number: target) }
            next.take(.jump(step), if: step % 3 == 2) { $0 = State(number: (here + step) % count) }
        }
        next.take(.rest, if: steps == 1) { _ in }
    }

    var properties: [Property<State>] {
        let (bad, system) = (bad, self)
        return [
            .always("not bad") { bad == 0 || system.draw($0.number, 0, below: bad) != 1 },
            .always("good when asked", when: { $0.number % 1000 == 7 }) { $0.number % 3000 != 1007 },
            .reachable("goal") { $0.number == 11 },
            .deadlockFreedom(unless: { $0.number % 3 == 0 }),
        ]
    }

    var constraint: StateConstraint<State>? {
        guard outside > 0 else { return nil }
        let (outside, system) = (outside, self)
        return StateConstraint("not outside") { system.draw($0.number, -1 & 0xfff_ffff, below: outside) != 1 }
    }
}
