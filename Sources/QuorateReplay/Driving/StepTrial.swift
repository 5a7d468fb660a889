internal import QuorateLanguage

/// Gives real replicas the inputs of a step, on a copy.
struct StepTrial<D: Driver>: Sendable {
    let comparison: Comparison<D>

    /// The system after the step, with its messages in the given order.
    func apply(
        _ stimulus: Stimulus<D.Input>, in order: DeliveryOrder, to system: D.System
    ) throws -> D.System {
        var next = system
        for delivery in stimulus.deliveries(in: order) {
            try comparison.driver.feed(delivery.input, to: delivery.replica, of: &next)
        }
        return next
    }

    /// Tries `action`, which is disabled in `state`, where the spec offers the given steps.
    func attempt(
        _ action: D.Subject.Action, in system: D.System, state: D.Subject.State,
        offered: OfferedSteps<D.Subject>
    ) -> DisabledStep {
        let stimulus = comparison.driver.stimulus(for: action, in: system)
        guard stimulus.exists else { return stimulus.isRefused ? .refused : .impossible }
        do {
            let next = try apply(stimulus, in: .ascending, to: system)
            // That it shows nothing of the step is no refusal where it does not show everything.
            let isHiding = comparison.hides(next)
            if comparison.looksSame(system, next) { return isHiding ? .notTold : .refused }
            if comparison.showsSame(system, next), comparison.difference(between: next, and: state) == nil {
                return isHiding ? .notTold : .noted
            }
            if isAnswer(next, to: offered, from: state) { return isHiding ? .notTold : .answered }
            return .taken(comparison.difference(between: next, and: state))
        } catch {
            return .failed(Divergence(thrown: error))
        }
    }
}

extension StepTrial {
    /// Returns true if `system` is where one or two of the steps that are offered in `state` lead: a message
    /// can make a replica take both at once, as one that makes it enter a view and vote in it.
    ///
    /// Two steps of which one undoes the other are no excuse for a message that the spec does not have.
    func isAnswer(
        _ system: D.System, to offered: OfferedSteps<D.Subject>, from state: D.Subject.State
    ) -> Bool {
        // Reading the code's state takes longer than comparing it.
        let observed = comparison.observed(system)
        let successors = offered.enabled.map(\.successor)
        let reached =
            successors.first { comparison.agrees(observed, with: $0) }
            ?? successors.lazy.flatMap { OfferedSteps(of: comparison.spec, in: $0).enabled.map(\.successor) }
            .first { comparison.agrees(observed, with: $0) && $0 != state }
            ?? successors.first { comparison.isSame(observed, $0) }
        return reached.map { comparison.difference(between: system, and: $0) == nil } ?? false
    }
}

/// The actions out of one state, as the spec evaluated them.
struct OfferedSteps<S: Spec> {
    /// The enabled steps.
    let enabled: [(action: S.Action, successor: S.State)]
    /// The actions that are offered and not enabled in any way, each once.
    let disabled: [S.Action]

    init(of spec: S, in state: S.State) {
        let takes = spec.takes(in: state)
        enabled = takes.compactMap { take in take.successor.map { (take.action, $0) } }
        var known = Set(enabled.map(\.action))
        disabled = takes.map(\.action).filter { known.insert($0).inserted }
    }

    /// States that `action` leads to; empty where it is not enabled.
    func successors(of action: S.Action) -> [S.State] {
        enabled.filter { $0.action == action }.map(\.successor)
    }

    /// The disabled steps to be tried in a state: all, or an eighth that depends on the state alone.
    func disabledToTry(in state: S.State, all: Bool) -> [S.Action] {
        if all { return disabled }
        let mixed = ErasedSpec.words(of: state).reduce(UInt64(1)) { ($0 ^ $1) &* 0x9e37_79b9_7f4a_7c15 }
        let offset = Int(mixed >> 61)
        return disabled.enumerated().filter { ($0.offset + offset) % 8 == 0 }.map(\.element)
    }
}
