internal import QuorateLanguage
internal import QuorateTraces

/// Action to be taken, with the order of its messages where the adapter heeds one.
struct AdapterInput<Action: SpecAction>: Hashable, Sendable {
    let action: Action
    var order: DeliveryOrder?
}

/// Result of an action that an adapter was asked to take.
enum AdapterResult: Hashable, Sendable {
    /// The system that it has led to, by its number.
    case system(Int)
    case refused
    case impossible
    case never(String)
    case failed(AdapterError)
}

/// A run that went otherwise than the spec, as it was taken.
struct AdapterFinding<S: Spec>: Sendable {
    let run: AdapterRun<S>
    let divergence: Divergence
    /// The run that went on otherwise from what shows the same; nil where there is none.
    var fork: AdapterFork<S>?
}

/// A run that went on otherwise than one that shows the same, and what came at the end of both.
struct AdapterFork<S: Spec>: Sendable {
    let former: AdapterRun<S>
    let before: AdapterEnd
    let now: AdapterEnd
}

/// The end of a step: what the adapter said, and what it showed if it took the step.
struct AdapterEnd: Hashable, Sendable {
    private let deed: AdapterDeed
    private let fields: [SpecValue.Field]
    private var text: String { SpecValue.record(fields).canonicalText }

    init(_ deed: AdapterDeed, _ fields: [SpecValue.Field]) {
        self.deed = deed
        self.fields = deed == .done ? fields : []
    }

    /// Both ends, of two adapters, in words.
    func contrast(with other: AdapterEnd) -> String {
        guard deed == .done, other.deed == .done else {
            return "for the one it is \(other.deed.words), and for the other \(deed.words)"
        }
        let change = ValueChange.list(from: other.fields, to: fields).first
        return
            "for the one \(change?.place ?? "the state") is then \(change?.old?.description ?? "nothing"), and for the"
            + " other \(change?.new?.description ?? "nothing")"
    }

    /// Difference from another end, in words.
    func difference(from other: AdapterEnd) -> String {
        guard deed == .done, other.deed == .done else {
            return "a step that was \(other.deed.words) is now \(deed.words)"
        }
        let change = ValueChange.list(from: other.fields, to: fields).first
        return "\(change?.place ?? "the state") was \(change?.old?.description ?? "nothing"), and is now"
            + " \(change?.new?.description ?? "nothing")"
    }

    static func == (left: AdapterEnd, right: AdapterEnd) -> Bool {
        left.deed == right.deed && left.text == right.text
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(deed)
        hasher.combine(text)
    }
}

/// The systems that an adapter was taken to, how it is taken there again, and what their steps led to.
///
/// A system is told from another by the states of the spec that its run can have come to, and for a replay by its run.
struct AdapterBook<S: Spec>: Sendable {
    typealias Input = AdapterInput<S.Action>

    struct Entry: Sendable {
        let start: S.State
        var parent: Int?
        var input: Input?
        /// Number of steps from the start, or nil before the adapter was there.
        var depth: Int?
        /// States of the spec that the run can have come to and that look like this; none where the spec has no such run.
        let tracked: [S.State]
        /// Observation, where no state of the spec looks like it.
        var observed: ObservedVariables<S.State>?
        var outbox = Outbox()
        var results: [Input: AdapterResult] = [:]
        /// Trails at whose end the steps were first taken.
        var trails: [Input: Int] = [:]
        /// The steps that the adapter was taken through, in their order, with where they lead.
        var done: [(input: Input, next: Int)] = []
        /// Trail at whose end the adapter first was there.
        var trail: Int?
        /// Steps of the spec that nobody has asked for yet; nil before it is asked which there are.
        var untried: [Input]?
        var snapshot: String?
        /// Trail at whose end the snapshot was made.
        var snapshotTrail: Int?
    }

    let spec: S
    /// The variables that are observed.
    let observed: Set<String>
    let orders: [DeliveryOrder?]
    /// Identity by runs, and not by states of the spec.
    let isByRun: Bool
    /// The states whose steps this adapter is to take by itself; all where it has no company.
    var isMine: (@Sendable (S.State) -> Bool)?
    /// Answers to steps that others have been taken through.
    var records: [AdapterStep<S>: AdapterTold<S>] = [:]
    private(set) var entries: [Entry] = []
    private var roots: [S.State: Int] = [:]
    private var numbers: [[S.State]: Int] = [:]
    private var texts: [S.State: String] = [:]
    private static var mostTexts: Int { 1 << 16 }

    init(_ spec: S, _ abilities: AdapterAbilities, isByRun: Bool) {
        self.spec = spec
        observed = Set(abilities.observed)
        orders = abilities.heedsOrders ? DeliveryOrder.allCases : [nil]
        self.isByRun = isByRun
    }

    subscript(system: Int) -> Entry {
        get { entries[system] }
        _modify { yield &entries[system] }
    }

    /// The variables of `state` that are observed.
    func fields(of state: S.State) -> [SpecValue.Field] {
        SpecValue.fields(describing: state, for: spec.replicas).filter { observed.contains($0.name) }
    }

    /// The same as a text.
    mutating func text(of state: S.State) -> String {
        if let text = texts[state] { return text }
        if texts.count >= Self.mostTexts { texts.removeAll(keepingCapacity: true) }
        let text = SpecValue.record(fields(of: state)).canonicalText
        texts[state] = text
        return text
    }

    /// Observation of the system, as a text.
    mutating func text(of system: Int) -> String {
        entries[system].observed?.text ?? text(of: entries[system].tracked[0])
    }

    /// Observation of the system.
    mutating func variables(of system: Int) -> ObservedVariables<S.State> {
        if let observed = entries[system].observed { return observed }
        let state = entries[system].tracked[0]
        return ObservedVariables(fields(of: state), text: text(of: state), twin: state)
    }

    /// The system in which runs from `state` begin, if the adapter was there.
    func root(_ state: S.State) -> Int? { roots[state] }

    /// Notes what is observed at the start of a run.
    mutating func enterRoot(_ state: S.State, _ fields: [SpecValue.Field]) -> Int {
        let seen = ObservedVariables<S.State>(fields)
        let agrees = seen.text == text(of: state)
        if agrees, !isByRun, let known = numbers[[state]] {
            // A run that comes back to its beginning.
            entries[known].depth = 0
            entries[known].parent = nil
            roots[state] = known
            return known
        }
        let system = add(Entry(start: state, tracked: agrees ? [state] : [], observed: agrees ? nil : seen))
        entries[system].depth = 0
        roots[state] = system
        return system
    }

    private mutating func add(_ entry: Entry) -> Int {
        entries.append(entry)
        if !entry.tracked.isEmpty, !isByRun { numbers[entry.tracked] = entries.count - 1 }
        return entries.count - 1
    }

    /// The system that one of the states tells, or the run; a new one where the adapter was not there.
    mutating func system(
        after system: Int, _ input: Input, in states: [S.State], showing seen: ObservedVariables<S.State>?
    ) -> Int {
        if !isByRun, !states.isEmpty, let known = numbers[states] { return known }
        return add(
            Entry(start: entries[system].start, tracked: states, observed: states.isEmpty ? seen : nil))
    }

    /// Notes that the adapter has come from one system to another.
    mutating func arrive(
        at system: Int, from former: Int, by input: Input, sending messages: [Outbox.Message]
    ) {
        let depth = (entries[former].depth ?? 0) + 1
        if let known = entries[system].depth, known <= depth { return }
        if entries[system].depth == nil {
            entries[system].outbox = entries[former].outbox
            for message in messages {
                entries[system].outbox.send(message.bytes, from: message.sender, to: message.receiver)
            }
        }
        entries[system].depth = depth
        entries[system].parent = former
        entries[system].input = input
    }

    /// The states of the spec that a step leads to from the system.
    func successors(of system: Int, _ action: S.Action) -> [S.State] {
        var found: [S.State] = []
        for state in entries[system].tracked {
            for take in spec.takes(in: state) where take.action == action {
                if let successor = take.successor, !found.contains(successor) { found.append(successor) }
            }
        }
        return found
    }

    /// The next step of the spec from the system that nobody has asked for, which counts as asked for afterwards.
    mutating func nextUntried(at system: Int) -> Input? {
        if entries[system].untried == nil { entries[system].untried = allSteps(of: system) }
        while let input = entries[system].untried?.popLast() {
            if entries[system].results[input] == nil, record(of: system, input) == nil { return input }
        }
        return nil
    }

    /// Answer that another adapter has given to the step, and that is to be taken over. What is left out nobody sees: that
    /// is asked again.
    func record(of system: Int, _ input: Input) -> AdapterTold<S>? {
        if records.isEmpty { return nil }
        let told = records[AdapterStep(states: entries[system].tracked, input: input)]
        return told?.record.isNever == true ? nil : told
    }

    /// Takes over what others were told, and with that the steps of all.
    mutating func take(over told: [AdapterStep<S>: AdapterTold<S>]) {
        (records, isMine) = (told, nil)
        for system in entries.indices { entries[system].untried = nil }
    }

    /// The system that a state of the spec tells, if the adapter was there.
    func system(showing state: S.State) -> Int? {
        numbers[[state]].flatMap { entries[$0].depth == nil ? nil : $0 }
    }

    private func allSteps(of system: Int) -> [Input] {
        guard entries[system].tracked.count == 1 else { return [] }
        let state = entries[system].tracked[0]
        guard spec.constraint?.allows(state) ?? true, isMine?(state) ?? true else { return [] }
        var known: Set<S.Action> = []
        let steps = spec.takes(in: state).filter { $0.successor != nil && known.insert($0.action).inserted }
        // The last comes first: what leads nowhere costs nothing on the way.
        let actions = steps.filter { $0.successor != state } + steps.filter { $0.successor == state }
        return actions.map(\.action).flatMap { action in orders.map { Input(action: action, order: $0) } }
    }

    /// The steps from the system that the adapter was taken through, in the order in which it came where they lead.
    func stepsTaken(from system: Int) -> [(input: Input, next: Int)] {
        entries[system].done.sorted { $0.next < $1.next }
    }

    /// The way to the system from the start of a run, which is the first.
    func way(to system: Int) -> [Int] {
        var way = [system]
        while let parent = entries[way[way.count - 1]].parent { way.append(parent) }
        return way.reversed()
    }
}
