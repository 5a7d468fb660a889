public import QuorateQuorums

/// A protocol written as a Swift value: its state, its actions, its properties.
///
/// The value holds the parameters (how many replicas, how many ballots); one spec type covers every small
/// instance. A spec says what may happen, never in which order: all runs are explored.
public protocol Spec: Sendable {
    /// State of a run: all that the replicas and the network remember between two steps.
    associatedtype State: SpecState
    /// The named rules, with their arguments.
    associatedtype Action: SpecAction
    /// The ways in which this spec can be broken on purpose.
    associatedtype Mutant: SpecMutant = NoMutant
    /// Changes of this spec that are claimed to be harmless.
    associatedtype Variant: SpecVariant = NoVariant

    /// The name by which the command knows the spec; the type's name unless given.
    static var name: String { get }
    /// One sentence that says what the protocol does.
    static var summary: String { get }
    /// Origin of the protocol: paper and section.
    static var source: String { get }

    /// Parameters that a person may set by name, with ranges; none unless given.
    var parameters: [Parameter<Self>] { get }
    /// The replicas that take part: states are printed for these only. All sixteen unless given.
    var replicas: ReplicaSet { get }
    /// The way in which this value is broken, or nil when it is sound.
    var mutant: Mutant? { get set }
    /// The harmless change of this value, or nil when it is as written; never beside a mutant.
    var variant: Variant? { get set }

    /// The states in which a run may begin, in a fixed order.
    var initialStates: [State] { get }
    /// Offers to `next` every action that could be taken in `state`, with its guard and its effect.
    ///
    /// What is offered must follow from the state and the spec's own values, in this order: no randomness, clock or
    /// captured variable, no order of a `Set` or `Dictionary`. A search asks any number of times, on several threads,
    /// and ends in an error when it gets two answers. Where chance decides, every outcome is a step of its own.
    func actions(in state: State, _ next: inout Next<Self>)
    /// Properties that must hold or be possible; a spec without any is checked for nothing, and vacuous.
    var properties: [Property<State>] { get }
    /// The bound within which states are expanded, if any.
    var constraint: StateConstraint<State>? { get }
    /// The names of the actions that must be taken somewhere, or the run is vacuous; none unless given.
    var requiredActions: [String] { get }

    /// Obligations to go on, at most 64: without any a run may stop for ever in every state.
    var fairness: [Fairness<Self>] { get }
    /// Names of the actions that are nobody's duty: crashes, losses, time, whatever faulty replicas do. An obligation
    /// that holds one of them is refused.
    var environmentActions: [String] { get }
    /// The spec without the help of faulty replicas, or nil where the spec's own steps are all there is. Leave it to
    /// `QuorateFaults`, which has it for each `ByzantineSpec`.
    var unaided: Unaided<Self>? { get }

    /// Subject of a verdict: number of replicas, faults and network; nil where the spec does not say.
    var assumptions: Assumptions? { get }

    /// The adversary of the library that plays the faulty replicas, or nil where the spec's own steps do. Leave it to
    /// `QuorateFaults`, which has one for each `ByzantineSpec`.
    var modelledAdversary: ModelledAdversary? { get }

    /// Claims that this spec's quorums stand on, for all numbers of replicas with the spec's own thresholds.
    var claims: [Claim] { get }

    /// Mutants made by `quorate mutate` that no property need notice, each with the reason.
    static var waivedMutants: [MutantWaiver] { get }

    /// Refuses combinations of parameters that make no sense.
    ///
    /// - Throws: `SpecError`, or any error whose description tells a person what to change.
    func validate() throws
}

extension Spec {
    /// The type's own name.
    public static var name: String { String(describing: Self.self) }
    /// Empty.
    public static var summary: String { "" }
    /// Empty.
    public static var source: String { "" }
    /// No parameters.
    public var parameters: [Parameter<Self>] { [] }
    /// Every replica that a set can hold.
    public var replicas: ReplicaSet { .everyReplica }
    /// No constraint: every reachable state is expanded.
    public var constraint: StateConstraint<State>? { nil }
    /// No action has to be taken.
    public var requiredActions: [String] { [] }
    /// No obligations: every run may stop.
    public var fairness: [Fairness<Self>] { [] }
    /// No action of the environment.
    public var environmentActions: [String] { [] }
    /// Nil: no faulty replica has sent anything from the start.
    public var unaided: Unaided<Self>? { nil }
    /// Not stated; reports say so.
    public var assumptions: Assumptions? { nil }
    /// None: whatever faulty replicas do is in the spec's own steps.
    public var modelledAdversary: ModelledAdversary? { nil }
    /// No claims.
    public var claims: [Claim] { [] }
    /// None: a survivor is a question to be answered.
    public static var waivedMutants: [MutantWaiver] { [] }
    /// Accepts every combination of parameters within their ranges.
    public func validate() throws {}
}

/// The state of a spec: plain bytes, without references and without holes between the fields.
///
/// Two states are the same state exactly when their bytes are the same, so a field that could hide unused bytes
/// is refused when a search starts (see ``StateLayout``).
public protocol SpecState: BitwiseCopyable, Hashable, Sendable {}

/// The actions of a spec: an enum of the paper's verbs with their arguments, as in
/// `enum Action: SpecAction { case prepare(ReplicaID), commit }`.
///
/// Reports know every case, so that an action that is never even offered is still named.
public protocol SpecAction: Hashable, Sendable {}

extension SpecAction {
    /// The position of this action's case among ``caseNames``.
    @inlinable @inline(__always)
    package var casePosition: Int { EnumCases.position(of: self) }

    /// The name of this action's case.
    package var caseName: String { Self.caseNames[casePosition] }

    /// The names of the cases in the order of the runtime: those with arguments first, each group as it is declared.
    @usableFromInline package static var caseNames: [String] { EnumCases.names(of: Self.self) ?? [] }
}

/// A bound on the states that are expanded: a state outside is checked against the properties, and no further.
public struct StateConstraint<State: SpecState>: Sendable {
    /// Text of the bound, as in `both queues hold at most 2 messages`; it ends up in the report.
    public let name: String
    /// Place of the bound in the spec's source.
    public let site: SourceSite
    /// Predicate that is true of a state within the bound.
    public let allows: @Sendable (State) -> Bool
    @usableFromInline let countOutside: @Sendable (UnsafeRawPointer, Int) -> Int

    /// The bound that `allows` states, under the name that a report prints.
    @inlinable @inline(__always)
    public init(
        _ name: String, file: StaticString = #fileID, line: UInt = #line,
        _ allows: @escaping @Sendable (State) -> Bool
    ) {
        self.init(name: name, file: file, line: line, allows: allows) { start, count in
            var outside = 0
            StateBlock<State>(start, count).forEach { state, _ in if !allows(state) { outside &+= 1 } }
            return outside
        }
    }

    @usableFromInline
    init(
        name: String, file: StaticString, line: UInt, allows: @escaping @Sendable (State) -> Bool,
        countOutside: @escaping @Sendable (UnsafeRawPointer, Int) -> Int
    ) {
        self.name = name
        self.site = SourceSite(file, line)
        self.allows = allows
        self.countOutside = countOutside
    }
}
