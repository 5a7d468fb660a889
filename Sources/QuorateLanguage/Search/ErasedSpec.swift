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
    /// The names of the actions in the order of their declaration.
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
        let properties = spec.properties
        let replicas = spec.replicas
        name = S.name
        summary = S.summary
        source = S.source
        settings = spec.parameters.map { Setting(name: $0.name, value: $0.get(spec), range: $0.range) }
        mutant = spec.mutant?.rawValue
        mutantExpectation = spec.mutant?.expectation
        self.properties = properties.map {
            PropertyOutline(
                name: $0.name, kind: $0.kind, site: $0.site, hasPremise: $0.premise != nil)
        }
        actionNames = S.Action.Kind.allCases.map { "\($0)" }
        requiredActions = spec.requiredActions.map { "\($0)" }
        constraint = spec.constraint?.name
        let adversary = spec.modelledAdversary
        self.adversary = adversary
        assumptions = spec.assumptions.map { $0.adding(ModelledAdversary.notes(on: $0, adversary)) }
        claims = spec.claims
        wordCount = StateWords<S.State>.count
        self.kernel = kernel
        problem = { ErasedSpec.problem(of: spec) }
        initialStates = { spec.initialStates.map { StateWords($0).words } }
        takes = { words in
            spec.takes(in: StateWords<S.State>(words).state).map { Take(off: $0, for: replicas) }
        }
        describe = { words in
            SpecValue.fields(of: Mirror(reflecting: StateWords<S.State>(words).state), for: replicas)
        }
        isHit = { position, words in
            let state = StateWords<S.State>(words).state
            let property = properties[position]
            if property.kind == .reachable { return property.holds(state) }
            let needsActions = property.kind == .deadlockFreedom
            let hasEnabledAction = !needsActions || spec.takes(in: state).contains { $0.successor != nil }
            return property.isViolated(by: state, hasEnabledAction: hasEnabledAction)
        }
        fault = { words in
            ErasedSpec.fault(of: spec, in: StateWords<S.State>(words).state)
        }
        walk = { path in
            let states = path.map { StateWords<S.State>($0).state }
            guard let first = states.first, spec.initialStates.contains(first) else { return nil }
            var steps: [Take] = []
            for (state, following) in zip(states, states.dropFirst()) {
                guard spec.constraint?.allows(state) ?? true,
                    let take = spec.takes(in: state).first(where: { $0.successor == following })
                else { return nil }
                steps.append(Take(off: take, for: replicas))
            }
            return steps
        }
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

    /// What goes wrong in the constraint or the properties of `state`, or in the actions out of it.
    static func fault<S: Spec>(of spec: S, in state: S.State) -> SpecError? {
        let fields = SpecValue.fields(of: Mirror(reflecting: state), for: spec.replicas)
        let place = "the state " + fields.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
        let faults = SpecFault.countOnThisThread
        let isInside = spec.constraint?.allows(state) ?? true
        if SpecFault.countOnThisThread != faults {
            return SpecError(
                spec: S.name, message: "\(SpecFault.latestText), in the constraint, of \(place)",
                site: spec.constraint?.site)
        }
        // No search takes an action out of a state outside.
        if isInside, let (take, text) = spec.record(state).fault {
            let action = ActionOutline(off: take.action, for: spec.replicas)
            return SpecError(
                spec: S.name, message: "\(text), in action \(action) out of \(place)", site: take.site)
        }
        for property in spec.properties {
            let before = SpecFault.countOnThisThread
            if property.premise?(state) ?? true { _ = property.holds(state) }
            if SpecFault.countOnThisThread != before {
                return SpecError(
                    spec: S.name,
                    message: "\(SpecFault.latestText), in property \"\(property.name)\" of \(place)",
                    site: property.site)
            }
        }
        return nil
    }

    /// Everything about a spec that is checked once, before a search relies on it.
    static func problem<S: Spec>(of spec: S) -> SpecError? {
        func error(_ message: String, _ site: SourceSite? = nil) -> SpecError {
            SpecError(spec: S.name, message: message, site: site)
        }
        let faultsBefore = SpecFault.countOnThisThread
        if let name = repeated(spec.parameters.map(\.name)) {
            return error("two parameters are called \(name); names are unique")
        }
        for parameter in spec.parameters where !parameter.range.contains(parameter.get(spec)) {
            return error(
                "\(parameter.name)=\(parameter.get(spec)) is out of range: \(parameter.range.lowerBound) to"
                    + " \(parameter.range.upperBound)")
        }
        do { try spec.validate() } catch let known as SpecError {
            return known
        } catch { return SpecError(spec: S.name, message: "\(error)") }

        var seen: [String: SourceSite] = [:]
        for property in spec.properties {
            if let earlier = seen.updateValue(property.site, forKey: property.name) {
                return error(
                    "two properties are called \"\(property.name)\" (the other at \(earlier)); names are unique",
                    property.site)
            }
        }
        if let expectation = spec.mutant?.expectation, seen[expectation.property] == nil {
            let known = spec.properties.map { "\"\($0.name)\"" }.joined(separator: ", ")
            return error(
                "mutant \(spec.mutant!.rawValue) names the property \"\(expectation.property)\", which does not exist;"
                    + " the spec has \(known.isEmpty ? "none" : known)",
                expectation.site)
        }
        let kinds = Array(S.Action.Kind.allCases)
        for (position, kind) in kinds.enumerated()
        where MemoryLayout<S.Action.Kind>.size > 1 || S.Action.ordinal(of: kind) != position {
            return error(
                "\(S.Action.Kind.self) must be an enum without payloads, of at most 256 cases, and its `allCases`"
                    + " must have them all in order; leave `allCases` to the compiler")
        }
        // What is computed once, when a search starts, must not go wrong unseen either.
        _ = (spec.constraint, spec.requiredActions)
        if SpecFault.countOnThisThread != faultsBefore {
            return error(
                "in the parameters, properties or constraint, before any state: \(SpecFault.latestText)")
        }
        let initialStates = spec.initialStates
        if SpecFault.countOnThisThread != faultsBefore {
            return error("in an initial state: \(SpecFault.latestText)")
        }
        if MemoryLayout<S.State>.size == 0 {
            return error("\(S.State.self) has no fields, so all its states are the same; give it one")
        }
        if let problem = spec.modelledAdversary?.problem() { return problem }
        guard let sample = initialStates.first else { return nil }
        if let problem = StateLayout.problem(of: sample) { return error(problem) }
        // Reflection is slow, and a state may have very many steps: one for each place in the text will do.
        var known: Set<SourceSite> = []
        for take in spec.takes(in: sample) where known.insert(take.site).inserted {
            let name = ActionOutline(off: take.action, for: spec.replicas).name
            if name != "\(take.action.kind)" {
                return error("action \(name) says that its kind is \(take.action.kind)", take.site)
            }
        }
        return nil
    }

    /// The first name that has occurred before, or nil.
    private static func repeated(_ names: [String]) -> String? {
        var seen: Set<String> = []
        return names.first { !seen.insert($0).inserted }
    }
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
