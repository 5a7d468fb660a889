import QuorateFaults
import QuorateReplay
import QuorateTraces

/// A step of a counterexample as a test harness over black boxes needs it.
struct ScenarioStep {
    /// A message of a faulty replica.
    struct Message: Equatable {
        let sender: ReplicaID
        let content: SpecValue
    }

    /// Steps of a correct replica whose messages have arrived, from the first one on.
    struct Heard: Equatable {
        let sender: ReplicaID
        /// Number of the last of these steps.
        let step: Int
    }

    /// The correct replica that takes the step.
    let replica: ReplicaID
    let action: ErasedSpec.ActionOutline
    /// Messages that faulty replicas send to it before, besides those that it has got from them for earlier steps.
    var faulty: [Message] = []
    /// All that it has from other correct replicas by then.
    var heard: [Heard] = []
    /// Changes of the replica's part of the state.
    let changes: [ValueChange]
}

/// Reason why a counterexample does not say who sends what to whom.
struct NoScenario: Error, CustomStringConvertible {
    let description: String

    static func notByzantine(_ spec: String) -> NoScenario {
        NoScenario(
            description:
                "\(spec) does not say who sends what to whom; let it be a `ByzantineSpec`, whose actions are steps"
                + " of a correct replica, their first argument, and whose `messages`, `canSend` and `send` say what a faulty"
                + " one can send")
    }

    static func nobody(_ action: String) -> NoScenario {
        NoScenario(
            description:
                "\(action) does not say who takes it; let the first `ReplicaID` of its arguments be that replica"
        )
    }

    static func elsewhere(_ action: String, _ change: ValueChange, _ replica: ReplicaID) -> NoScenario {
        NoScenario(
            description:
                "\(action) changes what is not of \(replica) alone (\(change.place)); keep what a replica knows in a"
                + " `ReplicaMap`, and what it has sent in `MonotoneVotes`")
    }

    static func unexplained(_ action: String) -> NoScenario {
        NoScenario(
            description:
                "\(action) is not enabled by messages that faulty replicas can send step by step; `quorate check"
                + " --adversary-twin` says where the two timings of the adversary differ")
    }
}

/// Schedule of a run: who acts, and what has reached it.
///
/// Two things are asked of the spec, and nothing of who wrote it. Which messages of faulty replicas does a step stand on?
/// From all that they can send, in steps of their own, one after the other is left out, as long as the step is enabled and
/// leads to the same. And what has to have come from correct replicas? The run is taken again without the last steps of one
/// of them, as long as the step can be taken and leads its replica to the same, with what faulty ones have sent to it alone.
/// Both give a smallest set in which nothing can be left out, and not the smallest there is.
struct ScenarioSchedule<S: ByzantineSpec> {
    private let spec: StepByStep<S>
    private let run: TypedRun<S>
    private let start: S.State
    private let faulty: ReplicaSet
    private(set) var steps: [ScenarioStep] = []
    private typealias Sending = StepByStep<S>.Action
    /// The messages for each step, as steps of the spec.
    private var sendings: [[Sending]] = []

    /// - Throws: ``NoScenario`` with the reason why there is none.
    init(_ run: TypedRun<S>) throws {
        self.run = run
        spec = StepByStep(run.spec)
        faulty = run.spec.faulty(in: run.states[0]).members
        let (starts, stepwise) = (run.spec.initialStates, spec.initialStates)
        guard starts.count == stepwise.count, let number = starts.firstIndex(of: run.states[0]) else {
            throw NoScenario(
                description: "\(S.name) begins otherwise with an adversary that acts step by step")
        }
        start = stepwise[number]
        for position in run.actions.indices { steps.append(try step(position)) }
        for position in run.actions.indices {
            sendings.append(try messages(for: position))
            steps[position].faulty = sendings[position].compactMap(content)
        }
        for position in run.actions.indices { steps[position].heard = try heard(before: position) }
    }

    private func label(_ position: Int) -> String { steps[position].action.description }

    private func step(_ position: Int) throws -> ScenarioStep {
        let outline = ErasedSpec.ActionOutline(describing: run.actions[position], for: spec.replicas)
        let changes = ValueChange.list(
            from: described(run.states[position]), to: described(run.states[position + 1]))
        let replica = try replica(of: outline, position)
        if let change = foreignChange(position, to: replica) {
            throw NoScenario.elsewhere(outline.description, change, replica)
        }
        return ScenarioStep(replica: replica, action: outline, changes: changes)
    }

    /// The replica that an action names first or, where it names none, the one whose part of the state is all that changes.
    private func replica(of action: ErasedSpec.ActionOutline, _ position: Int) throws -> ReplicaID {
        let names = Dictionary(uniqueKeysWithValues: spec.replicas.map { (SpecValue.string("\($0)"), $0) })
        if let named = action.arguments.lazy.compactMap({ names[$0.value] }).first, !faulty.contains(named) {
            return named
        }
        let isStill = described(run.states[position]) == described(run.states[position + 1])
        let changed = spec.replicas.subtracting(faulty).filter { replica in
            !isStill && foreignChange(position, to: replica) == nil
        }
        guard let only = changed.first(where: { _ in changed.count == 1 }) else {
            throw NoScenario.nobody(action.description)
        }
        return only
    }

    /// The first change in a step of what is not of the replica.
    private func foreignChange(_ position: Int, to replica: ReplicaID) -> ValueChange? {
        let (before, after) = (described(run.states[position]), described(run.states[position + 1]))
        return ValueChange.list(from: rest(of: before, replica), to: rest(of: after, replica)).first
    }

    private func rest(of fields: [SpecValue.Field], _ replica: ReplicaID) -> [SpecValue.Field] {
        fields.map { field in
            .init(name: field.name, value: split(field.value, replica).rest ?? .set([]))
        }
    }

    private func split(_ value: SpecValue, _ replica: ReplicaID) -> ScenarioShare {
        ScenarioShare(value, of: "\(replica)", among: Set(spec.replicas.map { "\($0)" }))
    }

    /// All that is of a replica in a state.
    private func own(_ replica: ReplicaID, in state: S.State) -> [SpecValue?] {
        described(state).map { split($0.value, replica).own }
    }

    private func described(_ state: S.State) -> [SpecValue.Field] {
        SpecValue.fields(describing: spec.original.correctPart(of: state), for: spec.replicas)
    }

    private func content(_ sending: Sending) -> ScenarioStep.Message? {
        guard case .send(let sender, let message) = sending else { return nil }
        return .init(sender: sender, content: SpecValue(describing: message, for: spec.replicas))
    }
}

extension ScenarioSchedule {
    /// State after a message was sent, if it can be.
    private func after(_ sending: Sending, in state: S.State) -> S.State? {
        spec.takes(in: state).first { $0.action == sending && $0.successor != nil }?.successor
    }

    private func isEnabled(_ position: Int, in state: S.State) -> Bool {
        let wanted = spec.original.correctPart(of: run.states[position + 1])
        return spec.original.takes(in: state).contains { take in
            take.action == run.actions[position]
                && take.successor.map { spec.original.correctPart(of: $0) == wanted } ?? false
        }
    }

    /// Messages of faulty replicas that the replica still needs for a step, in an order in which they can be sent.
    private func messages(for position: Int) throws -> [Sending] {
        let replica = steps[position].replica
        let former = steps[..<position].indices.filter { steps[$0].replica == replica }.flatMap {
            sendings[$0]
        }
        guard let base = sent(former, in: spec.original.correctPart(of: run.states[position])) else {
            throw NoScenario.unexplained(label(position))
        }
        var needed: [Sending] = []
        var state = base
        while !isEnabled(position, in: state) {
            guard let take = next(in: state), let successor = take.successor else {
                throw NoScenario.unexplained(label(position))
            }
            needed.append(take.action)
            state = successor
        }
        for number in needed.indices.reversed() {
            var fewer = needed
            fewer.remove(at: number)
            if let state = sent(fewer, in: base), isEnabled(position, in: state) { needed = fewer }
        }
        return needed
    }

    /// The first message that can be sent and has not been.
    private func next(in state: S.State) -> RecordedTake<StepByStep<S>>? {
        spec.takes(in: state).first { take in
            if case .send = take.action { take.successor.map { $0 != state } ?? false } else { false }
        }
    }

    /// State after the messages; nil where one cannot be sent.
    private func sent(_ messages: [Sending], in state: S.State) -> S.State? {
        messages.reduce(Optional(state)) { state, message in state.flatMap { after(message, in: $0) } }
    }

    /// Steps of other correct replicas that a step stands on: without the last of these, the run is none.
    private func heard(before position: Int) throws -> [ScenarioStep.Heard] {
        let replica = steps[position].replica
        let others = spec.replicas.subtracting(faulty).filter { $0 != replica }
        let former = steps[..<position].last { $0.replica == replica }?.heard ?? []
        var included = Set(0..<position)
        guard isRun(included, then: position) else { throw NoScenario.unexplained(label(position)) }
        var isShrinking = true
        while isShrinking {
            isShrinking = false
            for other in others {
                let known = former.first { $0.sender == other }.map { $0.step - 1 } ?? -1
                while let last = included.filter({ steps[$0].replica == other }).max(), last > known,
                    isRun(included.subtracting([last]), then: position)
                {
                    included.remove(last)
                    isShrinking = true
                }
            }
        }
        return others.compactMap { other in
            included.filter { steps[$0].replica == other }.max().map { .init(sender: other, step: $0 + 1) }
        }
    }

    /// Returns true if the steps are a run, and then the one at a position can be taken and leads to the same: with what
    /// faulty replicas have sent to this replica in the scenario, and with nothing that they have sent to others.
    private func isRun(_ included: Set<Int>, then position: Int) -> Bool {
        let replica = steps[position].replica
        guard let before = replayed(included, before: position) else { return false }
        let told = steps[...position].indices.filter { steps[$0].replica == replica }.flatMap { sendings[$0] }
        guard let state = sent(told, in: spec.original.correctPart(of: before)) else { return false }
        return after(position, in: state) != nil
    }

    /// State after some of the steps before a position, where the faulty replicas have sent to everybody what the scenario
    /// has them send by then; nil where these steps are no run.
    private func replayed(_ included: Set<Int>, before position: Int) -> S.State? {
        var state = start
        for number in 0..<position {
            for message in sendings[number] { state = after(message, in: state) ?? state }
            guard included.contains(number) else { continue }
            guard let next = after(number, in: state) else { return nil }
            state = next
        }
        return state
    }

    /// State after a step that leads its replica to where it is in the run; nil where there is none.
    private func after(_ position: Int, in state: S.State) -> S.State? {
        let replica = steps[position].replica
        let wanted = own(replica, in: run.states[position + 1])
        return spec.original.takes(in: state).lazy.filter { $0.action == run.actions[position] }
            .compactMap(\.successor).first { own(replica, in: $0) == wanted }
    }
}
