public import QuorateQuorums
public import QuorateReplay
public import QuorateReplicas
public import QuorateSpecs

/// PBFT: the spec beside `PBFTReplica`, with Ed25519 signatures.
///
/// One sequence number: the window is 1 and no CHECKPOINT is delivered, so that it never moves. A new primary proposes
/// only what it is asked for, as in the spec. What a replica has to say leaves one message at a time: code that says
/// two things at once, which the spec says in two steps, is only slow with the second.
///
/// Execution is no step of the spec, and belongs to the step that makes it possible: when the last of a quorum sends
/// COMMIT, everybody who has sent one in that view, and is still in it, hears of all.
public struct PBFTDriver: Driver {
    public typealias Subject = PBFT
    public typealias Rules = PBFTConfiguration.Unsafe

    public struct System: RealSystem {
        /// The correct replicas, by number; nil for a Byzantine one, of whom only messages are seen.
        var nodes: [Node<PBFTReplica, MemoryLog>?]
        public private(set) var outbox = Outbox()
        /// The messages to everybody in the outbox, read; in the order of the senders.
        private(set) var envelopes: [PBFTEnvelope] = []
        /// What each replica has handed out and what has not left yet.
        var held: [ReplicaID: [[UInt8]]] = [:]
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
            guard outbox.messages.count > count, let envelope = try? PBFTEnvelope(decoding: bytes) else {
                return
            }
            envelopes.insert(
                envelope, at: envelopes.firstIndex { $0.sender > envelope.sender } ?? envelopes.count)
        }

        /// Notes what a replica has sent to another.
        mutating func send(_ bytes: [UInt8], from replica: ReplicaID, to receiver: ReplicaID) {
            outbox.send(bytes, from: replica, to: receiver)
        }

        // The envelopes are the outbox once more.
        public static func == (left: System, right: System) -> Bool {
            left.nodes == right.nodes && left.outbox == right.outbox && left.held == right.held
                && left.hasBothRequests == right.hasBothRequests
        }

        public func hash(into hasher: inout Hasher) {
            hasher.combine(nodes)
            hasher.combine(outbox)
            hasher.combine(held)
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
        /// COMMITs for a value arrive: those that were sent, and those of Byzantine replicas.
        case commits(PBFT.View, PBFT.Value)
        /// What is held leaves, up to the next message that the spec sees.
        case release
    }

    public static let notCompared = ["shown", "late"]
    public static let messagesNotCompared = [
        "CHECKPOINTs", "NEW-VIEWs that propose nothing", "requests that a backup hands on",
        "NEW-VIEWs sent again",
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
            return .deliver(
                proposal(view, value, in: system).map { .message($0) }, to: i,
                then: remnants(of: value, before: view, for: i, in: system).map { .message($0) })
        case .commit(let i, let view, let value):
            return commitStimulus(i, view, value, in: system)
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

    /// The PREPAREs that make a replica prepared, and some that must not count; and the COMMITs, when its own is the last that a quorum needs.
    private func commitStimulus(
        _ i: ReplicaID, _ view: PBFT.View, _ value: PBFT.Value, in system: System
    ) -> Stimulus<Input> {
        let prepares = votes(\.prepare, view, value, for: i, in: system, atMost: preparesNeeded(by: i, view))
        // Whoever has sent its own before learns no more in this step: it may execute, which is no step here.
        let others = hasCommitted(i, view, value, in: system) ? [] : whoCommitted(view, value, in: system)
        // In that mutant nobody waits for a quorum of COMMITs, and everybody hears what there is.
        let isLast =
            spec.mutant == .noCommitPhase || others.count + faulty(in: system).count >= spec.quorum - 1
        let listeners =
            hasCommitted(i, view, value, in: system) || !isLast
            ? [] : [i] + others.filter { system.nodes[$0.number]?.replica.state.view == view.number }
        let hearing = listeners.map { Stimulus.Delivery(Input.commits(view, value), to: $0) }
        if system.held[i, default: []].isEmpty {
            if let pointless = pointlessStimulus(i, view, value, prepares, in: system) { return pointless }
            if prepares.isEmpty { return .impossible }
            let worthless = prepares + impostures(view, value, to: i, in: system)
            return Stimulus(
                evidence: prepares.map { .init(.message($0), to: i) },
                then: worthless.map { .init(.message($0), to: i) } + hearing)
        }
        return Stimulus(evidence: [], then: [.init(.release, to: i)] + hearing)
    }

    /// Where the replica has no reason to send COMMIT, which it has sent, or no PREPARE before: all about the value that
    /// it must not act on. That is COMMITs, fewer than a quorum or not; or a second proposal with the PREPAREs for it, in
    /// this view and in those that it has left.
    private func pointlessStimulus(
        _ i: ReplicaID, _ view: PBFT.View, _ value: PBFT.Value, _ prepares: [[UInt8]], in system: System
    ) -> Stimulus<Input>? {
        if hasCommitted(i, view, value, in: system) {
            return .deliver(prepares.map { .message($0) } + [.commits(view, value)], to: i)
        }
        if hasPrepared(i, view, value, in: system) { return nil }
        let old = PBFT.View.allCases.filter { $0.number < view.number }.flatMap { lower in
            proposal(lower, value, in: system)
                + votes(\.prepare, lower, value, for: i, in: system, atMost: preparesNeeded(by: i, lower))
        }
        // One that has accepted nothing may accept it, and that is another step.
        let isDecided = PBFT.Value.allCases.contains { hasPrepared(i, view, $0, in: system) }
        let messages = old + (isDecided ? proposal(view, value, in: system) : []) + prepares
        return .deliver(messages.map { .message($0) }, to: i)
    }

    public func feed(_ input: Input, to replica: ReplicaID, of system: inout System) throws {
        switch input {
        case .message(let bytes): try give(.message(bytes), to: replica, of: &system)
        case .request(let bytes): try give(.request(bytes), to: replica, of: &system)
        case .timeout: try give(.timeout, to: replica, of: &system)
        case .release: release(of: replica, in: &system)
        case .commits(let view, let value):
            for bytes in votes(\.commit, view, value, for: replica, in: system, atMost: .max) {
                try give(.message(bytes), to: replica, of: &system)
            }
        }
    }

    private func give(_ input: PBFTInput, to replica: ReplicaID, of system: inout System) throws {
        guard let outputs = try system.nodes[replica.number]?.receive(input) else { return }
        for output in outputs {
            switch output {
            case .broadcast(let bytes): system.held[replica, default: []].append(bytes)
            case .send(let bytes, let receiver): system.send(bytes, from: replica, to: ReplicaID(receiver))
            case .reply, .event, .persist, .compact: continue
            }
        }
        release(of: replica, in: &system)
    }

    /// Lets leave what is held, up to and with the first message that is a step of the spec, and what the spec does not
    /// see behind it.
    private func release(of replica: ReplicaID, in system: inout System) {
        var hasStepped = false
        while let bytes = system.held[replica]?.first {
            let isStep = (try? PBFTEnvelope(decoding: bytes))?.message.isStep ?? false
            if isStep, hasStepped { return }
            hasStepped = hasStepped || isStep
            system.send(bytes, from: replica)
            system.held[replica]?.removeFirst()
        }
        system.held[replica] = nil
    }

    public func isCompared(_ message: Outbox.Message) -> Bool {
        if message.receiver != nil { return false }
        guard let envelope = try? PBFTEnvelope(decoding: message.bytes) else { return true }
        if case .newView(let body) = envelope.message { return !body.prePrepares.isEmpty }
        return envelope.message.kind != .checkpoint
    }
}

extension PBFTMessage {
    /// Whether the spec has a step that sends the message.
    fileprivate var isStep: Bool {
        switch self {
        case .prePrepare, .prepare, .commit: true
        case .newView(let body): !body.prePrepares.isEmpty
        case .request, .checkpoint, .viewChange, .reply: false
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
