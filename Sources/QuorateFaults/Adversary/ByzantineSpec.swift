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
    /// Every well-typed message over the spec's finite domains.
    var messages: [Message] { get }
    /// The faulty replicas of the run that `state` belongs to.
    func faulty(in state: State) -> FaultyReplicas
    /// Whether `sender` can build the message: evidence that every signature of a correct replica inside has been seen.
    func canSend(_ message: Message, from sender: ReplicaID, in state: State) -> Evidence
    /// Sends the message.
    func send(_ message: Message, from sender: ReplicaID, in state: inout State)
    /// `state` without anything that faulty replicas have sent: what correct replicas are.
    func correctPart(of state: State) -> State
}

extension ByzantineSpec {
    /// Nothing is needed: no message embeds a signature of another replica.
    public func canSend(_ message: Message, from sender: ReplicaID, in state: State) -> Evidence {
        Evidence(true)
    }
}
