import QuorateLanguage
import QuorateReplay
import QuorateTraces
import SeededRandom
import Testing

/// What a small random protocol of two numbers does, and what code answers to the steps that it disables.
struct PaletteTable: Hashable, Sendable {
    static let places = 3, shades = 2, actions = 3
    static var states: Range<Int> { 0..<places * shades }

    let seed: UInt64
    /// Where the spec goes from a state by an action; nil where that is disabled.
    let successors: [[Int?]]
    /// Where the mutant goes besides, always to another place.
    let wild: [[Int]]
    /// The code's word for a step that is disabled.
    let words: [[String]]

    /// A step that the code says it has done, doing nothing.
    struct Sleep: Hashable, Sendable { let state, action: Int }

    init(seed: UInt64) {
        var random = SplitMix(seed: seed)
        func rows<T>(_ make: (Int, inout SplitMix) -> T) -> [[T]] {
            Self.states.map { state in (0..<Self.actions).map { _ in make(state, &random) } }
        }
        self.seed = seed
        successors = rows { _, random in random.number(0..<3) == 0 ? nil : random.number(Self.states) }
        wild = rows { state, random in (state + 2 * random.number(1..<Self.places)) % Self.states.count }
        words = rows { _, random in random.pick(["refused", "impossible", "done"]) }
    }

    func target(isHiding: Bool, asleep: Sleep? = nil) -> ReplayTarget {
        ReplayTarget.adapter(for: ErasedSpec(Palette(table: self))) { () throws(AdapterError) in
            PaletteChannel(self, isHiding: isHiding, asleep: asleep)
        }
    }
}

/// The spec of such a table; a state is twice the place and the shade.
struct Palette: Spec {
    let table: PaletteTable
    var mutant: Mutant?

    struct State: SpecState { var place: UInt8, shade: UInt8 }

    enum Action: SpecAction { case go(Int) }

    enum Mutant: String, SpecMutant {
        case wild
        var expectation: MutantExpectation { .breaks("at home", "goes where it must not") }
    }

    static func state(_ number: Int) -> State { State(place: UInt8(number / 2), shade: UInt8(number % 2)) }

    var initialStates: [State] { [Self.state(0)] }

    func actions(in s: State, _ next: inout Next<Self>) {
        let state = Int(s.place) * 2 + Int(s.shade)
        for action in 0..<PaletteTable.actions {
            let successor =
                table.successors[state][action] ?? (mutant == .wild ? table.wild[state][action] : nil)
            next.take(.go(action), if: successor != nil) { $0 = Self.state(successor ?? 0) }
        }
    }

    var properties: [Property<State>] { [.always("at home") { _ in true }] }
}

/// The same with loops over the table alone.
extension PaletteTable {
    /// What the code answers to the disabled steps of all states that the spec comes to.
    var answers: Answers {
        var seen: Set<Int> = [0], queue = [0], answers = Answers()
        while let state = queue.popLast() {
            for action in 0..<Self.actions {
                if let next = successors[state][action] {
                    if seen.insert(next).inserted { queue.append(next) }
                } else {
                    answers.words.append(words[state][action])
                }
            }
        }
        return answers
    }

    struct Answers {
        var words: [String] = []
        var count: Int { words.count }
        subscript(word: String) -> Int { words.count { $0 == word } }
    }

    /// Actions of the mutant.
    func actions(of count: Int, _ random: inout SplitMix) -> [Int] {
        (0..<count).map { _ in random.number(0..<Self.actions) }
    }

    /// States of the mutant's run.
    func states(along actions: [Int]) -> [Int] {
        actions.reduce(into: [0]) { states, action in
            let state = states[states.count - 1]
            states.append(successors[state][action] ?? wild[state][action])
        }
    }

    /// The mutant's run.
    func trace(along actions: [Int]) -> Trace {
        let spec = Palette(table: self, mutant: .wild)
        return Trace(
            of: ErasedSpec(spec).instance, property: "", propertyKind: .always, propertySite: nil,
            steps: actions.map {
                .init(action: .init(describing: Palette.Action.go($0), for: spec.replicas), site: nil)
            },
            states: states(along: actions).map {
                SpecValue.fields(describing: Palette.state($0), for: spec.replicas)
            })
    }

    /// How the outcome begins on code that follows the table and has no change.
    func outcome(of actions: [Int], isHiding: Bool, asleep: Sleep?) -> String {
        let states = states(along: actions)
        func visible(_ state: Int) -> Int { isHiding ? state / 2 : state }
        func outcome(_ text: String, after taken: Int) -> String {
            let isConstant = states[...taken].allSatisfy { visible($0) == 0 }
            return isConstant && states[...taken].contains { $0 != 0 }
                ? "diverged at step \(taken): no variable that is observed" : text
        }
        for (step, action) in actions.enumerated() {
            let state = states[step]
            let isAsleep = asleep == Sleep(state: state, action: action)
            if let next = successors[state][action] {
                if isAsleep, next != state { return "diverged at step \(step + 1): " }
            } else if isHiding, words[state][action] == "done" {
                return "diverged at step \(step + 1): the code says that it has done go(\(action))"
            } else {
                return outcome("refused at step \(step + 1)", after: step)
            }
        }
        return outcome("followed", after: actions.count)
    }
}
