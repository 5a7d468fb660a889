/// Instance of a spec with its pictures in a model, without the spec's types.
public struct Refinement: Sendable {
    /// Name of the model.
    public let model: String
    /// The spec with its mutant and its parameters.
    public let spec: ErasedSpec
    /// Number of members of each sort of the model.
    public let sizes: [String: Int]
    /// Members that the model calls by a name.
    public let constants: [String: Int]
    /// Relations of the model in the order of their numbers in a picture.
    public let relations: [String]
    /// Facts that hold in every state, in the form of a picture.
    public let fixed: [UInt64]
    /// Actions of the model that only say what is already so.
    public let notes: [String]
    /// Sentences that say what of the spec is what of the model.
    public let mapping: [String]
    /// Expectation that each step is one of the model; false of a mutant that has another.
    public let isExpectedToRefine: Bool
    private let make: @Sendable (StepRule) -> ErasedSpec
    private let show: @Sendable ([UInt64]) -> [UInt64]
    private let change: @Sendable (String) -> Refinement?

    /// The pictures of the states of `spec`.
    public init<S: RefiningSpec>(_ spec: S) {
        model = S.model
        self.spec = ErasedSpec(spec)
        (sizes, constants) = (spec.modelSizes, spec.modelConstants)
        fixed = spec.fixedPicture.facts
        relations = S.ModelRelation.allCases.map { "\($0)" }
        (notes, mapping) = (S.notedActions, S.mapping)
        isExpectedToRefine = spec.mutant.map(S.refiningMutants.contains) ?? true
        make = { ErasedSpec(SteppedSpec(subject: spec, rule: $0)) }
        show = { spec.picture(of: StateWords<SteppedSpec<S>.State>($0).state.subject).facts }
        change = { name in
            guard let mutant = S.Mutant(rawValue: name) else { return nil }
            var changed = spec
            changed.mutant = mutant
            guard changed.leavesRoom(for: mutant) else { return nil }
            return (try? changed.validate()).map { Refinement(changed) }
        }
    }

    /// The same with a mutant of the spec, or nil where the spec has none of that name, or does not
    /// allow it at this size, or leaves it nothing to do there.
    public func mutant(_ name: String) -> Refinement? { change(name) }

    /// The spec with one property instead of its own: each step is one that `rule` allows. Nothing is explored behind
    /// a step that is none.
    public func stepped(by rule: StepRule) -> ErasedSpec { make(rule) }

    /// Picture of the state of ``stepped(by:)`` with the given words.
    package func picture(_ words: [UInt64]) -> [UInt64] { spec.evaluated.evaluating { show(words) } }

    /// Name of the one property of ``stepped(by:)``.
    public static let property = "every step is one of the model"
    /// Name of the variable that holds the state of the spec in a state of ``stepped(by:)``.
    package static let subject = "subject"
}

/// Rule for what a model allows of pictures.
public struct StepRule: Sendable {
    /// Answer to whether a picture is one of a start.
    let begins: @Sendable (_ picture: [UInt64]) -> Bool
    /// Answer to whether a step may lead from one picture to the other.
    let allows: @Sendable (_ before: [UInt64], _ after: [UInt64]) -> Bool

    /// The rule of the two answers, each the same whenever it is asked.
    public init(
        begins: @escaping @Sendable (_ picture: [UInt64]) -> Bool,
        allows: @escaping @Sendable (_ before: [UInt64], _ after: [UInt64]) -> Bool
    ) {
        (self.begins, self.allows) = (begins, allows)
    }
}
