import BigInt

@testable import QuorateProver

/// All runs of an automaton at small parameters, one after the other: the twin that knows no configuration twice.
struct AllRuns {
    let system: CounterSystem
    let parameters: [Int]
    /// Number of runs after which to give up.
    let limit: Int
    private(set) var runs: [AutomatonRun] = []
    var isComplete: Bool { runs.count < limit }

    init(_ system: CounterSystem, _ parameters: [Int], limit: Int) {
        self.system = system
        self.parameters = parameters
        self.limit = limit
        for start in starts() { extend(AutomatonRun(parameters: parameters, start: start, steps: [])) }
    }

    /// Every way to put at most as many processes as the parameters have into the locations, with all counters at 0.
    private func starts() -> [Configuration] {
        let counters = [Int](repeating: 0, count: system.counterCount)
        var all: [[Int]] = [[]]
        for _ in 0..<system.locationCount {
            all = all.flatMap { known in (0...parameters[0]).map { known + [$0] } }
        }
        return all.map { Configuration(processes: $0, counters: counters) }
            .filter { system.initial.holds(at: system.values(parameters, $0)) }
    }

    private mutating func extend(_ run: AutomatonRun) {
        guard isComplete else { return }
        guard (try? system.replay(run)) != nil else { return }
        runs.append(run)
        for rule in system.automaton.rules.indices where system.rules.contains(where: { $0.position == rule })
        {
            extend(.init(parameters: parameters, start: run.start, steps: run.steps + [.init(rule: rule)]))
        }
    }
}
