public import QuorateQuorums
public import QuorateReplay
public import QuorateReplicas
public import RaftSpecs

/// Membership changes: the spec beside `RaftReplica`, without pre-vote.
///
/// Elections are one step in the spec: timeouts, requests and votes in the code. One that elects nobody is no step,
/// and the spec does not have the votes in it and the term that it begins; they only keep servers from doing
/// something later. The spec has no heartbeats either: a message without a new entry is no step.
///
/// Where the code does in one go what the spec does in two steps, it stops in between, where a crash could stop it
/// too: before a record is written. So a leader appends its no-op, and C-new, in a step of its own. A server that has
/// stopped so either goes on, or crashes before it does anything else.
public struct MembershipChangeDriver: Driver {
    public typealias Subject = MembershipChange
    public typealias Rules = RaftConfiguration.UnsafeRules

    public enum Input: Hashable, Sendable {
        /// A message arrives.
        case message([UInt8], from: ReplicaID)
        /// The election timer ends.
        case timeout
        /// The election timer ends, and the server crashes when it has written down the new term, and comes back.
        case timeoutAndCrash
        /// A client's command arrives.
        case propose
        /// The members shall be these.
        case change(ReplicaSet)
        /// The server goes on with what it was doing.
        case goOn
        /// The server crashes and comes back.
        case restart
    }

    let spec: MembershipChange
    private let appendsNoOp: Bool
    private let change: @Sendable (inout Rules) -> Void

    public static let messagesNotCompared = [
        "all: the spec has none, and servers take entries straight from a leader's log"
    ]

    /// The servers with a change of their rules.
    ///
    /// - Parameter appendsNoOp: whether a new leader appends an entry without a command.
    public init(
        _ spec: MembershipChange, appendsNoOp: Bool,
        unsafely change: @escaping @Sendable (inout Rules) -> Void
    ) {
        self.spec = spec
        self.appendsNoOp = appendsNoOp
        self.change = change
    }

    public init?(_ spec: MembershipChange, code: CodeUnderTest<MembershipChange.Mutant>) {
        // Joint consensus does not need the no-op, and the spec's leaders need not begin with one.
        let isSingle = spec.method == .singleServer
        switch code {
        case .shipped: self.init(spec, appendsNoOp: isSingle) { $0.changesSingleServers = isSingle }
        case .mutant(.noNoOp): self.init(spec, appendsNoOp: false) { $0.changesSingleServers = true }
        case .mutant(.oneStep):
            self.init(spec, appendsNoOp: isSingle) { $0.changesMembersInOneStep = true }
        // The code has no rule for two servers: with this one it takes any number of them.
        case .mutant(.twoServers): self.init(spec, appendsNoOp: true) { $0.changesMembersInOneStep = true }
        // Nor one for leaving early.
        case .mutant(.uncommittedJoint): return nil
        }
    }

    public func system(startingIn state: MembershipChange.State) throws -> System {
        System(
            nodes: try spec.servers.map { server in
                var configuration = try RaftConfiguration(
                    replica: server.number, members: spec.members.map(\.number), usesPreVote: false,
                    appendsNoOp: appendsNoOp)
                configuration.unsafely(change)
                return try Node(configuration, log: MemoryLog())
            })
    }

    public func stimulus(for action: MembershipChange.Action, in system: System) -> Stimulus<Input> {
        switch action {
        case .elect(let i, let term, let voters): electStimulus(i, term, voters, in: system)
        case .append(let i, let leader): appendStimulus(i, leader, in: system)
        case .commit(let i, let length): commitStimulus(i, length, in: system)
        case .propose(let i):
            leaderStimulus(i, .propose, in: system) { step in
                if case .entry(.noOp) = step { true } else { false }
            }
        case .change(let i, let members): changeStimulus(i, members, in: system)
        case .complete(let i):
            leaderStimulus(i, nil, in: system) { step in
                if case .entry(.configuration) = step { true } else { false }
            }
        }
    }

    /// No message says how the spec's steps come about, and none is one.
    public func isCompared(_ message: Outbox.Message) -> Bool { false }
}
