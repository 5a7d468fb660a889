internal import QuorateLanguage
internal import QuorateQuorums
internal import Synchronization

/// Driver of code behind an adapter: a system is where the adapter was taken to, and is found again by its number.
struct AdapterDriver<S: Spec>: Driver {
    typealias Subject = S
    typealias Input = AdapterInput<S.Action>

    /// Place that an adapter was taken to.
    struct System: RealSystem {
        let place: Int
        let outbox: Outbox
        let forgetsStart: Bool

        var number: UInt64? { UInt64(place) }
        static func == (left: System, right: System) -> Bool { left.place == right.place }
        func hash(into hasher: inout Hasher) { hasher.combine(place) }
    }

    /// The adapter, for one at a time.
    final class Shared: Sendable {
        let runs: Mutex<AdapterRuns<S>>

        init(_ runs: AdapterRuns<S>) { self.runs = Mutex(runs) }

        deinit { runs.withLock { $0.close() } }
    }

    let shared: Shared
    let variablesNotCompared: [String]
    /// The variables that are compared.
    var observed: [String] { abilities.observed }
    private let spec: S
    let abilities: AdapterAbilities
    private let walksOn: Bool

    /// - Parameter walksOn: whether all steps of the spec are going to be asked for.
    /// - Throws: ``AdapterError`` where there is no adapter, or none for this spec.
    init(_ spec: S, _ dialogue: AdapterDialogue, walksOn: Bool) throws(AdapterError) {
        let runs = try AdapterRuns(spec, dialogue, walksOn: walksOn)
        guard let abilities = runs.dialogue.abilities else { throw .broke("the adapter was not greeted") }
        (self.spec, self.abilities, self.walksOn) = (spec, abilities, walksOn)
        let all = spec.initialStates.first.map {
            SpecValue.fields(describing: $0, for: spec.replicas).map(\.name)
        }
        variablesNotCompared = (all ?? []).filter { !abilities.observed.contains($0) }
        shared = Shared(runs)
    }

    /// Nil: an adapter is started with a command, which no spec has.
    init?(_ spec: S, code: CodeUnderTest<S.Mutant>) { return nil }

    func system(startingIn state: S.State) throws -> System {
        try shared.runs.withLock { runs throws(AdapterError) in
            system(try runs.root(state), in: runs)
        }
    }

    private func system(_ number: Int, in runs: AdapterRuns<S>) -> System {
        System(place: number, outbox: runs.book[number].outbox, forgetsStart: walksOn)
    }

    func stimulus(for action: S.Action, in system: System) -> Stimulus<Input> {
        let order: DeliveryOrder? = abilities.heedsOrders ? .ascending : nil
        let input = Input(action: action, order: order)
        switch shared.runs.withLock({ $0.result(at: system.place, input) }) {
        case .refused: return .refused
        case .impossible: return .impossible
        case .never(let reason): return .leftOut(because: reason)
        case .system, .failed:
            guard abilities.heedsOrders else { return .local(input, at: ReplicaID(0)) }
            return Stimulus { .init(Input(action: action, order: $0), to: ReplicaID(0)) }
        }
    }

    func feed(_ input: Input, to replica: ReplicaID, of system: inout System) throws {
        system = try shared.runs.withLock { runs throws(AdapterError) in
            switch runs.result(at: system.place, input) {
            case .system(let number): return self.system(number, in: runs)
            case .failed(let error): throw error
            case .refused, .impossible, .never:
                let order = input.order?.rawValue ?? "this"
                throw .threw("it does not take the step with its messages in \(order) order")
            }
        }
    }

    func observe(_ system: System, in state: inout S.State) {}

    func observedVariables(_ system: System) -> ObservedVariables<S.State>? {
        shared.runs.withLock { $0.variables(of: system.place) }
    }

    func comparedText(of state: S.State) -> String? { shared.runs.withLock { $0.text(of: state) } }
}
