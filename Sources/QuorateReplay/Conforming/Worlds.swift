internal import QuorateLanguage
internal import Synchronization

/// The real systems of a lockstep by their digests, and what was counted on the way.
///
/// Systems are kept until the end: a counterexample is found by going back.
final class Worlds<D: Driver>: Sendable {
    typealias State = Lockstep<D>.State

    /// A real system, and the state of the spec in which its run began.
    private struct World: Sendable {
        let system: D.System
        let start: D.Subject.State
    }

    /// Figures that are counted once for each pair, although a search may expand it again.
    struct Counts: Sendable {
        var specStates: Set<D.Subject.State> = []
        var expanded: Set<State> = []
        var transitions = 0
        var orders: [DeliveryOrder: Int] = [:]
        // By the positions of the actions.
        var leftOut: [LeftOut: Int] = [:]
        var refusals: [Int: RefusalTally] = [:]
        var taken: [Int: Int] = [:]

        mutating func leaveOut(_ action: Int, _ reason: String) {
            leftOut[LeftOut(action: action, reason: reason), default: 0] += 1
        }
    }

    private let driver: D
    private let subject: D.Subject
    /// Trial of every disabled step, and not of a sample.
    private let triesAll: Bool
    /// Properties whose breach ends a run; none where the spec is not broken on purpose.
    private let footing: [Property<D.Subject.State>]
    private let worlds = Mutex<[SystemDigest: World]>([:])
    private let counts = Mutex(Counts())

    /// - Parameter endsAtBreach: whether a run of a mutant ends where it has broken a property.
    init(_ driver: D, _ subject: D.Subject, triesAll: Bool, endsAtBreach: Bool) {
        self.driver = driver
        self.subject = subject
        self.triesAll = triesAll
        footing =
            endsAtBreach && subject.mutant != nil ? subject.properties.filter { $0.kind == .always } : []
    }

    /// The variables that are compared.
    func comparedVariables(of state: D.Subject.State) throws(SpecError) -> [String] {
        try D.comparedVariables(of: state, in: subject, notCompared: driver.variablesNotCompared)
    }

    var counted: Counts { counts.withLock { $0 } }

    /// The pair in which a run begins.
    func start(in state: D.Subject.State) -> State {
        guard let system = try? driver.system(startingIn: state) else {
            return State(subject: state, system: SystemDigest(of: 0, state), agreement: .differ)
        }
        let comparison = Comparison(driver: driver, spec: subject, start: state)
        let agrees = comparison.difference(between: system, and: state) == nil
        return pair(state, World(system: system, start: state), agrees ? .agree : .differ)
    }

    private func pair(
        _ state: D.Subject.State, _ world: World, _ agreement: Lockstep<D>.Agreement
    ) -> State {
        let digest =
            world.system.number.map { SystemDigest(number: $0) }
            ?? (world.system.forgetsStart
                ? SystemDigest(of: world.system, 0) : SystemDigest(of: world.system, world.start))
        worlds.withLock { worlds in
            if worlds[digest] == nil { worlds[digest] = world }
        }
        return State(subject: state, system: digest, agreement: agreement)
    }

    /// The steps out of a pair: those of the spec, with every system that some order of messages leads to, and
    /// those that the code takes although the spec disables them.
    func steps(from pair: State) -> [(action: D.Subject.Action, successor: State)] {
        guard let world = worlds.withLock({ $0[pair.system] }) else {
            SpecFault.raise("a real system that was reached is not known by its digest")
            return []
        }
        let trial = StepTrial(
            comparison: Comparison(driver: driver, spec: subject, start: world.start))
        let offered = OfferedSteps(of: subject, in: pair.subject)
        var counted = Counts()
        if let broken = footing.first(where: { $0.isShown(by: pair.subject, hasEnabledAction: true) }) {
            for (action, _) in offered.enabled {
                counted.leaveOut(action.casePosition, .afterBreach(of: broken.name))
            }
            note(counted, of: pair)
            return []
        }
        var steps: [(action: D.Subject.Action, successor: State)] = []
        for (action, successor) in offered.enabled {
            let reached = outcomes(of: action, to: successor, from: world, trial, &counted)
            if reached.isEmpty { continue }
            counted.transitions += 1
            counted.taken[action.casePosition, default: 0] += 1
            steps += reached.map { (action, $0) }
        }
        for action in offered.disabledToTry(in: pair.subject, all: triesAll) {
            let attempt = trial.attempt(action, in: world.system, state: pair.subject, offered: offered)
            counted.refusals[action.casePosition, default: RefusalTally()].count(attempt)
            if attempt.divergence(in: "") != nil {
                steps.append((action, self.pair(pair.subject, world, .tookDisabled)))
            }
        }
        note(counted, of: pair)
        return steps
    }

    /// The pairs that a step of the spec leads to, one for each system that an order of messages gives.
    private func outcomes(
        of action: D.Subject.Action, to successor: D.Subject.State, from world: World,
        _ trial: StepTrial<D>, _ counted: inout Counts
    ) -> [State] {
        let stimulus = driver.stimulus(for: action, in: world.system)
        if let reason = stimulus.choice {
            counted.leaveOut(action.casePosition, reason)
            return []
        }
        guard stimulus.exists else { return [pair(successor, world, .differ)] }
        var systems: Set<D.System> = []
        var reached: [State] = []
        for order in stimulus.orders {
            counted.orders[order, default: 0] += 1
            guard let system = try? trial.apply(stimulus, in: order, to: world.system) else {
                return [pair(successor, world, .differ)]
            }
            guard systems.insert(system).inserted else { continue }
            let agrees = trial.comparison.difference(between: system, and: successor) == nil
            reached.append(
                pair(successor, World(system: system, start: world.start), agrees ? .agree : .differ))
        }
        return reached
    }

    private func note(_ counted: Counts, of pair: State) {
        counts.withLock { counts in
            guard counts.expanded.insert(pair).inserted else { return }
            counts.specStates.insert(pair.subject)
            counts.transitions += counted.transitions
            counts.orders.merge(counted.orders, uniquingKeysWith: +)
            counts.leftOut.merge(counted.leftOut, uniquingKeysWith: +)
            counts.taken.merge(counted.taken, uniquingKeysWith: +)
            counts.refusals.merge(counted.refusals, uniquingKeysWith: +)
        }
    }
}

/// An action that the code does not take, by its position, with the reason.
struct LeftOut: Hashable, Sendable {
    let action: Int
    let reason: String
}

extension String {
    /// Reason for going no further once a mutant has broken a property: what a spec leaves out, and what it draws together,
    /// stands on its properties, so that from there on the code may go other ways without being other code.
    fileprivate static func afterBreach(of property: String) -> String {
        "the mutant has broken \"\(property)\" before, and what the spec abstracts from stands on that"
    }
}
