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

    public enum Input: Hashable, Sendable {
        /// A message arrives.
        case message([UInt8], from: ReplicaID)
        /// The election timer ends.
        case timeout
        /// A client's command arrives.
        case propose
        /// The server goes on with what it was doing.
        case goOn
        /// The server, which is alone, goes on after it has committed so many entries.
        case goOnAfterCommitting(Int)
        /// The server crashes and comes back.
        case restart
    }

    let spec: Raft
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
            guard system.term(of: i) < spec.lastTerm else { return .impossible }
            return system.unsaid[i] == nil
                ? .local(.timeout, at: i)
                : .leftOut(
                    because: "a server that its own vote elects leads at once, without a timer")
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
            if system.hasCommittedAlone(length, at: i) { return .local(.goOnAfterCommitting(length), at: i) }
            guard let acknowledgements = system.acknowledgements(to: i, of: length) else {
                return .leftOut(because: "entries that are acknowledged together are committed together")
            }
            return .deliver(acknowledgements, to: i)
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
}
