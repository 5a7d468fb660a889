import QuorateLanguage
import SeededRandom

@testable import QuorateTraces

/// A random graph whose nodes are seen in part: a place that is seen, and what is hidden in it.
struct RandomMaze: Spec {
    struct State: SpecState {
        var place: UInt8
        var hidden: UInt8
    }

    enum Action: SpecAction {
        case walk(Int), jump(Int), rest
    }

    struct Edge: Sendable {
        let kind: Int
        let argument: Int
        let target: Int
    }

    static let placeCount = 3
    static let hiddenCount = 3

    let edges: [[Edge]]
    let starts: [Int]

    init(using random: inout SplitMix) {
        let numbers = 0..<Self.placeCount * Self.hiddenCount
        edges = numbers.map { _ in
            (0..<random.number(0..<4)).map { _ in
                Edge(kind: random.number(0..<3), argument: random.number(0..<2), target: random.pick(numbers))
            }
        }
        starts = (0..<random.number(1..<3)).map { _ in random.pick(numbers) }
    }

    private static func state(_ number: Int) -> State {
        State(place: UInt8(number / hiddenCount), hidden: UInt8(number % hiddenCount))
    }

    var initialStates: [State] { starts.map(Self.state) }

    func actions(in s: State, _ next: inout Next<Self>) {
        for edge in edges[Int(s.place) * Self.hiddenCount + Int(s.hidden)] {
            let action: Action =
                edge.kind == 0 ? .walk(edge.argument) : edge.kind == 1 ? .jump(edge.argument) : .rest
            next.take(action, if: edge.kind < 2 || edge.target % 2 == 0) {
                if edge.kind < 2 { $0 = Self.state(edge.target) }
            }
        }
    }

    var properties: [Property<State>] { [.always("stays") { _ in true }] }
}

extension RandomMaze {
    /// Observations of a random run of the spec, or of none, from most of which something is left out.
    func observations(laneCount: Int, using random: inout SplitMix) -> ObservedRun {
        var state = random.pick(initialStates)
        var run = ObservedRun(lanes: (0..<laneCount).map { _ in [] })
        if random.number(0..<2) == 0 { run.start = [Self.part("place", Int(state.place))] }
        for _ in 0..<random.number(0..<5) {
            let extent: Observation.Extent = random.pick([.step, .step, .step, .stepOrNone, .look])
            let before = state
            var actions: [Observation.Action]?
            let steps = takes(in: state).filter { $0.successor != nil }
            if extent != .look, let step = steps.randomElement(using: &random) {
                state = step.successor!
                actions = random.number(0..<2) == 0 ? nil : [Self.observed(step.action, &random)]
            }
            if random.number(0..<6) == 0 { state.place = UInt8(random.number(0..<Self.placeCount)) }
            var observation = Observation(extent, actions: extent == .look ? nil : actions)
            if random.number(0..<3) == 0 { observation.before = [Self.part("place", Int(before.place))] }
            if random.number(0..<2) == 0 { observation.after = [Self.part("place", Int(state.place))] }
            if random.number(0..<5) == 0 { observation.after.append(Self.part("hidden", Int(state.hidden))) }
            let lane = random.number(0..<laneCount)
            if laneCount > 1, random.number(0..<2) == 0 { observation.needs = run.lanes.map(\.count) }
            run.lanes[lane].append(observation)
        }
        return run
    }

    private static func part(_ name: String, _ value: Int) -> Observation.Part {
        .init(StatePlace(variable: name), is: ForeignValue(.integer(value)))
    }

    private static func observed(_ action: Action, _ random: inout SplitMix) -> Observation.Action {
        func known(_ argument: Int) -> [ForeignRun.Variable]? {
            random.number(0..<2) == 0 ? nil : [.init(name: "_0", value: ForeignValue(.integer(argument)))]
        }
        return switch action {
        case .walk(let argument): .init(name: "walk", arguments: known(argument))
        case .jump(let argument): .init(name: "a::jump", arguments: known(argument))
        case .rest: .init(name: "rest")
        }
    }
}

/// The search without any cleverness: every run, one after the other, and every order of the lanes.
struct PlainExplanations {
    let spec: ErasedSpec
    let run: ObservedRun
    let silent: SilentSteps
    /// The last states of the runs that explain everything.
    private(set) var ends: Set<[UInt64]> = []
    /// The most observations that a run explains.
    private(set) var deepest = 0

    init(_ spec: ErasedSpec, _ run: ObservedRun, _ silent: SilentSteps) {
        (self.spec, self.run, self.silent) = (spec, run, silent)
        let cursors = run.lanes.map { _ in 0 }
        for words in spec.initialStates() where holds(run.start, words) { go(words, cursors, silents: 0) }
    }

    private func holds(_ parts: [Observation.Part], _ words: [UInt64]) -> Bool {
        let state = spec.describe(words)
        return parts.allSatisfy { part in
            state.first { $0.name == part.place.variable }?.value == part.value.plain
        }
    }

    private mutating func go(_ words: [UInt64], _ cursors: [Int], silents: Int) {
        deepest = max(deepest, cursors.reduce(0, +))
        if cursors.reduce(0, +) == run.count {
            ends.insert(words)
            return
        }
        let steps = spec.takes(words).filter { $0.successor != nil }
        for (lane, cursor) in cursors.enumerated() where cursor < run.lanes[lane].count {
            let next = run.lanes[lane][cursor]
            guard next.needs.enumerated().allSatisfy({ $0 == lane || cursors[$0] >= $1 }),
                holds(next.before, words)
            else { continue }
            var further = cursors
            further[lane] += 1
            if rests(next, words), holds(next.after, words) { go(words, further, silents: 0) }
            if next.extent == .look { continue }
            for step in steps where fits(step.action, next) && holds(next.after, step.successor!) {
                go(step.successor!, further, silents: 0)
            }
        }
        guard silents < silent.most else { return }
        for step in steps where silent.actions?.contains(step.action.name) ?? true {
            if step.successor != words { go(step.successor!, cursors, silents: silents + 1) }
        }
    }

    /// Whether an observation may be of no step: its action is offered here, enabled or not.
    private func rests(_ next: Observation, _ words: [UInt64]) -> Bool {
        next.extent == .look
            || next.extent == .stepOrNone
                && (next.actions == nil || spec.takes(words).contains { fits($0.action, next) })
    }

    private func fits(_ action: ErasedSpec.ActionOutline, _ observation: Observation) -> Bool {
        guard let actions = observation.actions else { return true }
        return actions.contains { observed in
            guard observed.name.hasSuffix(action.name) else { return false }
            return observed.arguments?.first?.value.plain == action.arguments.first?.value
                || observed.arguments == nil
        }
    }
}
