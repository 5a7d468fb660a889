public import QuorateLanguage
public import QuorateQuorums

/// A spec with its adversary acting step by step: each message of a faulty replica is sent in a step of its own.
///
/// The slow and obvious twin of the spec, with far more states; for small instances.
public struct StepByStep<Original: ByzantineSpec>: Spec {
    /// The spec that is wrapped.
    public var original: Original
    private let isSilent: Bool

    /// `original`, with an adversary that acts step by step.
    public init(_ original: Original) { self.init(original, isSilent: false) }

    /// - Parameter isSilent: whether the faulty replicas never send anything after all.
    init(_ original: Original, isSilent: Bool) {
        self.original = original
        self.isSilent = isSilent
        self.original.adversary.timing = .stepByStep
    }

    /// That of the original: what faulty replicas have sent is in it already.
    public typealias State = Original.State
    /// Those of the original.
    public typealias Mutant = Original.Mutant
    /// Those of the original.
    public typealias Variant = Original.Variant

    /// A step of a correct replica, or a message of a faulty one.
    public enum Action: SpecAction {
        case step(Original.Action)
        case send(ReplicaID, Original.Message)
    }

    /// The original's name with `StepByStep` behind it.
    public static var name: String { Original.name + "StepByStep" }
    /// The original's summary.
    public static var summary: String { Original.summary }
    /// The original's source.
    public static var source: String { Original.source }
    /// The original's replicas.
    public var replicas: ReplicaSet { original.replicas }
    /// The original's mutant.
    public var mutant: Mutant? {
        get { original.mutant }
        set { original.mutant = newValue }
    }
    /// The original's variant.
    public var variant: Variant? {
        get { original.variant }
        set { original.variant = newValue }
    }
    /// The original's initial states, in which faulty replicas have sent nothing yet.
    public var initialStates: [State] { original.initialStates }
    /// The original's properties.
    public var properties: [Property<State>] { original.properties }
    /// The original's obligations: faulty replicas owe nothing, and may never send.
    public var fairness: [Fairness<Self>] {
        original.fairness.map { fairness in
            fairness.lifted { action in
                if case .step(let step) = action { step } else { nil }
            }
        }
    }
    /// The sending of messages by faulty replicas.
    public var environmentActions: [String] { ["send"] }
    /// The steps that correct replicas can take without what faulty ones have sent: as in the original, help is never
    /// owed.
    public var unaided: Unaided<Self>? {
        Unaided(spec: StepByStep(original, isSilent: true)) { [original] in original.correctPart(of: $0) }
    }
    /// The original's constraint.
    public var constraint: StateConstraint<State>? { original.constraint }
    /// The original's assumptions: only the timing of the adversary is another.
    public var assumptions: Assumptions? { original.assumptions }
    /// Refuses what the original refuses.
    public func validate() throws { try original.validate() }

    /// Offers the original's steps, and every message that a faulty replica can send in `state` and has not sent yet.
    ///
    /// - Complexity: slow; each step of the original is recorded first.
    public func actions(in state: State, _ next: inout Next<Self>) {
        for take in original.takes(in: state) {
            if let successor = take.successor { next.take(.step(take.action)) { $0 = successor } }
        }
        if isSilent { return }
        for sender in original.faulty(in: state).members {
            for message in original.messages {
                let evidence = original.canSend(message, from: sender, in: state)
                // Sending again is no step: a state in which nothing else is left is one in which nothing goes on.
                if evidence.isGiven, original.sending(message, from: sender, in: state) == state { continue }
                next.take(.send(sender, message), given: evidence) {
                    original.send(message, from: sender, in: &$0)
                }
            }
        }
    }
}
