public import QuorateLanguage
internal import QuorateTraces

/// The first thing in which real replicas are not what the spec says.
public struct CodeDifference: Hashable, Sendable {
    /// Part of a real system in which a difference is seen.
    public enum Source: String, Hashable, Sendable {
        /// In the replicas and the messages that they have sent.
        case state = "the replicas and their messages"
        /// In what the durable logs hold.
        case durable = "the durable logs"
    }

    /// Part of the real system in which the difference was seen.
    public let source: Source
    /// The part of the state, as in `view[r1]`.
    public let place: String
    /// The value in the spec, or nil where it has none.
    public let inSpec: SpecValue?
    /// The value in the code, or nil where it has none.
    public let inCode: SpecValue?

    /// A difference in the replicas at `place`, which need not be a variable of the spec.
    public init(place: String, inSpec: SpecValue?, inCode: SpecValue?) {
        self.init(source: .state, place: place, inSpec: inSpec, inCode: inCode)
    }

    init(source: Source, place: String, inSpec: SpecValue?, inCode: SpecValue?) {
        self.source = source
        self.place = place
        self.inSpec = inSpec
        self.inCode = inCode
    }

    /// Part and both values in one line.
    public var description: String {
        "\(place): \(Self.text(inSpec)) in the spec, \(Self.text(inCode)) in the code (\(source.rawValue))"
    }

    private static func text(_ value: SpecValue?) -> String { value?.description ?? "nothing" }
}

/// Holds what a driver observes against the spec's states.
struct Comparison<D: Driver>: Sendable {
    typealias State = D.Subject.State

    let driver: D
    let spec: D.Subject
    /// The state in which the run began: what the code does not show stays as it was there.
    let start: State

    /// Observation of the replicas and their messages.
    func observed(_ system: D.System) -> ObservedState<State> {
        if let variables = driver.observedVariables(system) { return .variables(variables) }
        var state = start
        driver.observe(system, in: &state)
        return .state(state)
    }

    /// Observation that comes from an adapter.
    func isToldByAdapter(_ system: D.System) -> Bool {
        if case .variables = observed(system) { true } else { false }
    }

    /// Presence of variables that an adapter does not tell of.
    func hides(_ system: D.System) -> Bool {
        isToldByAdapter(system) && !driver.variablesNotCompared.isEmpty
    }

    /// Returns true if that is what `state` looks like.
    func agrees(_ observed: ObservedState<State>, with state: State) -> Bool {
        switch observed {
        case .state(let seen): seen == state
        case .variables(let variables):
            variables.twin == state || variables.text == driver.comparedText(of: state)
        }
    }

    /// The same with what the durable logs alone show written over it.
    private func observedDurable(_ system: D.System, over observed: State) -> State {
        var state = observed
        driver.observeDurable(system, in: &state)
        return state
    }

    /// The first difference between `system` and what the spec expects, or nil.
    func difference(between system: D.System, and expected: State) -> CodeDifference? {
        switch observed(system) {
        case .state(let observed):
            return difference(observed, expected, .state)
                ?? difference(observedDurable(system, over: observed), expected, .durable)
                ?? driver.contradiction(in: system)
        case .variables(let variables):
            if agrees(.variables(variables), with: expected) { return nil }
            let change = ValueChange.list(from: fields(expected), to: variables.fields).first
            return CodeDifference(
                source: .state, place: change?.place ?? "the state", inSpec: change?.old, inCode: change?.new)
        }
    }

    /// Returns true if two systems look the same: in the spec's view of them, their durable logs and what
    /// they have sent.
    func looksSame(_ left: D.System, _ right: D.System) -> Bool {
        left == right || left.durableRecords == right.durableRecords && showsSame(left, right)
    }

    /// The same without what is in the durable logs.
    func showsSame(_ left: D.System, _ right: D.System) -> Bool {
        messages(of: left) == messages(of: right) && observed(left) == observed(right)
    }

    private func messages(of system: D.System) -> [Outbox.Message] {
        system.outbox.messages.filter(driver.isCompared)
    }

    /// Returns true if two states that differ do so only in what is not compared.
    func isSame(_ observed: ObservedState<State>, _ expected: State) -> Bool {
        guard case .state(let observed) = observed else { return false }
        return !D.notCompared.isEmpty
            && ValueChange.list(from: fields(expected), to: fields(observed)).isEmpty
    }

    private func difference(
        _ observed: State, _ expected: State, _ source: CodeDifference.Source
    ) -> CodeDifference? {
        // Reflection is slow, and nearly all states agree.
        if observed == expected { return nil }
        let changes = ValueChange.list(from: fields(expected), to: fields(observed))
        guard let change = changes.first else {
            // They differ in something that is not described; unless that is what is not compared, it counts.
            let (old, new) = (SpecValue.record(fields(expected)), SpecValue.record(fields(observed)))
            return D.notCompared.isEmpty
                ? CodeDifference(source: source, place: "the state", inSpec: old, inCode: new) : nil
        }
        return CodeDifference(source: source, place: change.place, inSpec: change.old, inCode: change.new)
    }

    /// The variables that are compared.
    func fields(_ state: State) -> [SpecValue.Field] {
        let notCompared = driver.variablesNotCompared
        return SpecValue.fields(describing: state, for: spec.replicas)
            .filter { !notCompared.contains($0.name) }
    }

    /// The variables that are compared, as they were seen.
    func fields(_ observed: ObservedState<State>) -> [SpecValue.Field] {
        switch observed {
        case .state(let state): fields(state)
        case .variables(let variables): variables.fields
        }
    }
}
