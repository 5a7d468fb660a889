import QuorateLanguage
import SeededRandom

/// A random graph as a spec: states are numbers, spread over as many words as are wanted.
struct RandomSystem<State: NumberedState>: Spec {
    static var name: String { "RandomSystem" }
    let graph: RandomGraph

    enum Action: SpecAction {
        case walk(Int), jump(Int), rest
    }

    var initialStates: [State] { graph.initial.map(State.init(number:)) }

    func actions(in s: State, _ next: inout Next<Self>) {
        let here = s.number
        for target in graph.walks[here] {
            next.take(.walk(target)) { $0 = State(number: target) }
        }
        for target in graph.jumps[here] {
            next.take(.jump(target), if: target % 5 != 4) { $0 = State(number: target) }
        }
        next.take(.rest, if: graph.resting.contains(here)) { _ in }
    }

    var properties: [Property<State>] {
        let graph = graph
        return [
            .always("not bad") { !graph.bad.contains($0.number) },
            .always("good when asked", when: { graph.asked.contains($0.number) }) {
                !graph.worse.contains($0.number)
            },
            .reachable("goal") { graph.goals.contains($0.number) },
            .deadlockFreedom(unless: { $0.number % 3 == 0 }),
        ]
    }

    var constraint: StateConstraint<State>? {
        guard !graph.outside.isEmpty else { return nil }
        let outside = graph.outside
        return StateConstraint("not outside") { !outside.contains($0.number) }
    }
}

struct RandomGraph: Sendable {
    var initial: [Int]
    var walks: [[Int]]
    var jumps: [[Int]]
    var resting: Set<Int>
    var bad: Set<Int>
    var worse: Set<Int>
    var asked: Set<Int>
    var goals: Set<Int>
    var outside: Set<Int>

    init(using random: inout SplitMix) {
        let count = Int.random(in: 1...random.pick([5, 60, 700]), using: &random)
        let numbers = 0..<count
        func some(_ most: Int) -> Set<Int> {
            Set(
                (0..<Int.random(in: 0...most, using: &random)).map { _ in .random(in: numbers, using: &random)
                })
        }
        func edges(_ most: Int) -> [[Int]] {
            numbers.map { from in
                // Neighbours mostly, so that the graph is deep.
                (0..<Int.random(in: 0...most, using: &random)).map { _ in
                    Bool.random(using: &random)
                        ? (from + .random(in: 0...3, using: &random)) % count
                        : .random(in: numbers, using: &random)
                }
            }
        }
        initial = Array(some(3)).sorted()
        walks = edges(random.pick([1, 2, 4]))
        jumps = edges(random.pick([0, 1, 9]))
        resting = some(count)
        bad = some(random.pick([0, 0, 3]))
        worse = some(random.pick([0, 3, count]))
        asked = some(random.pick([0, 3]))
        goals = some(2)
        outside = some(random.pick([0, 0, count / 4]))
    }
}

/// A state that stands for a number.
protocol NumberedState: SpecState {
    init(number: Int)
    var number: Int { get }
}

struct OneWordState: NumberedState {
    var a: UInt32
    init(number: Int) { a = UInt32(number) }
    var number: Int { Int(a) }
}

struct TwoWordState: NumberedState {
    var a: UInt64
    var b: UInt8
    init(number: Int) {
        a = UInt64(number / 7)
        b = UInt8(number % 7)
    }
    var number: Int { Int(a) * 7 + Int(b) }
}

struct ThreeWordState: NumberedState {
    var a: UInt64
    var b: UInt64
    var c: UInt16
    init(number: Int) {
        a = UInt64(number % 3) << 60
        b = UInt64(number / 3 % 5)
        c = UInt16(number / 15)
    }
    var number: Int { Int(a >> 60) + Int(b) * 3 + Int(c) * 15 }
}

struct FourWordState: NumberedState {
    var low: ThreeWordStateWords
    var d: UInt32
    init(number: Int) {
        low = ThreeWordStateWords(a: UInt64(number % 5) << 40, b: .max, c: UInt64(number / 5 % 4))
        d = UInt32(number / 20)
    }
    var number: Int { Int(low.a >> 40) + Int(low.c) * 5 + Int(d) * 20 }
}

struct FiveWordState: NumberedState {
    var low: ThreeWordStateWords
    var d: UInt64
    var e: UInt64
    init(number: Int) {
        low = ThreeWordStateWords(a: 0, b: UInt64(number % 2), c: .max)
        d = UInt64(number / 2 % 11) << 32
        e = UInt64(number / 22)
    }
    var number: Int { Int(low.b) + Int(d >> 32) * 2 + Int(e) * 22 }
}

struct SixWordState: NumberedState {
    var low: ThreeWordStateWords
    var high: ThreeWordStateWords
    init(number: Int) {
        low = ThreeWordStateWords(a: 7, b: UInt64(number % 3) << 62, c: UInt64(number % 3))
        high = ThreeWordStateWords(a: UInt64(number / 3 % 8), b: 0, c: UInt64(number / 24) << 50)
    }
    var number: Int { Int(low.c) + Int(high.a) * 3 + Int(high.c >> 50) * 24 }
}

struct ThreeWordStateWords: Hashable, BitwiseCopyable, Sendable {
    var a: UInt64
    var b: UInt64
    var c: UInt64
}

struct TwentyWordState: NumberedState {
    var p: (ThreeWordStateWords, ThreeWordStateWords, ThreeWordStateWords)
    var q: (ThreeWordStateWords, ThreeWordStateWords, ThreeWordStateWords)
    var last: UInt64
    var end: UInt16
    init(number: Int) {
        let filler = ThreeWordStateWords(a: 1, b: UInt64(number) << 20, c: 3)
        p = (filler, filler, filler)
        q = (filler, filler, ThreeWordStateWords(a: 0, b: 0, c: UInt64(number % 9)))
        last = 7
        end = UInt16(number / 9)
    }
    var number: Int { Int(q.2.c) + Int(end) * 9 }
    static func == (left: Self, right: Self) -> Bool { left.number == right.number }
    func hash(into hasher: inout Hasher) { hasher.combine(number) }
}
