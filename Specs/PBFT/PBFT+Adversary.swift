import QuorateFaults

extension PBFT {
    /// Rule for a quorum: 2f + 1.
    var quorumRule: QuorumSize {
        switch mutant {
        case .quorum2f: QuorumSize(faults: 2)
        case .quorumOfFPlus1: QuorumSize(faults: 1, plus: 1)
        case .quorumOfAll: QuorumSize(replicas: 1)
        case .tooFewReplicas: .allButFaulty
        default:
            variant == .twoThirds ? QuorumSize(replicas: 2, over: 3) : QuorumSize(faults: 2, plus: 1)
        }
    }

    /// Rule for a prepared certificate: a PRE-PREPARE and 2f PREPAREs.
    var prepareRule: QuorumSize { mutant == .prepareQuorum2f ? QuorumSize(faults: 2) : quorumRule }

    /// Rule for matching replies that a client waits for: f + 1, and 2f + 1 where they are tentative.
    var replyRule: QuorumSize {
        variant == .tentativeExecution
            ? quorumRule : QuorumSize(faults: 1, plus: mutant == .hastyClient ? 0 : 1)
    }

    /// Replicas that execute a request once it is prepared.
    var executesTentatively: Bool {
        variant == .tentativeExecution || mutant == .hastyTentativeClient
    }

    /// Number of replicas that are a quorum.
    @inline(__always)
    public var quorum: Int { quorumRule(n: members.count, f: faults) }
    /// Number of PREPAREs, the primary's proposal among them, that make a prepared certificate.
    @inline(__always)
    public var prepareQuorum: Int { prepareRule(n: members.count, f: faults) }
    /// Number of equal replies that a client waits for.
    @inline(__always)
    public var replies: Int { replyRule(n: members.count, f: faults) }

    /// Message that a faulty replica can send.
    public enum Message: Hashable, Sendable {
        case vote(Statement)
        case viewChange(ViewChange)
    }

    public var messages: [Message] {
        Statement.values.filter { Int($0.view.packed) < views }.map(Message.vote)
            + ViewChange.values.filter { $0.view > .v0 && Int($0.view.packed) < views }.map(
                Message.viewChange)
    }

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
