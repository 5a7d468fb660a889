public import QuorateQuorums
public import QuorateReplay
public import QuorateReplicas
public import QuorateSpecs

/// Raft: the spec beside `RaftReplica`, without pre-vote and without the no-op of a new leader, which the spec does not
/// have.
public struct RaftDriver: Driver {
    public typealias Subject = Raft
    public typealias Rules = RaftConfiguration.UnsafeRules

    public struct System: RealSystem {
        var nodes: [Node<RaftReplica, MemoryLog>]
        public var outbox = Outbox()
        /// The log of each server that has led a term, as long as it was in that term.
        var leaders: [Leadership: [Int]] = [:]
        /// How many entries each of them knew to be committed when it was elected.
        var known: [Leadership: Int] = [:]
        /// How many entries each of them has committed.
        var committed: [Leadership: Int] = [:]

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
        /// The server crashes and comes back.
        case restart
    }

    private let spec: Raft
    private let change: @Sendable (inout Rules) -> Void
    /// Whether the spec has what the logs hold; a spec whose mutant forgets something does not.
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
        case .mutant(let mutant):
            guard let change = mutant.change else { return nil }
            self.init(spec, unsafely: change)
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
            let entries = system.staleEntries(from: j, to: i)
            return .deliver(Array(old.prefix(1)) + Array(entries.prefix(1)), to: i)
        // The network may deliver twice, which counts once.
        case .lead(let i):
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
        let number = replica.number
        if input == .restart { return try system.nodes[number].restart() }
        for output in try system.nodes[number].receive(input.asInput) {
            switch output {
            case .send(let bytes, let receiver):
                system.outbox.send(bytes, from: replica, to: ReplicaID(receiver))
            default: continue
            }
        }
        system.noteLeadership(of: replica)
    }
}

extension RaftDriver.Input {
    /// The input of the real server; a restart is none.
    fileprivate var asInput: RaftReplica.Input {
        switch self {
        case .message(let bytes, let sender): .message(bytes, from: sender.number)
        case .timeout, .restart: .timeout
        case .propose: .propose([])
        }
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
        guard state.role == .leader else { return }
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
    /// The change of the code that is the same mistake, where the code has such a part.
    ///
    /// A leader of our code never heeds entries of an earlier leader, whatever its rules; and with half of three servers as
    /// a quorum it leads as soon as it stands, which is two steps of the spec.
    fileprivate var change: (@Sendable (inout RaftDriver.Rules) -> Void)? {
        switch self {
        case .countsOldVotes: { $0.acceptsOldTerms = true }
        case .countsOldTerms: { $0.commitsOldTerms = true }
        case .keepsConflicts: { $0.keepsConflictingEntries = true }
        case .volatileLog: { $0.persistsEntries = false }
        case .volatileVote: { $0.persistsVote = false }
        case .votesForAnyLog: { $0.checksLog = false }
        case .votesTwice: { $0.votesTwice = true }
        case .appendsStaleEntries, .minority, .skipsConsistencyCheck, .truncatesAlways: nil
        }
    }
}
