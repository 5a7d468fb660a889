import SeededRandom

@testable import QuorateExplorer
@testable import QuorateLanguage

/// A random graph some of whose states make the spec slip: in a step, a property, the constraint, or what may rest.
struct FaultySystem<State: NumberedState>: Spec {
    static var name: String { "FaultySystem" }
    let graph: RandomGraph
    /// For each place of the spec the states that slip there.
    let slips: [Place: Set<Int>]

    enum Place: CaseIterable { case step, constraint, always, premise, reachable, rest, unasked }
    typealias Action = RandomSystem<OneWordState>.Action

    init(using random: inout SplitMix) {
        var graph = RandomGraph(using: &random)
        if graph.initial.isEmpty { graph.initial = [0] }
        // A violation, behind which a fault may come.
        if Bool.random(using: &random) { graph.bad.insert(graph.initial[0]) }
        self.graph = graph
        var slips: [Place: Set<Int>] = [:]
        for place in Place.allCases {
            let count = random.pick([0, 0, 0, 1, 3, 20])
            slips[place] = Set((0..<count).map { _ in random.number(0..<graph.walks.count) })
        }
        self.slips = slips
    }

    private func slip(_ place: Place, _ number: Int) {
        if slips[place]!.contains(number) { SpecFault.raise("\(number) slips at \(place)") }
    }

    var initialStates: [State] { graph.initial.map(State.init(number:)) }

    func actions(in s: State, _ next: inout Next<Self>) {
        let here = s.number
        for target in graph.walks[here] {
            next.take(.walk(target)) {
                slip(.step, here)
                $0 = State(number: target)
            }
        }
        next.take(.rest, if: graph.resting.contains(here)) { _ in }
    }

    var properties: [Property<State>] {
        let system = self
        return [
            .always("not bad") {
                system.slip(.always, $0.number)
                return !system.graph.bad.contains($0.number)
            },
            .always(
                "good when asked",
                when: {
                    system.slip(.premise, $0.number)
                    return system.graph.asked.contains($0.number)
                }, then: { !system.graph.worse.contains($0.number) }),
            .reachable("goal") {
                system.slip(.reachable, $0.number)
                return $0.number % 4 == 1
            },
            .deadlockFreedom(unless: {
                system.slip(.rest, $0.number)
                return $0.number % 3 == 0
            }),
            .always("unasked") {
                system.slip(.unasked, $0.number)
                return true
            },
        ]
    }

    /// All but the last.
    static var asked: [String] { ["not bad", "good when asked", "goal", "deadlock freedom"] }

    var constraint: StateConstraint<State>? {
        guard !graph.outside.isEmpty else { return nil }
        let system = self
        return StateConstraint("not outside") {
            system.slip(.constraint, $0.number)
            return !system.graph.outside.contains($0.number)
        }
    }
}

/// End of a search as far as slips and limits go.
enum FaultyEnd: Hashable {
    /// The spec's error, and no verdict.
    case error(String)
    /// A violation, and the spec's error that ended the search behind it.
    case fault(String, statesPerLevel: [Int])
    case limit(statesPerLevel: [Int])
    case usual(statesPerLevel: [Int])

    init(of report: Report) {
        let levels = report.statesPerLevel
        self =
            switch report.limit {
            case .fault: .fault(report.fault?.description ?? "none", statesPerLevel: levels)
            case .states: .limit(statesPerLevel: levels)
            default: .usual(statesPerLevel: levels)
            }
    }
}

/// The slow obvious twin: whole levels as sets, and the fault of the least state of a level.
struct FaultReference<State: NumberedState> {
    let system: FaultySystem<State>
    let continues: Bool
    let limit: Int

    /// Evaluates part of the spec.
    private func slips<Value>(_ body: () -> Value) -> (Bool, Value) {
        SpecFault.heard {
            let before = SpecFault.countOnThisThread
            let value = body()
            return (SpecFault.countOnThisThread != before, value)
        }
    }

    private func leastSlip(_ states: Set<Int>) -> String? {
        let spec = ErasedSpec(system)
        return states.map { StateWords(State(number: $0)).words }
            .sorted { $0.lexicographicallyPrecedes($1) }
            .lazy.compactMap { spec.slip($0)?.description }.first
    }

    func end() -> FaultyEnd {
        var (seen, level, within) = (Set<Int>(), Set<Int>(), [Int]())
        var new = Set(system.graph.initial)
        var (isReached, isViolated, meetsFault) = (false, false, false)
        while true {
            seen.formUnion(new)
            let inside = new.filter { number in
                let (slips, allows) = slips { system.constraint?.allows(State(number: number)) ?? true }
                meetsFault = meetsFault || slips
                return allows
            }
            if within.reduce(0, +) + inside.count > limit { return .limit(statesPerLevel: within) }
            var (reachesNow, breaksNow) = (false, false)
            for property in system.properties.prefix(3) {
                if property.name == "goal" && isReached { continue }
                for state in new.map(State.init(number:)) {
                    let (slips, holds) = slips {
                        (property.premise?(state) ?? true) ? property.holds(state) : nil
                    }
                    meetsFault = meetsFault || slips
                    if property.name == "goal" {
                        reachesNow = reachesNow || holds == true
                    } else {
                        breaksNow = breaksNow || holds == false
                    }
                }
            }
            if meetsFault, let text = leastSlip(level) ?? leastSlip(new) {
                return isViolated ? .fault(text, statesPerLevel: within) : .error(text)
            }
            (isReached, isViolated) = (isReached || reachesNow, isViolated || breaksNow || restViolated)
            if inside.isEmpty { return .usual(statesPerLevel: within) }
            within.append(inside.count)
            if isViolated && !continues { return .usual(statesPerLevel: within) }
            level = new
            (new, meetsFault) = expand(inside)
            new.subtract(seen)
        }
    }

    /// A deadlock in the level that was expanded last.
    private var restViolated: Bool { deadlocks.found }
    private let deadlocks = Deadlocks()
    private final class Deadlocks { var found = false }

    private func expand(_ inside: Set<Int>) -> (Set<Int>, Bool) {
        var (new, meetsFault) = (Set<Int>(), false)
        for number in inside {
            if system.graph.walks[number].isEmpty && !system.graph.resting.contains(number) {
                let (slips, mayRest) = slips { system.properties[3].holds(State(number: number)) }
                meetsFault = meetsFault || slips
                deadlocks.found = deadlocks.found || !mayRest
            } else if !system.graph.walks[number].isEmpty && system.slips[.step]!.contains(number) {
                meetsFault = true
            }
            new.formUnion(system.graph.walks[number])
        }
        return (new, meetsFault)
    }
}
