internal import QuorateLanguage
internal import QuorateQuorums
internal import Synchronization

extension AdversaryComparison {
    /// The comparison of `spec` with its twin.
    init<S: ByzantineSpec>(_ spec: S) {
        let twin = StepByStep(spec)
        let (inSpec, inTwin, inSilent) = (PartSet<S.State>(), PartSet<S.State>(), PartSet<S.State>())
        let part: @Sendable (S.State) -> S.State = { spec.correctPart(of: $0) }
        self.init(
            original: ErasedSpec(NotingSpec(spec, notes: inSpec, part)),
            twin: ErasedSpec(NotingSpec(twin, notes: inTwin, part)),
            silent: ErasedSpec(
                NotingSpec(
                    StepByStep(spec, isSilent: true), notes: inSilent, part,
                    property: "nothing is taken away", isPart: { part($0) == $0 })),
            counts: {
                Counts(original: inSpec.parts.count, twin: inTwin.parts.count, silent: inSilent.parts.count)
            },
            onlyInOriginal: { NotingSpec.outside(spec, inSpec, of: inTwin, part) },
            onlyInTwin: { NotingSpec.outside(twin, inTwin, of: inSpec, part) })
    }
}

/// Parts of correct replicas in the states of a search.
private final class PartSet<State: SpecState>: Sendable {
    private let known = Mutex<Set<State>>([])

    var parts: Set<State> { known.withLock { $0 } }
    func insert(_ part: State) { known.withLock { _ = $0.insert(part) } }
}

/// Spec that notes, in the one search, what correct replicas are in each state that is expanded.
private struct NotingSpec<Base: Spec>: Spec {
    typealias State = Base.State
    typealias Action = Base.Action

    let base: Base
    let notes: PartSet<State>
    let part: @Sendable (State) -> State
    /// Condition on every state, or nil; where it is given, the spec's own properties are left out.
    let isPart: (@Sendable (State) -> Bool)?
    /// Name of the property that `isPart` is.
    let property: String

    init(
        _ base: Base, notes: PartSet<State>, _ part: @escaping @Sendable (State) -> State,
        property: String = "", isPart: (@Sendable (State) -> Bool)? = nil
    ) {
        self.base = base
        self.notes = notes
        self.part = part
        self.property = property
        self.isPart = isPart
    }

    /// A search for the first state that correct replicas are in here and nowhere among `others`, or nil.
    static func outside(
        _ base: Base, _ found: PartSet<State>, of others: PartSet<State>,
        _ part: @escaping @Sendable (State) -> State
    ) -> ErasedSpec? {
        let known = others.parts
        guard !found.parts.isSubset(of: known) else { return nil }
        return ErasedSpec(
            NotingSpec(
                base, notes: PartSet(), part, property: "correct replicas come here in either way",
                isPart: { known.contains(part($0)) }))
    }

    static var name: String { Base.name }
    var replicas: ReplicaSet { base.replicas }
    var assumptions: Assumptions? { base.assumptions }
    var modelledAdversary: ModelledAdversary? { base.modelledAdversary }
    var constraint: StateConstraint<State>? { base.constraint }
    var initialStates: [State] { base.initialStates }
    func validate() throws { try base.validate() }

    var properties: [Property<State>] {
        isPart.map { [.always(property, $0)] }
            // What is compared are states; runs without end are for the spec itself.
            ?? base.properties.filter { !$0.kind.isLiveness }
    }

    func actions(in state: State, _ next: inout Next<Self>) {
        notes.insert(part(state))
        for take in base.takes(in: state) {
            if let successor = take.successor { next.take(take.action) { $0 = successor } }
        }
    }
}
