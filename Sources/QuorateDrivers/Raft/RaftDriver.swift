public import QuorateQuorums
public import QuorateReplay
public import QuorateReplicas
public import RaftSpecs

/// Raft: the spec beside `RaftReplica`, without pre-vote and without the no-op of a new leader, which the spec does not
/// have.
///
/// To stand for election and to win it are two steps of the spec. A server whose own vote elects it does both in one
/// go, and stops in between, before anybody hears of it.
public struct RaftDriver: Driver {
    public typealias Subject = Raft
    public typealias Rules = RaftConfiguration.UnsafeRules

    public struct System: RealSystem {
        var nodes: [Node<RaftReplica, MemoryLog>]
        public var outbox = Outbox()
        /// The log of each server that has led a term, as long as it was in that term.
        var leaders: [Leadership: [Int]] = [:]
        /// Number of entries that each of them knew to be committed when it was elected.
        var known: [Leadership: Int] = [:]
        /// Number of entries that each of them has committed.
        var committed: [Leadership: Int] = [:]
        /// Outputs that servers have not let out yet since their own vote alone has elected them.
        var unsaid: [ReplicaID: [Output<RaftReplica.Event>]] = [:]

        public var durableRecords: [[[UInt8]]] { nodes.map(\.log.records) }
    }

    /// A server that leads a term.
    struct Leadership: Hashable, Sendable {
        let term: Int
        let leader: ReplicaID
    }

    public enum Input: Hashable, Sendable {
        /// A message arrives.
        case message([UInt8], from: ReplicaID)
        /// The election timer ends.
        case timeout
        /// A client's command arrives.
        case propose
        /// The server goes on with what it was doing.
        case goOn
        /// The server crashes and comes back.
        case restart
    }

    private let spec: Raft
    private let change: @Sendable (inout Rules) -> Void
    /// Presence in the spec of what the logs hold, the vote and the log; a spec whose mutant forgets one does
    /// not have it.
    let comparesDurableVote: Bool
    let comparesDurableLog: Bool

    public static let messagesNotCompared = [
        "answers to AppendEntries and refused votes, but for what `acknowledged` and `messages` have of them"
    ]

    /// The servers with a change of their rules.
    public init(_ spec: Raft, unsafely change: @escaping @Sendable (inout Rules) -> Void) {
        self.spec = spec
        self.change = change
        comparesDurableVote = spec.mutant != .volatileVote
        comparesDurableLog = spec.mutant != .volatileLog
    }

    public init?(_ spec: Raft, code: CodeUnderTest<Raft.Mutant>) {
        switch code {
        case .shipped: self.init(spec) { _ in }
        // The code writes what it sends.
        case .mutant(.countsUnwrittenEntries): return nil
        case .mutant(let mutant):
            self.init(spec) { mutant.change(&$0) }
        }
    }

    public func system(startingIn state: Raft.State) throws -> System {
        let members = spec.servers.map(\.number)
        var system = System(
            nodes: try members.map { number in
                var configuration = try RaftConfiguration(
                    replica: number, members: members, usesPreVote: false, appendsNoOp: false)
                configuration.unsafely(change)
                return try Node(configuration, log: MemoryLog())
            })
        if spec.figure8 { try goToFigure8(&system) }
        return system
    }

    /// The run that ends in the paper's figure 8 at (b).
    private func goToFigure8(_ system: inout System) throws {
        let run: [Raft.Action] = [
            .timeout(0), .vote(1, for: 0, term: 1), .lead(0), .propose(0), .restart(0),
            .timeout(1), .vote(2, for: 1, term: 2), .lead(1), .propose(1),
        ]
        for action in run {
            let stimulus = stimulus(for: action, in: system)
            for delivery in stimulus.evidence + stimulus.inputs {
                try feed(delivery.input, to: delivery.replica, of: &system)
            }
        }
    }

    public func stimulus(for action: Raft.Action, in system: System) -> Stimulus<Input> {
        switch action {
        // What the spec leaves out to stay finite is no rule of the protocol.
        case .timeout(let i):
            return system.term(of: i) < spec.lastTerm ? .local(.timeout, at: i) : .impossible
        case .restart(let i): return .local(.restart, at: i)
        case .propose(let i):
            return system.logLength(of: i) < spec.entries ? .local(.propose, at: i) : .impossible
        case .vote(let i, let j, let term), .refuse(let i, let j, let term):
            return .deliver(system.requests(from: j, to: i) { $0 == term }, to: i)
        case .reject(let i, let j):
            let old = system.requests(from: j, to: i) { $0 < system.term(of: i) }
            // With that mutant they are no reason to answer with one's own term.
            let entries = spec.mutant == .appendsStaleEntries ? [] : system.staleEntries(from: j, to: i)
            return .deliver(Array(old.prefix(1)) + Array(entries.prefix(1)), to: i)
        // The network may deliver twice, which counts once.
        case .lead(let i):
            if system.unsaid[i] != nil { return .local(.goOn, at: i) }
            let votes = system.votes(for: i)
            return .deliver(votes, to: i, then: votes)
        case .discover(let i, let term):
            return .deliver(Array(system.refusals(to: i, of: term).prefix(1)), to: i)
        case .append(let i, let j, let term, let length):
            return appendStimulus(i, leader: j, term: term, length: length, in: system)
        case .commit(let i, let length):
            guard let acknowledgements = system.acknowledgements(to: i, of: length) else {
                return .leftOut(because: "entries that are acknowledged together are committed together")
            }
            return .deliver(acknowledgements, to: i)
        }
    }

    public func feed(_ input: Input, to replica: ReplicaID, of system: inout System) throws {
        switch input {
        case .message(let bytes, let sender):
            try system.receive(.message(bytes, from: sender.number), at: replica)
        case .timeout: try system.receive(.timeout, at: replica)
        case .propose: try system.receive(.propose([]), at: replica)
        case .goOn: system.goOn(replica)
        case .restart:
            system.unsaid[replica] = nil
            try system.nodes[replica.number].restart()
        }
    }
}

extension RaftDriver.System {
    fileprivate mutating func receive(_ input: RaftReplica.Input, at replica: ReplicaID) throws {
        let outputs = try nodes[replica.number].receive(input)
        if input == .timeout, let elected = outputs.firstIndex(where: \.isElection) {
            unsaid[replica] = Array(outputs[elected...])
            return send(outputs[..<elected], from: replica)
        }
        send(outputs[...], from: replica)
        // Whoever has given way in the meantime has nothing to say any more.
        if nodes[replica.number].replica.state.role != .leader { unsaid[replica] = nil }
        noteLeadership(of: replica)
    }

    fileprivate mutating func goOn(_ replica: ReplicaID) {
        send((unsaid.removeValue(forKey: replica) ?? [])[...], from: replica)
        noteLeadership(of: replica)
    }

    private mutating func send(_ outputs: ArraySlice<Output<RaftReplica.Event>>, from replica: ReplicaID) {
        for case .send(let bytes, let receiver) in outputs {
            outbox.send(bytes, from: replica, to: ReplicaID(receiver))
        }
    }
}

extension Output<RaftReplica.Event> {
    /// Announcement that the server leads.
    fileprivate var isElection: Bool {
        if case .event(.becameLeader) = self { true } else { false }
    }
}

extension RaftDriver {
    public func isCompared(_ message: Outbox.Message) -> Bool {
        switch try? RaftMessage(decoding: message.bytes) {
        case .appendResponse, .voteResponse(_, false, _): false
        default: true
        }
    }
}

extension RaftDriver.System {
    fileprivate func term(of replica: ReplicaID) -> Int { nodes[replica.number].replica.state.term }

    fileprivate func logLength(of replica: ReplicaID) -> Int { nodes[replica.number].replica.state.log.count }

    /// Remembers what the server has done as a leader: it forgets that when it restarts, and the spec does not.
    fileprivate mutating func noteLeadership(of replica: ReplicaID) {
        let state = nodes[replica.number].replica.state
        guard state.role == .leader, unsaid[replica] == nil else { return }
        let leadership = RaftDriver.Leadership(term: state.term, leader: replica)
        // What it knew to be committed when it was elected it has not committed itself.
        if leaders[leadership] == nil { known[leadership] = state.commitIndex }
        leaders[leadership] = state.log.map(\.term)
        if state.commitIndex > known[leadership] ?? 0 {
            committed[leadership] = max(committed[leadership] ?? 0, state.commitIndex)
        }
    }
}

extension Raft.Mutant {
    /// The change of the code that is the same mistake.
    fileprivate func change(_ rules: inout RaftDriver.Rules) {
        switch self {
        case .appendsStaleEntries: rules.takesStaleEntries = true
        case .countsOldTerms: rules.commitsOldTerms = true
        case .countsOldVotes: rules.acceptsOldTerms = true
        case .countsUnwrittenEntries: break
        case .keepsConflicts: rules.keepsConflictingEntries = true
        case .minority: rules.electionQuorum = .half
        case .skipsConsistencyCheck: rules.checksPreviousEntry = false
        case .truncatesAlways: rules.truncatesAlways = true
        case .volatileLog: rules.persistsEntries = false
        case .volatileVote: rules.persistsVote = false
        case .votesForAnyLog: rules.checksLog = false
        case .votesTwice: rules.votesTwice = true
        }
    }
}
