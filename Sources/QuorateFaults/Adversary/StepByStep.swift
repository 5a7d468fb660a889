public import QuorateLanguage
public import QuorateQuorums

/// A spec with its adversary acting step by step: each message of a faulty replica is sent in a step of its own.
///
/// The slow and obvious twin of the spec, with far more states; for small instances.
public struct StepByStep<Original: ByzantineSpec>: Spec {
    /// The spec that is wrapped.
    public var original: Original

    /// `original`, with an adversary that acts step by step.
    public init(_ original: Original) {
        self.original = original
        self.original.adversary.timing = .stepByStep
    }

    public typealias State = Original.State
    public typealias Mutant = Original.Mutant

    /// A step of a correct replica, or a message of a faulty one.
    public enum Action: SpecAction {
        case step(Original.Action)
        case send(ReplicaID, Original.Message)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable { case step, send }

        public var kind: Kind {
            switch self {
            case .step: .step
            case .send: .send
            }
        }
    }

    public static var name: String { Original.name + "StepByStep" }
    public static var summary: String { Original.summary }
    public static var source: String { Original.source }
    public var replicas: ReplicaSet { original.replicas }
    public var mutant: Mutant? {
        get { original.mutant }
        set { original.mutant = newValue }
    }
    public var initialStates: [State] { original.initialStates }
    public var properties: [Property<State>] { original.properties }
    public var constraint: StateConstraint<State>? { original.constraint }
    public var assumptions: Assumptions? { original.assumptions }
    public func validate() throws { try original.validate() }

    public func actions(in state: State, _ next: inout Next<Self>) {
        for take in original.takes(in: state) {
            if let successor = take.successor { next.take(.step(take.action)) { $0 = successor } }
        }
        for sender in original.faulty(in: state).members {
            for message in original.messages {
                next.take(
                    .send(sender, message), given: original.canSend(message, from: sender, in: state)
                ) { original.send(message, from: sender, in: &$0) }
            }
        }
    }
}
