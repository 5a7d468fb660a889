@testable import QuorateLanguage

/// The slow obvious twin of the search: a set, an array, the spec's own `==`, no words and no threads.
struct ReferenceExplorer<S: Spec> {
    let spec: S
    let continuesAfterViolation: Bool

    struct Result {
        var statesPerLevel: [Int] = []
        var generated = 0
        /// By the names of the actions, as they are printed.
        var taken: [String: Int] = [:]
        var violations: [String: Int] = [:]
        var reached: Set<String> = []
        var premiseHeld: Set<String> = []
        /// For each violated property the states of the counterexample that the search must choose.
        var counterexamples: [String: [S.State]] = [:]
        var isComplete = false
        var statesWithoutStep = 0
        var statesWithoutChange = 0

        var distinct: Int { statesPerLevel.reduce(0, +) }
        var depth: Int { max(0, statesPerLevel.count - 1) }
    }

    func run() -> Result {
        var result = Result()
        var seen: Set<S.State> = []
        var levels: [[S.State]] = []
        var level: [S.State] = []
        var taken: [S.Action: Int] = [:]
        for state in spec.initialStates {
            result.generated += 1
            if seen.insert(state).inserted { level.append(state) }
        }
        check(level, levels, &result)
        while true {
            let inside = level.filter { spec.constraint?.allows($0) ?? true }
            guard !inside.isEmpty else {
                result.isComplete = true
                result.taken = names(of: taken)
                return result
            }
            levels.append(inside)
            result.statesPerLevel.append(inside.count)
            if !continuesAfterViolation && !result.violations.isEmpty {
                result.taken = names(of: taken)
                return result
            }
            var following: [S.State] = []
            var deadlocked: [S.State] = []
            for state in inside {
                let steps = steps(from: state)
                if steps.isEmpty {
                    deadlocked.append(state)
                    result.statesWithoutStep += 1
                } else if steps.allSatisfy({ $0.successor == state }) {
                    result.statesWithoutChange += 1
                }
                for step in steps {
                    result.generated += 1
                    taken[step.action, default: 0] += 1
                    if seen.insert(step.successor).inserted { following.append(step.successor) }
                }
            }
            for property in spec.properties where property.kind == .deadlockFreedom {
                note(property.name, deadlocked.filter { !property.holds($0) }, levels.dropLast(), &result)
            }
            check(following, levels, &result)
            level = following
        }
    }

    /// The enabled steps out of a state.
    private func steps(from state: S.State) -> [(action: S.Action, successor: S.State)] {
        var steps: [(action: S.Action, successor: S.State)] = []
        StepLister(spec) { steps.append(($0, $1)) }.list(state)
        return steps
    }

    /// The numbers by name: reflection is asked once for each action and not for each step.
    private func names(of taken: [S.Action: Int]) -> [String: Int] {
        taken.reduce(into: [:]) { names, counted in
            let action = ErasedSpec.ActionOutline(describing: counted.key, for: spec.replicas)
            names[action.name, default: 0] += counted.value
        }
    }

    private func check(_ new: [S.State], _ levels: [[S.State]], _ result: inout Result) {
        for property in spec.properties {
            switch property.kind {
            case .always:
                let asked = new.filter { property.premise?($0) ?? true }
                if !asked.isEmpty { result.premiseHeld.insert(property.name) }
                note(property.name, asked.filter { !property.holds($0) }, levels[...], &result)
            case .reachable:
                if new.contains(where: property.holds) { result.reached.insert(property.name) }
            case .deadlockFreedom, .eventually, .leadsTo, .eventuallyAlways, .infinitelyOften: break
            }
        }
    }

    private func note(
        _ property: String, _ violating: [S.State], _ levels: ArraySlice<[S.State]>, _ result: inout Result
    ) {
        guard let least = least(violating) else { return }
        result.violations[property, default: 0] += violating.count
        if result.counterexamples[property] != nil { return }
        var path = [least]
        for level in levels.reversed() {
            let before = level.filter { steps(from: $0).contains { $0.successor == path[0] } }
            path.insert(self.least(before)!, at: 0)
        }
        result.counterexamples[property] = path
    }

    private func least(_ states: [S.State]) -> S.State? {
        states.min { StateWords($0).words.lexicographicallyPrecedes(StateWords($1).words) }
    }
}
