public import QuorateLanguage
public import QuorateQuorums

/// A spec whose faulty replicas may send any well-typed message.
///
/// It states the messages once. The search of the spec itself has them present from the start; ``StepByStep`` sends each
/// in a step of its own. Where all messages are in one field of the state, ``VotingSpec`` states them.
public protocol ByzantineSpec: Spec {
    /// A message that a faulty replica can send, without its sender.
    associatedtype Message: Hashable & Sendable

    /// The adversary: who is Byzantine. Their number is the usual parameter, as in
    /// `Parameter("faults", \.adversary.count, in: 0...2)`.
    var adversary: Adversary { get set }
    /// The replicas among which the adversary chooses; all unless given.
    var suspects: ReplicaSet { get }
    /// Silence of the faulty replicas, which never send anything: less than a Byzantine one can do; false
    /// unless given.
    ///
    /// Reports say so, and the assumptions must not call such replicas Byzantine.
    var faultyReplicasAreSilent: Bool { get }

    /// The authentication of messages, for the assumptions: oral unless given. A spec that lets a replica show another's
    /// signature says `.signed`.
    static var authentication: FaultModel.Authentication { get }
    /// The network, for the assumptions; asynchronous unless given.
    var network: NetworkModel { get }
    /// Lines that the assumptions end with, what else a reader must know; none unless given.
    var notes: [String] { get }

    /// Every well-typed message over the spec's finite domains; none where faulty replicas are silent.
    var messages: [Message] { get }
    /// The faulty replicas of the run that `state` belongs to; given where the state is a ``ByzantineState``.
    func faulty(in state: State) -> FaultyReplicas
    /// Evidence that `sender` can build the message: that every signature of a correct replica inside has
    /// been seen.
    func canSend(_ message: Message, from sender: ReplicaID, in state: State) -> Evidence
    /// Sends the message. One that is there from the start is sent already, so that this changes nothing; one that
    /// could be shown at any time is sent with ``Adversary/show(_:by:in:)``.
    func send(_ message: Message, from sender: ReplicaID, in state: inout State)
    /// `state` without anything that faulty replicas have sent: what correct replicas are.
    func correctPart(of state: State) -> State
}

/// A state that says which replicas are faulty.
public protocol ByzantineState: SpecState {
    /// The faulty replicas of the run, chosen at the start.
    var faulty: FaultyReplicas { get }
}

extension ByzantineSpec {
    /// All replicas of the spec.
    public var suspects: ReplicaSet { replicas }
    /// They send what they like.
    public var faultyReplicasAreSilent: Bool { false }
    /// Oral messages: a receiver knows the sender, and can prove nothing to others.
    public static var authentication: FaultModel.Authentication { .oral }
    /// A network that delivers every message at some time.
    public var network: NetworkModel { .asynchronous }
    /// Nothing else.
    public var notes: [String] { [] }

    /// Replicas of the spec; the adversary's are Byzantine.
    ///
    /// A spec with an adversary that can do less, or another network in the same run, says its own.
    public var assumptions: Assumptions? {
        Assumptions(
            replicas: replicas, faults: adversary.count, .byzantine(Self.authentication), network: network,
            placement: adversary.placement, among: suspects, notes: notes)
    }

    /// Refuses more faulty replicas than there are suspects; a spec that refuses more asks ``validateAdversary()`` too.
    public func validate() throws { try validateAdversary() }

    /// Refuses more faulty replicas than there are suspects.
    ///
    /// - Throws: `SpecError`, with the parameter that is to be lowered.
    public func validateAdversary() throws(SpecError) {
        guard adversary.count > suspects.count else { return }
        let name = parameters.first { $0.changes(\.adversary.count, of: self) }?.name ?? "the faults"
        throw SpecError(
            spec: Self.name,
            message:
                "\(name)=\(adversary.count) of \(suspects.count) replicas cannot be Byzantine; lower \(name)")
    }

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

extension ByzantineSpec where State: ByzantineState {
    /// Those of the state.
    public func faulty(in state: State) -> FaultyReplicas { state.faulty }
}
