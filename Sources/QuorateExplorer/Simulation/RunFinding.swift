import QuorateLanguage
import Synchronization

/// Finding of runs on a property: the first run, by its number, that breaks or meets it.
struct RunFinding {
    /// The run and the number of steps before the state that shows it.
    private(set) var first: (run: Int, depth: Int)?
    /// The run up to that state.
    private(set) var states: [[UInt64]] = []
    var premiseHeld = false

    /// Notes that a run shows it at a depth.
    mutating func note(_ run: Int, _ depth: Int, _ states: () -> [[UInt64]]) {
        guard run < first?.run ?? .max else { return }
        first = (run, depth)
        self.states = states()
    }

    /// Adds what another has found.
    mutating func merge(_ other: RunFinding) {
        premiseHeld = premiseHeld || other.premiseHeld
        if let (run, depth) = other.first { note(run, depth) { other.states } }
    }
}

/// Number of the first run that ends a simulation, so far as known; shared by its threads.
final class RunBound: Sendable {
    private let least = Atomic<Int>(.max)

    /// The number, or the largest there is.
    var value: Int { least.load(ordering: .relaxed) }

    /// Makes it this number, unless it is a lower one.
    func lower(to run: Int) { least.min(run, ordering: .relaxed) }
}

/// The properties that runs are looked at for, and where they begin.
struct SimulatedQuestion: Sendable {
    /// Positions in the spec of the properties that single states show.
    let checked: [Int]
    /// Their kinds.
    let kinds: [PropertyKind]
    /// For each of them, that a run which breaks it ends the simulation.
    let ends: [Bool]
    let initialStates: [[UInt64]]
}
