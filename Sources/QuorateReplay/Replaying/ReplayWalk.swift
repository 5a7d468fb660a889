internal import QuorateLanguage
internal import QuorateQuorums

/// One way through a run on real code, with the messages of each step in one order.
struct ReplayWalk<D: Driver> {
    typealias State = D.Subject.State

    let order: DeliveryOrder
    /// States that the spec sees of the real replicas: at the start, and after each step.
    private(set) var shown: [ObservedState<State>] = []

    private let run: TypedRun<D.Subject>
    private let driver: D
    private let trial: StepTrial<D>
    /// The spec without the mutant, or nil where the code is to follow the mutant.
    private let sound: D.Subject?
    /// State of the spec without the mutant, as long as the code follows it.
    private var soundState: State?
    /// Agreement of the code with the run so far.
    private var isOnRun = true
    private(set) var outcome: ReplayOutcome?
    private var orders: [DeliveryOrder: Int] = [:]
    /// By the position of the action.
    private var refusals: [Int: RefusalTally] = [:]
    private var transcript = Transcript()

    init(_ run: TypedRun<D.Subject>, driver: D, sound: D.Subject?, order: DeliveryOrder) {
        self.run = run
        self.driver = driver
        self.sound = sound
        self.order = order
        soundState = sound == nil ? nil : run.states[0]
        trial = StepTrial(
            comparison: Comparison(driver: driver, spec: sound ?? run.spec, start: run.states[0]))
    }

    private var comparison: Comparison<D> { trial.comparison }

    /// Goes through the run, until the code no longer follows.
    ///
    /// - Parameter isEndless: a loop at the end of the run, whose steps are taken once.
    mutating func go(breaking property: String, isEndless: Bool) {
        do {
            var system = try driver.system(startingIn: run.states[0])
            note(system, since: nil)
            if let difference = comparison.difference(between: system, and: run.states[0]) {
                outcome = .diverged(step: 0, .value(difference))
            }
            for step in run.actions.indices where outcome == nil {
                tryDisabled(in: system, step: step)
                if outcome != nil { break }
                guard let next = try take(step, in: system) else { break }
                note(next, since: system)
                system = next
            }
            if outcome == nil {
                outcome = isEndless ? endOfLoop(system, property) : end(of: system, property)
            }
            if isGood, comparedNothing(system) {
                outcome = .diverged(step: shown.count - 1, .nothingCompared)
            }
        } catch {
            outcome = .diverged(step: shown.count, Divergence(thrown: error))
        }
    }

    /// The system after the step, or nil when the code did not follow, which `outcome` tells.
    private mutating func take(_ step: Int, in system: D.System) throws -> D.System? {
        let action = run.actions[step]
        let allowed = soundState.flatMap { state in
            sound.map { OfferedSteps(of: $0, in: state).successors(of: action) }
        }
        let stimulus = driver.stimulus(for: action, in: system)
        guard stimulus.exists else {
            if allowed == [] {
                outcome = .refused(step: step + 1)
            } else if let reason = stimulus.choice {
                outcome = .leftOut(step: step + 1, reason: reason)
            } else {
                outcome = .diverged(step: step + 1, stimulus.isRefused ? .refused : .inputMissing)
            }
            return nil
        }
        let next = try trial.apply(stimulus, in: order, to: system)
        for order in stimulus.orders { orders[order, default: 0] += 1 }
        if let successor = allowed?.first(where: { comparison.difference(between: next, and: $0) == nil }) {
            soundState = successor
            isOnRun = isOnRun && successor == run.states[step + 1]
            return next
        }
        if isOnRun, comparison.difference(between: next, and: run.states[step + 1]) == nil {
            soundState = nil
            return next
        }
        outcome = departure(at: step, allowed: allowed, from: system, to: next)
        return nil
    }

    /// Outcome of a step that the code did not take, or not as the spec does.
    private func departure(
        at step: Int, allowed: [State]?, from system: D.System, to next: D.System
    ) -> ReplayOutcome {
        let (spec, state) = present(at: step)
        // Code that has taken a step before that the spec disables has the bug, and is not done with it; and an adapter
        // has words of its own for a step that is not done.
        let hasLeft = sound != nil && soundState == nil
        if hasLeft || comparison.isToldByAdapter(next),
            let expected = allowed?.first ?? (soundState == nil && isOnRun ? run.states[step + 1] : nil),
            let difference = comparison.difference(between: next, and: expected)
        {
            return .diverged(step: step + 1, .value(difference))
        }
        if comparison.hides(next) { return departureUnseen(at: step, in: spec, state, to: next) }
        if comparison.looksSame(system, next) { return .refused(step: step + 1) }
        if comparison.showsSame(system, next), comparison.difference(between: next, and: state) == nil {
            return .refused(step: step + 1)
        }
        // Another step than the one that was to be taken is no divergence if the spec has it.
        if trial.isAnswer(next, to: OfferedSteps(of: spec, in: state), from: state) {
            return .refused(step: step + 1)
        }
        let expected = allowed?.first ?? (isOnRun ? run.states[step + 1] : state)
        guard let difference = comparison.difference(between: next, and: expected) else {
            return .diverged(step: step + 1, .tookDisabled(action: name(of: run.actions[step]), nil))
        }
        return .diverged(step: step + 1, .value(difference))
    }

    /// The same where code that hides variables says that it has done a step that the spec does not allow: that it shows
    /// nothing of it is no refusal.
    private func departureUnseen(
        at step: Int, in spec: D.Subject, _ state: State, to next: D.System
    ) -> ReplayOutcome {
        let action = name(of: run.actions[step])
        let difference = comparison.difference(between: next, and: state)
        if difference == nil || trial.isAnswer(next, to: OfferedSteps(of: spec, in: state), from: state) {
            return .diverged(step: step + 1, .refusalNotObserved(action))
        }
        return .diverged(step: step + 1, .tookDisabled(action: action, difference))
    }

    /// The spec that the code follows, and where it is before the given step.
    private func present(at step: Int) -> (D.Subject, State) {
        if let sound, let soundState { return (sound, soundState) }
        return (run.spec, run.states[step])
    }

    /// Gives the code the input of every action that the spec disables in the present state.
    private mutating func tryDisabled(in system: D.System, step: Int) {
        let (spec, state) = present(at: step)
        let offered = OfferedSteps(of: spec, in: state)
        for action in offered.disabled {
            // The step of the run itself comes next, and tells more.
            if action == run.actions[step] { continue }
            let attempt = trial.attempt(action, in: system, state: state, offered: offered)
            refusals[action.casePosition, default: RefusalTally()].count(attempt)
            if let divergence = attempt.divergence(in: name(of: action)) {
                outcome = .diverged(step: step, divergence)
                return
            }
        }
    }

    /// Outcome when every step of a run without end was taken, those of its loop once. That code which follows the spec
    /// without the mutant has gone so far says nothing of what it does next, and so nothing of the property.
    /// Nor does code say it that hides a variable.
    private func endOfLoop(_ system: D.System, _ property: String) -> ReplayOutcome {
        if soundState != nil { return .followed }
        return comparison.hides(system)
            ? .diverged(step: run.actions.count, .propertyNotObserved(property)) : .reproduced
    }

    /// Emptiness of the comparison: the spec has gone on, and all that is observed is as it was at the start.
    private func comparedNothing(_ system: D.System) -> Bool {
        guard comparison.hides(system), let first = shown.first else { return false }
        return shown.allSatisfy { $0 == first }
            && run.states.prefix(shown.count).contains { $0 != run.states[0] }
    }

    /// An outcome that somebody may take for a success.
    private var isGood: Bool {
        switch outcome {
        case .reproduced, .withstood, .followed, .refused: true
        default: false
        }
    }

    /// Outcome when every step was taken.
    private func end(of system: D.System, _ property: String) -> ReplayOutcome {
        if property.isEmpty { return .followed }
        guard let isShown = shows(property, system) else {
            return .diverged(step: run.actions.count, .propertyNotObserved(property))
        }
        if isShown { return .reproduced }
        return soundState == nil ? .diverged(step: run.actions.count, .propertyHolds(property)) : .withstood
    }

    /// Returns true if the real replicas show the property called `name`, as the driver or else the spec sees
    /// them; nil where that depends on what nobody observes.
    private func shows(_ name: String, _ system: D.System) -> Bool? {
        if let isBroken = driver.isBroken(name, by: system) { return isBroken }
        let spec = comparison.spec
        guard let property = spec.properties.first(where: { $0.name == name }) else { return false }
        switch comparison.observed(system) {
        case .state(let state): return spec.shows(property, in: state)
        case .variables:
            // The code agrees with this state in all that it shows.
            let judgement = ObservedJudgement(spec: spec, notObserved: driver.variablesNotCompared)
            return judgement.shows(
                property, in: soundState ?? run.states[run.states.count - 1], of: run.states)
        }
    }

    private mutating func note(_ system: D.System, since former: D.System?) {
        let state = comparison.observed(system)
        transcript.note(comparison.fields(state), of: system, since: former, step: shown.count)
        shown.append(state)
    }

    private func name(of action: D.Subject.Action) -> String {
        ErasedSpec.ActionOutline(describing: action, for: run.spec.replicas).description
    }

    /// Writes what was found into `report`.
    func fill(_ report: inout ReplayReport) {
        let outcome = outcome ?? .withstood
        report.outcome = outcome
        report.stepsTaken = max(0, shown.count - 1)
        switch outcome {
        case .refused(let step), .leftOut(let step, _), .diverged(let step, _):
            report.action = step > 0 ? name(of: run.actions[step - 1]) : nil
        default: report.action = nil
        }
        report.orders = orders
        report.refusals = D.Subject.Action.caseNames.enumerated().compactMap { position, name in
            refusals[position].map { (name, $0) }
        }
        report.transcript = transcript
        report.transcript.note(step: report.stepsTaken, "outcome", "\(outcome)")
    }

    /// Returns true if two walks cannot be told apart.
    func endedLike(_ other: ReplayWalk) -> Bool { shown == other.shown && outcome == other.outcome }
}
