public import QuorateQuorums

/// A spec without its types: what search, command and files work with.
///
/// A state is an array of words here. Make one where the concrete spec type is known, so that the kernel is
/// specialised; everything else is off the hot path and goes through reflection.
public struct ErasedSpec: Sendable {
    /// Name, mutant or variant, and parameters.
    public let instance: Instance
    /// Parameters without their values, in the order of the settings.
    public let parameters: [ParameterOutline]
    /// Type of the spec with its module, as reflection calls it.
    package let typeName: String
    /// Sentence that says what the protocol does.
    public let summary: String
    /// Paper and section.
    public let source: String
    /// Expectation of the mutant, or nil.
    public let mutantExpectation: MutantExpectation?
    /// Claim that is made for the variant, or nil.
    public let variantExpectation: VariantExpectation?
    /// Properties in the order of the spec.
    public let properties: [PropertyOutline]
    /// Names of the actions: those with arguments first, each group in the order of its declaration.
    public let actionNames: [String]
    /// Names of the actions that must be taken.
    public let requiredActions: [String]
    /// Obligations to go on, in the order of the spec.
    public let fairness: [FairnessOutline]
    /// Name of the constraint, or nil.
    public let constraint: String?
    /// Assumptions that a verdict stands on, or nil where the spec does not state them.
    public let assumptions: Assumptions?
    /// Adversary of the library that plays the faulty replicas, or nil.
    package let adversary: ModelledAdversary?
    /// Claims that the spec's quorums stand on.
    public let claims: [Claim]
    /// Mutants that nobody need notice, with the reasons.
    public let waivedMutants: [MutantWaiver]
    /// Number of the words of a state.
    public let wordCount: Int
    /// The spec as that whose code a thread runs.
    package let evaluated: EvaluatedSpec
    private let code: ErasedCode

    /// `spec` without its types.
    @inlinable
    public init<S: Spec>(_ spec: S) {
        self.init(
            erasing: spec,
            kernel: { checking in
                // Asked for here, where the spec's type is known: so what a property asks of a state is compiled for it.
                let properties = spec.properties
                return SpecKernel(
                    spec, properties: checking.map { properties[$0] },
                    noteDeadlocks: checking.contains { properties[$0].kind == .deadlockFreedom })
            }, fairKernel: { FairKernel(spec, positions: $0) }, walkKernel: { WalkKernel(spec) })
    }

    /// All but the kernels, compiled once: the code above is compiled for each spec.
    @usableFromInline
    init<S: Spec>(
        erasing spec: S,
        kernel: @escaping @Sendable ([Int]) -> SpecKernel,
        fairKernel: @escaping @Sendable ([Int]) -> FairKernel,
        walkKernel: @escaping @Sendable () -> WalkKernel
    ) {
        evaluated = EvaluatedSpec(spec)
        code = ErasedCode(
            erasing: spec, in: evaluated, kernel: kernel, fairKernel: fairKernel, walkKernel: walkKernel)
        instance = Instance(spec)
        parameters = spec.parameters.map(ParameterOutline.init(describing:))
        typeName = String(reflecting: S.self)
        summary = S.summary
        source = S.source
        mutantExpectation = spec.mutant?.expectation
        variantExpectation = spec.variant?.expectation
        properties = spec.properties.map(PropertyOutline.init(describing:))
        actionNames = S.Action.caseNames
        requiredActions = spec.requiredActions
        fairness = spec.fairness.map(FairnessOutline.init(describing:))
        constraint = spec.constraint?.name
        let adversary = spec.modelledAdversary
        self.adversary = adversary
        assumptions = spec.assumptions.map { $0.adding(ModelledAdversary.notes(on: $0, adversary)) }
        claims = spec.claims
        waivedMutants = S.waivedMutants
        wordCount = StateWords<S.State>.count
    }
}

extension ErasedSpec {
    /// Name of the spec.
    public var name: String { instance.spec }
    /// Name of the mutant, or nil.
    public var mutant: String? { instance.mutant }
    /// Name of the variant, or nil.
    public var variant: String? { instance.variant }
    /// Parameters with their values.
    public var settings: [Instance.Setting] { instance.settings }
    /// Name, mutant or variant and parameters, as in `TwoPhaseCommit hasty-commit managers=3`.
    package var label: String { instance.label }
}

extension ErasedSpec {
    /// The kernel that checks the properties at the given positions.
    package func kernel(_ checking: [Int]) -> SpecKernel { code.kernel(checking) }

    /// The kernel that looks for fair runs against the properties at the given positions.
    package func fairKernel(_ checking: [Int]) -> FairKernel { code.fairKernel(checking) }

    /// The kernel that lists the steps out of single states, for random runs.
    package func walkKernel() -> WalkKernel { code.walkKernel() }

    /// Steps out of a state with the obligations that they discharge, and what is owed there: found by walking the
    /// spec's own actions.
    package func obligations(_ words: [UInt64]) -> Obligations { code.obligations(words) }

    /// Judgement of the spec itself on one state and the liveness property at a position.
    package func judge(_ property: Int, _ words: [UInt64]) -> LivenessJudgement {
        code.judge(property, words)
    }

    /// The first mistake that keeps the spec from being searched, or nil.
    public func problem() -> SpecError? { code.problem() }

    /// The words of each initial state.
    public func initialStates() -> [[UInt64]] {
        var states: [[UInt64]] = []
        code.visitInitialStates { states.append($0) }
        return states
    }

    /// Shows the words of each initial state, one after the other: there may be millions.
    package func visitInitialStates(_ visit: ([UInt64]) -> Void) { code.visitInitialStates(visit) }

    /// The fields of the state with the given words.
    public func describe(_ words: [UInt64]) -> [SpecValue.Field] { evaluated.describe(words) }

    /// Every `take` of a state, enabled or not.
    package func takes(_ words: [UInt64]) -> [Take] { code.takes(words) }

    /// Adds the takes of each of the given states, but of none outside the constraint, to a tally by line.
    package func countLines(_ states: [[UInt64]], in tally: inout LineTally) {
        code.countLines(states, &tally)
    }

    /// Shows each state to which a step out of a state leads, one after the other.
    package func visitSuccessors(_ words: [UInt64], _ visit: (_ successor: [UInt64]) -> Void) {
        code.visitSuccessors(words, visit)
    }

    /// The answer of the spec itself to whether a state shows the property at a position: violates it or, for a
    /// `.reachable`, meets it.
    package func shows(_ property: Int, in words: [UInt64]) -> Bool { code.shows(property, words) }

    /// The answer of a state to whether the property at a position is asked for in it; nil for a property without a
    /// premise, which always is.
    package func isAsked(_ property: Int, in words: [UInt64]) -> Bool? {
        evaluated.evaluating { evaluated.premise(property, words) }
    }

    /// Walks a run on the spec's own actions and compares whole states with `==`: the takes that lead from each state
    /// to the next, or nil when the first is not initial or some step does not exist.
    package func walk(_ path: [[UInt64]]) -> [Take]? { code.walk(path) }

    /// The spec with a change that Quorate makes.
    package func mutant(_ change: SpecChange) -> ErasedMutant { code.mutant(change) }

    /// The first step out of a state in which the spec does what its types do not allow, or nil.
    package func slip(_ words: [UInt64]) -> SpecError? { code.slip(words) }
}

extension Instance {
    /// The identity of `spec`.
    init<S: Spec>(_ spec: S) {
        self.init(
            spec: S.name, mutant: spec.mutant?.rawValue, variant: spec.variant?.rawValue,
            settings: spec.parameters.map { Setting(name: $0.name, value: $0.get(spec)) })
    }
}
