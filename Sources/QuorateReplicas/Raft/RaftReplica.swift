/// A Raft server without input and output of its own.
///
/// Ongaro and Ousterhout, "In Search of an Understandable Consensus Algorithm (Extended Version)" (2014), sections
/// 5 and 6: elections, log replication, the commit rule, membership changes by joint consensus. Pre-vote: Ongaro,
/// "Consensus: Bridging Theory and Practice" (2014), section 9.6.
///
/// - There are no snapshots: the log grows for ever. Linearizable reads, leadership transfer and the phase in which
///   a new member catches up before it votes are not here either.
/// - There is no clock, so that "within the minimum election timeout of hearing from a leader" (section 6) reads
///   "since the election timer last ended": from a message of the current leader until ``Input/timeout`` the
///   server ignores requests for votes, and so does a leader. A server that was removed therefore cannot disturb
///   a cluster whose members hear from their leader, whatever its term. This goes with
///   ``RaftConfiguration/usesPreVote``; without it section 5 holds to the letter, and a removed server may disturb.
/// - Requests and entries go to the voters of the configuration in effect, each by ``Output/send(_:to:)`` in
///   ascending order; there is no ``Output/broadcast(_:)``, since who "everybody" is changes.
public struct RaftReplica: Replica {
    /// Configuration that the server was started with.
    public let configuration: RaftConfiguration
    /// Everything that changes.
    public internal(set) var state: State

    /// Takes an input; whatever it is, the server neither traps nor hangs.
    public mutating func receive(_ input: Input) {
        switch input {
        case .timeout: endElectionTimer()
        case .heartbeat: endHeartbeatTimer()
        case .propose(let command): propose(command)
        case .changeMembers(let members): changeMembers(members)
        case .message(let bytes, let sender): receive(bytes, from: sender)
        }
    }

    /// The next thing to be done.
    public mutating func nextOutput() -> Output<Event>? {
        let output = state.outputs.popFirst()
        if state.outputs.isEmpty { state.outputs = [] }
        return output
    }

    private mutating func receive(_ bytes: [UInt8], from sender: Int) {
        guard (0...RaftLimits.serverNumber).contains(sender), sender != configuration.replica else {
            return drop(.impossibleSender(sender))
        }
        do throws(DecodingFailure) {
            receive(try RaftMessage(decoding: bytes), from: sender)
        } catch {
            drop(.malformed(error))
        }
    }

    private mutating func receive(_ message: RaftMessage, from sender: Int) {
        switch message {
        case .requestVote(let term, let lastIndex, let lastTerm, let isPreVote):
            let isCurrent = isUpToDate(lastIndex: lastIndex, lastTerm: lastTerm)
            receiveRequestVote(term: term, isCurrent: isCurrent, isPreVote: isPreVote, from: sender)
        case .voteResponse(let term, let granted, true):
            receivePreVote(term: term, granted: granted, from: sender)
        case .voteResponse(let term, let granted, false):
            receiveVote(term: term, granted: granted, from: sender)
        case .appendEntries(let term, let previousIndex, let previousTerm, let entries, let commitIndex):
            guard isLeader(sender, of: term) else { return }
            appendEntries(
                entries, after: previousIndex, of: previousTerm, committed: commitIndex, term: term,
                leader: sender)
        case .appendResponse(let term, let success, let index):
            receiveAppendResponse(term: term, success: success, index: index, from: sender)
        }
    }
}

extension RaftReplica {
    mutating func event(_ event: Event) { state.outputs.append(.event(event)) }

    mutating func drop(_ reason: DropReason) { event(.dropped(reason)) }

    mutating func send(_ message: RaftMessage, to server: Int) {
        state.outputs.append(.send(message.encoded, to: server))
    }

    mutating func persist(_ record: RaftRecord) {
        if let written = durable(record) { state.outputs.append(.persist(written.encoded)) }
    }

    /// The servers to which requests and entries go, in ascending order.
    var others: [Int] { state.voters.voters.filter { $0 != configuration.replica } }

    /// Begins a term or casts the vote in it, durably before anything that follows leaves.
    mutating func record(term: Int, vote: Int?) {
        state.term = term
        state.vote = vote
        persist(.term(term, vote: vote))
    }

    /// Follows, in `term` if that is a later one, in which `vote` is cast then.
    mutating func follow(in term: Int, vote: Int? = nil) {
        if state.role == .leader { event(.steppedDown(term: state.term)) }
        state.role = .follower
        state.leader = nil
        state.votes = [:]
        state.grantCount = 0
        state.progress = [:]
        if term > state.term { record(term: term, vote: vote) }
    }
}
