public import QuorateLanguage
public import QuorateQuorums

/// A spec whose faulty replicas may send any well-typed message.
///
/// It states the messages once. The search of the spec itself has them present from the start; ``StepByStep`` sends each
/// in a step of its own.
public protocol ByzantineSpec: Spec {
    /// A message that a faulty replica can send, without its sender.
    associatedtype Message: Hashable & Sendable

    /// Who is Byzantine.
    var adversary: Adversary { get set }
    /// The replicas among which the adversary chooses; all unless given.
    var suspects: ReplicaSet { get }
    /// Whether the faulty replicas never send anything, which is less than a Byzantine one can do; false unless given.
    ///
    /// Reports say so, and the assumptions must not call such replicas Byzantine.
    var faultyReplicasAreSilent: Bool { get }
    /// Every well-typed message over the spec's finite domains; none where faulty replicas are silent.
    var messages: [Message] { get }
    /// The faulty replicas of the run that `state` belongs to.
    func faulty(in state: State) -> FaultyReplicas
    /// Whether `sender` can build the message: evidence that every signature of a correct replica inside has been seen.
    func canSend(_ message: Message, from sender: ReplicaID, in state: State) -> Evidence
    /// Sends the message. One that is there from the start is sent already, so that this changes nothing; one that
    /// could be shown at any time is sent with ``Adversary/show(_:by:in:)``.
    func send(_ message: Message, from sender: ReplicaID, in state: inout State)
    /// `state` without anything that faulty replicas have sent: what correct replicas are.
    func correctPart(of state: State) -> State
}

extension ByzantineSpec {
    /// All replicas of the spec.
    public var suspects: ReplicaSet { replicas }
    /// They send what they like.
    public var faultyReplicasAreSilent: Bool { false }
    /// Nothing is needed: no message embeds a signature of another replica.
    public func canSend(_ message: Message, from sender: ReplicaID, in state: State) -> Evidence {
        Evidence(true)
    }

    /// `state` after the message was sent.
    func sending(_ message: Message, from sender: ReplicaID, in state: State) -> State {
        var state = state
        send(message, from: sender, in: &state)
        return state
    }
}
