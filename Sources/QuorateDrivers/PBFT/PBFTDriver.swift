public import QuorateQuorums
public import QuorateReplay
public import QuorateReplicas
public import QuorateSpecs

/// PBFT: the spec beside `PBFTReplica`, with Ed25519 signatures.
///
/// One sequence number: the window is 1 and no CHECKPOINT is delivered, so that it never moves. A COMMIT is delivered to
/// whoever sends one itself, in the same step; the last of a quorum executes then. A new primary proposes only what
/// it is asked for, as in the spec.
public struct PBFTDriver: Driver {
    public typealias Subject = PBFT
    public typealias Rules = PBFTConfiguration.Unsafe

    public struct System: RealSystem {
        /// The correct replicas, by number; nil for a Byzantine one, of whom only messages are seen.
        var nodes: [Node<PBFTReplica, MemoryLog>?]
        public private(set) var outbox = Outbox()
        /// The messages to everybody in the outbox, read; in the order of the senders.
        private(set) var envelopes: [PBFTEnvelope] = []
        /// Whether the client has signed both requests, or only the first.
        let hasBothRequests: Bool

        public var durableRecords: [[[UInt8]]] { nodes.map { $0?.log.records ?? [] } }

        init(nodes: [Node<PBFTReplica, MemoryLog>?], hasBothRequests: Bool) {
            self.nodes = nodes
            self.hasBothRequests = hasBothRequests
        }

        /// Notes what a replica has sent to everybody.
        mutating func send(_ bytes: [UInt8], from replica: ReplicaID) {
            let count = outbox.messages.count
            outbox.send(bytes, from: replica)
            guard outbox.messages.count > count, let envelope = try? PBFTEnvelope(decoding: bytes) else { return }
            envelopes.insert(envelope, at: envelopes.firstIndex { $0.sender > envelope.sender } ?? envelopes.count)
        }

        /// Notes what a replica has sent to another.
        mutating func send(_ bytes: [UInt8], from replica: ReplicaID, to receiver: ReplicaID) {
            outbox.send(bytes, from: replica, to: receiver)
        }

        // The envelopes are the outbox once more.
        public static func == (left: System, right: System) -> Bool {
            left.nodes == right.nodes && left.outbox == right.outbox
                && left.hasBothRequests == right.hasBothRequests
        }

        public func hash(into hasher: inout Hasher) {
            hasher.combine(nodes)
            hasher.combine(outbox)
            hasher.combine(hasBothRequests)
        }
    }

    public enum Input: Hashable, Sendable {
        /// A message arrives; its sender is inside.
        case message([UInt8])
        /// A client's request arrives.
        case request([UInt8])
        /// The view timer ends.
        case timeout
    }

    public static let notCompared = ["shown", "late"]
    public static let messagesNotCompared = [
        "CHECKPOINTs", "NEW-VIEWs that propose nothing", "requests that a backup hands on", "NEW-VIEWs sent again",
    ]

    let spec: PBFT
    let keys: PBFTKeys
    /// The digests of the two requests.
    let digests: [PBFTDigest]
    /// What replicas recover from their logs, remembered.
    let recoveries = PBFTRecoveries()
    private let change: @Sendable (inout Rules) -> Void
    /// Whether the client waits for f replies only.
    let hasHastyClient: Bool

    /// The replicas with a change of their rules.
    public init(
        _ spec: PBFT, hasHastyClient: Bool = false, unsafely change: @escaping @Sendable (inout Rules) -> Void
    ) {
        self.spec = spec
        self.change = change
        self.hasHastyClient = hasHastyClient
        keys = PBFTKeys(replicaCount: spec.members.count, clientCount: PBFT.Value.allCases.count)
        digests = PBFT.Value.allCases.map { value in
            // The digest leaves the signature out.
            PBFTRequest(
                client: Int(value.packed), timestamp: 1, operation: [UInt8(value.packed)], signature: []
            ).digest
        }
    }

    public init?(_ spec: PBFT, code: CodeUnderTest<PBFT.Mutant>) {
        switch code {
        case .shipped: self.init(spec) { _ in }
        case .mutant(let mutant):
            self.init(spec, hasHastyClient: mutant == .hastyClient) { mutant.change(&$0) }
        }
    }

    public func system(startingIn state: PBFT.State) throws -> System {
        System(
            nodes: try spec.members.map { replica in
                state.faulty.contains(replica) ? nil : try Node(configuration(of: replica), log: MemoryLog())
            }, hasBothRequests: state.requested == .both)
    }

    private func configuration(of replica: ReplicaID) throws -> PBFTConfiguration {
        // A cluster of 3f replicas is one of 3f + 1 that lacks one.
        let replicaCount = spec.members.count + (spec.mutant == .tooFewReplicas ? 1 : 0)
        var configuration = try PBFTConfiguration(
            replica: replica.number, replicaCount: replicaCount, faultCount: spec.faults,
            clientCount: PBFT.Value.allCases.count,
            authentication: keys.authentication(of: .replica(replica.number)), checkpointInterval: 1,
            watermarkWindow: 1)
        configuration.proposesOverheardRequests = false
        return configuration.unsafely(change)
    }

    public func stimulus(for action: PBFT.Action, in system: System) -> Stimulus<Input> {
        switch action {
        case .prePrepare(let primary, _, let value):
            guard system.nodes[primary.number] != nil else { return .impossible }
            return .local(.request(request(value, in: system).encoded), at: primary)
        case .prepare(let i, let view, let value):
            let proposal =
                system.nodes[spec.primary(of: view).number] == nil
                ? forgedProposal(view, value, in: system) : sentProposal(view, value, in: system)
            return .deliver(proposal.map { .message($0) }, to: i)
        case .commit(let i, let view, let value):
            let others = votes(\.prepare, view, value, for: i, in: system, atMost: preparesNeeded(by: i, view))
            // Whoever has sent its own before learns no more in this step: it may execute, which is no step here.
            let commits =
                hasCommitted(i, in: view, in: system)
                ? [] : votes(\.commit, view, value, for: i, in: system, atMost: spec.quorum - 1)
            let isQuorum = commits.count >= spec.quorum - 1
            return .deliver(
                others.map { .message($0) }, to: i, then: isQuorum ? commits.map { .message($0) } : [])
        case .changeView(let i, let view):
            // The last view is a bound of the search, no rule of the protocol.
            return view.number < spec.views ? .local(.timeout, at: i) : .impossible
        case .newView(let primary, let view, let value):
            guard system.nodes[primary.number] != nil else { return .impossible }
            return newViewStimulus(primary, view, value, in: system)
        }
    }

    /// How many PREPAREs of others make a replica prepared: the primary's proposal counts, and so does its own PREPARE.
    private func preparesNeeded(by i: ReplicaID, _ view: PBFT.View) -> Int {
        spec.prepareQuorum - (spec.primary(of: view) == i ? 1 : 2)
    }

    public func feed(_ input: Input, to replica: ReplicaID, of system: inout System) throws {
        guard let outputs = try system.nodes[replica.number]?.receive(input.asInput) else { return }
        for output in outputs {
            switch output {
            case .broadcast(let bytes): system.send(bytes, from: replica)
            case .send(let bytes, let receiver): system.send(bytes, from: replica, to: ReplicaID(receiver))
            case .reply, .event, .persist, .compact: continue
            }
        }
    }

    public func isCompared(_ message: Outbox.Message) -> Bool {
        if message.receiver != nil { return false }
        guard let envelope = try? PBFTEnvelope(decoding: message.bytes) else { return true }
        if case .newView(let body) = envelope.message { return !body.prePrepares.isEmpty }
        return envelope.message.kind != .checkpoint
    }
}

extension PBFTDriver.Input {
    fileprivate var asInput: PBFTInput {
        switch self {
        case .message(let bytes): .message(bytes)
        case .request(let bytes): .request(bytes)
        case .timeout: .timeout
        }
    }
}

extension PBFT.View {
    var number: Int { Int(packed) }
}

extension PBFT.Mutant {
    /// The change of the code that is the same mistake.
    fileprivate func change(_ rules: inout PBFTDriver.Rules) {
        switch self {
        case .tooFewReplicas: rules.allowsTooFewReplicas = true
        case .quorum2f: rules.quorum = .twoF
        case .prepareQuorum2f: rules.prepareQuorum = .twoF
        case .quorumOfFPlus1: rules.quorum = .fPlusOne
        case .noCommitPhase: rules.skipsCommitPhase = true
        case .ignoredCertificates: rules.ignoresCertificates = true
        case .anyCertificate: rules.takesAnyCertificate = true
        case .uncheckedCertificate: rules.checksCertificates = false
        case .lateCommit: rules.commitsInOldViews = true
        case .uncheckedRequest: rules.checksClientSignatures = false
        case .hastyClient: break
        }
    }
}
