import QuorateFaults

extension PBFT {
    /// The rule for a quorum: 2f + 1.
    var quorumRule: QuorumSize {
        switch mutant {
        case .quorum2f: QuorumSize(faults: 2)
        case .quorumOfFPlus1: QuorumSize(faults: 1, plus: 1)
        case .tooFewReplicas: .allButFaulty
        default: QuorumSize(faults: 2, plus: 1)
        }
    }

    /// The rule for a prepared certificate: a PRE-PREPARE and 2f PREPAREs.
    var prepareRule: QuorumSize { mutant == .prepareQuorum2f ? QuorumSize(faults: 2) : quorumRule }

    /// The rule for matching replies that a client waits for: f + 1.
    var replyRule: QuorumSize { QuorumSize(faults: 1, plus: mutant == .hastyClient ? 0 : 1) }

    /// How many replicas are a quorum.
    @inline(__always)
    public var quorum: Int { quorumRule(n: members.count, f: faults) }
    /// How many PREPAREs, the primary's proposal among them, make a prepared certificate.
    @inline(__always)
    public var prepareQuorum: Int { prepareRule(n: members.count, f: faults) }
    /// How many equal replies a client waits for.
    @inline(__always)
    public var replies: Int { replyRule(n: members.count, f: faults) }

    /// What a faulty replica can send.
    public enum Message: Hashable, Sendable {
        case vote(Statement)
        case viewChange(ViewChange)
    }

    public var messages: [Message] {
        Statement.values.filter { Int($0.view.packed) < views }.map(Message.vote)
            + ViewChange.values.filter { $0.view > .v0 && Int($0.view.packed) < views }.map(
                Message.viewChange)
    }

    public func faulty(in state: State) -> FaultyReplicas { state.faulty }

    public func canSend(_ message: Message, from sender: ReplicaID, in state: State) -> Evidence {
        switch message {
        case .vote: Evidence(true)
        case .viewChange(let viewChange): isCertified(viewChange.certificate, in: state)
        }
    }

    public func send(_ message: Message, from sender: ReplicaID, in state: inout State) {
        switch message {
        case .vote(let statement): state.votes.cast(statement, by: sender)
        case .viewChange(let viewChange): adversary.show(viewChange, by: sender, in: &state.shown)
        }
    }

    public func correctPart(of state: State) -> State {
        var part = state
        part.votes = state.votes.without(state.faulty)
        part.shown = state.shown.without(state.faulty)
        return part
    }
}
