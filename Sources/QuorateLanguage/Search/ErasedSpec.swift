public import QuorateQuorums

/// A spec without its types: what search, command and files work with.
///
/// A state is an array of words here. Make one where the concrete spec type is known, so that the kernel is
/// specialised; everything else is off the hot path and goes through reflection.
public struct ErasedSpec: Sendable {
    /// A parameter and the value it has.
    public struct Setting: Hashable, Sendable {
        /// The parameter's name.
        public let name: String
        /// Its value.
        public let value: Int
        /// The values it may have.
        public let range: ClosedRange<Int>
    }

    /// A property without its predicate.
    public struct PropertyOutline: Hashable, Sendable {
        /// The name.
        public let name: String
        /// What kind of property it is.
        public let kind: PropertyKind
        /// Where it is written.
        public let site: SourceSite
        /// Whether it has a premise.
        public let hasPremise: Bool
    }

    /// An action with its arguments, to be read.
    public struct ActionOutline: Hashable, Sendable, CustomStringConvertible {
        /// The action's name.
        public var name: String
        /// The arguments; one without a label is called `.0`, `.1` and so on.
        public var arguments: [SpecValue.Field]

        /// The action called `name`.
        public init(name: String, arguments: [SpecValue.Field]) {
            self.name = name
            self.arguments = arguments
        }

        /// Name and arguments, as in `prepare(r2)`.
        public var description: String {
            arguments.isEmpty ? name : name + SpecValue.argumentList(arguments)
        }
    }

    /// One `take` as it was evaluated in a state.
    public struct Take: Hashable, Sendable {
        /// The action with its arguments.
        public let action: ActionOutline
        /// The words of the state after the step, or nil where the guard was false.
        public let successor: [UInt64]?
        /// Where the `take` is written.
        public let site: SourceSite
    }

    /// The spec's name.
    public let name: String
    /// The spec's type with its module, as reflection calls it.
    package let typeName: String
    /// One sentence that says what the protocol does.
    public let summary: String
    /// Paper and section.
    public let source: String
    /// The parameters with their values.
    public let settings: [Setting]
    /// The name of the mutant, or nil.
    public let mutant: String?
    /// What the mutant is expected to do, or nil.
    public let mutantExpectation: MutantExpectation?
    /// The properties in the order of the spec.
    public let properties: [PropertyOutline]
    /// The names of the actions: those with arguments first, each group in the order of its declaration.
    public let actionNames: [String]
    /// The names of the actions that must be taken.
    public let requiredActions: [String]
    /// The name of the constraint, or nil.
    public let constraint: String?
    /// What a verdict is about, or nil where the spec does not say.
    public let assumptions: Assumptions?
    /// The adversary of the library that plays the faulty replicas, or nil.
    package let adversary: ModelledAdversary?
    /// What the spec's quorums stand on.
    public let claims: [Claim]
    /// The words of a state.
    public let wordCount: Int

    /// The kernel that checks the properties at the given positions.
    package let kernel: @Sendable (_ checking: [Int]) -> SpecKernel
    /// What keeps the spec from being searched, or nil.
    public let problem: @Sendable () -> SpecError?
    /// The words of each initial state.
    public let initialStates: @Sendable () -> [[UInt64]]
    /// Shows the words of each initial state, one after the other: there may be millions.
    package let visitInitialStates: @Sendable (_ visit: ([UInt64]) -> Void) -> Void
    /// Every `take` of a state, enabled or not.
    package let takes: @Sendable ([UInt64]) -> [Take]
    /// The fields of a state.
    public let describe: @Sendable ([UInt64]) -> [SpecValue.Field]
    /// Whether the property at a position is violated (or, for a `.reachable`, met) in a state, asked of the
    /// spec itself.
    package let isHit: @Sendable (_ property: Int, [UInt64]) -> Bool
    /// Walks a run on the spec's own actions and compares whole states with `==`: the takes that lead from each
    /// state to the next, or nil when the first is not initial or some step does not exist.
    package let walk: @Sendable ([[UInt64]]) -> [Take]?
    /// The first step out of a state in which the spec does what its types do not allow, or nil.
    package let fault: @Sendable ([UInt64]) -> SpecError?

    /// Shows each state to which a step out of a state leads, one after the other.
    package let visitSuccessors: @Sendable (_ of: [UInt64], (_ successor: [UInt64]) -> Void) -> Void
    /// Adds the takes of each of the given states, none of those outside the constraint, to a tally by line.
    package let countLines: @Sendable (_ states: [[UInt64]], inout LineTally) -> Void
    /// Whose code runs where this spec's does.
    package let evaluated: EvaluatedSpec

    /// `spec` without its types.
    @inlinable
    public init<S: Spec>(_ spec: S) {
        self.init(off: spec) { checking in
            let properties = spec.properties
            return SpecKernel(
                spec, properties: checking.map { properties[$0] },
                noteDeadlocks: checking.contains { properties[$0].kind == .deadlockFreedom })
        }
    }

    @usableFromInline
    init<S: Spec>(off spec: S, kernel: @escaping @Sendable ([Int]) -> SpecKernel) {
        let evaluated = EvaluatedSpec(spec)
        let properties = spec.properties
        let replicas = spec.replicas
        name = S.name
        typeName = String(reflecting: S.self)
        summary = S.summary
        source = S.source
        settings = spec.parameters.map { Setting(name: $0.name, value: $0.get(spec), range: $0.range) }
        mutant = spec.mutant?.rawValue
        mutantExpectation = spec.mutant?.expectation
        self.properties = properties.map {
            PropertyOutline(
                name: $0.name, kind: $0.kind, site: $0.site, hasPremise: $0.premise != nil)
        }
        actionNames = S.Action.caseNames
        requiredActions = spec.requiredActions
        constraint = spec.constraint?.name
        let adversary = spec.modelledAdversary
        self.adversary = adversary
        assumptions = spec.assumptions.map { $0.adding(ModelledAdversary.notes(on: $0, adversary)) }
        claims = spec.claims
        wordCount = StateWords<S.State>.count
        self.evaluated = evaluated
        self.kernel = { checking in evaluated.evaluating { kernel(checking) } }
        problem = { evaluated.evaluating { SpecProblems(spec).first } }
        initialStates = { evaluated.evaluating { spec.initialStates }.map { StateWords($0).words } }
        visitInitialStates = { visit in
            for state in evaluated.evaluating({ spec.initialStates }) { visit(StateWords(state).words) }
        }
        takes = { words in
            evaluated.evaluating {
                spec.takes(in: StateWords<S.State>(words).state).map { Take(off: $0, for: replicas) }
            }
        }
        visitSuccessors = { words, visit in
            evaluated.evaluating {
                spec.visitSuccessors(of: StateWords<S.State>(words).state) { visit(StateWords($0).words) }
            }
        }
        countLines = { states, tally in
            evaluated.evaluating {
                for words in states { spec.count(StateWords<S.State>(words).state, in: &tally) }
            }
        }
        describe = evaluated.describe
        isHit = { position, words in
            evaluated.evaluating { spec.isHit(properties[position], in: StateWords<S.State>(words).state) }
        }
        fault = { words in
            evaluated.evaluating { ErasedSpec.fault(of: spec, in: StateWords<S.State>(words).state) }
        }
        walk = { path in
            evaluated.evaluating {
                spec.walk(path.map { StateWords<S.State>($0).state })?.map { Take(off: $0, for: replicas) }
            }
        }
    }
}

extension EvaluatedSpec {
    convenience init<S: Spec>(_ spec: S) {
        let replicas = spec.replicas
        self.init(name: S.name, wordCount: StateWords<S.State>.count) { words in
            SpecValue.fields(of: Mirror(reflecting: StateWords<S.State>(words).state), for: replicas)
        } retrace: { words, reached in
            let state = StateWords<S.State>(words).state
            reached("in the constraint")
            _ = spec.constraint?.allows(state)
            for property in spec.properties {
                reached("in property \"\(property.name)\" (\(property.site))")
                _ = property.isViolated(by: state, hasEnabledAction: true)
            }
            reached("in the first of its actions")
            withoutActuallyEscaping(reached) { reached in
                _ = spec.record(state) { take in
                    let action = ErasedSpec.ActionOutline(off: take.action, for: replicas)
                    reached("in what follows action \(action) (\(take.site))")
                }
            }
        }
    }
}

extension Spec {
    /// Shows `visit` each state to which an enabled action leads from `state`.
    func visitSuccessors(of state: State, _ visit: (State) -> Void) {
        withoutActuallyEscaping(visit) { visit in
            _ = record(state) { take in if let successor = take.successor { visit(successor) } }
        }
    }

    /// Whether `state` violates `property` or, for a `.reachable`, meets it.
    func isHit(_ property: Property<State>, in state: State) -> Bool {
        if property.kind == .reachable { return property.holds(state) }
        var hasEnabledAction = property.kind != .deadlockFreedom
        if !hasEnabledAction { visitSuccessors(of: state) { _ in hasEnabledAction = true } }
        return property.isViolated(by: state, hasEnabledAction: hasEnabledAction)
    }

    /// The takes that lead from each state of a run to the next, or nil where it is no run of this spec.
    func walk(_ states: [State]) -> [RecordedTake<Self>]? {
        guard let first = states.first, initialStates.contains(first) else { return nil }
        var steps: [RecordedTake<Self>] = []
        for (state, following) in zip(states, states.dropFirst()) {
            guard constraint?.allows(state) ?? true else { return nil }
            var step: RecordedTake<Self>?
            record(state) { if step == nil, $0.successor == following { step = $0 } }
            guard let step else { return nil }
            steps.append(step)
        }
        return steps
    }
}

extension ErasedSpec.Take {
    init<S: Spec>(off take: RecordedTake<S>, for replicas: ReplicaSet) {
        action = ErasedSpec.ActionOutline(off: take.action, for: replicas)
        successor = take.successor.map { StateWords($0).words }
        site = take.site
    }
}

extension ErasedSpec.ActionOutline {
    /// `action`, to be read.
    package init(off action: some SpecAction, for replicas: ReplicaSet) {
        guard let payload = Mirror(reflecting: action).children.first else {
            self.init(name: "\(action)", arguments: [])
            return
        }
        let inner = Mirror(reflecting: payload.value)
        let arguments =
            inner.displayStyle == .tuple
            ? SpecValue.fields(of: inner, for: replicas)
            : [SpecValue.Field(name: ".0", value: SpecValue(describing: payload.value, for: replicas))]
        self.init(name: payload.label ?? "\(action)", arguments: arguments)
    }
}

extension ErasedSpec {
    /// The words of a state.
    package static func words(of state: some SpecState) -> [UInt64] { StateWords(state).words }
}

/// A state as words and the words as a state.
struct StateWords<State: SpecState> {
    static var count: Int { StateBlock<State>.stride / 8 }
    let words: [UInt64]

    init(_ words: [UInt64]) { self.words = words }

    init(_ state: State) {
        var words = [UInt64](repeating: 0, count: Self.count)
        words.withUnsafeMutableBytes { $0.storeBytes(of: state, as: State.self) }
        self.words = words
    }

    var state: State { words.withUnsafeBytes { $0.loadUnaligned(as: State.self) } }
}
