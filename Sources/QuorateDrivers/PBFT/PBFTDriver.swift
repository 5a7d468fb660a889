internal import QuorateQuorums
public import QuorateReplay
public import QuorateReplicas
public import PBFTSpecs

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

    public enum Input: Hashable, Sendable {
        /// A message arrives; its sender is inside.
        case message([UInt8])
        /// A client's request arrives.
        case request([UInt8])
        /// The view timer ends.
        case timeout
        /// COMMITs for a value arrive: those that were sent, and those of Byzantine replicas.
        case commits(PBFT.View, PBFT.Value)
        /// Held messages leave, up to the next one that the spec sees.
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
    /// States that replicas recover from their logs, remembered.
    let recoveries = PBFTRecoveries()
    private let change: @Sendable (inout Rules) -> Void
    /// Presence of a client that waits for f replies only.
    let hasHastyClient: Bool

    /// The replicas with a change of their rules.
    public init(
        _ spec: PBFT, hasHastyClient: Bool = false, unsafely change: @escaping @Sendable (inout Rules) -> Void
    ) {
        self.spec = spec
        self.change = change
        self.hasHastyClient = hasHastyClient
        keys = PBFTKeys(replicaCount: spec.members.count, clientCount: PBFT.Value.values.count)
        digests = PBFT.Value.values.map { value in
            // The digest leaves the signature out.
            PBFTRequest(
                client: Int(value.packed), timestamp: 1, operation: [UInt8(value.packed)], signature: []
            ).digest
        }
    }

    public init?(_ spec: PBFT, code: CodeUnderTest<PBFT.Mutant>) {
        switch code {
        case .shipped: self.init(spec) { _ in }
        // The code executes nothing before it is committed.
        case .mutant(.hastyTentativeClient): return nil
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
        var configuration = try PBFTConfiguration(
            replica: replica.number, replicaCount: replicaCount, faultCount: spec.faults,
            clientCount: PBFT.Value.values.count,
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

    public func isCompared(_ message: Outbox.Message) -> Bool {
        if message.receiver != nil { return false }
        guard let envelope = try? PBFTEnvelope(decoding: message.bytes) else { return true }
        if case .newView(let body) = envelope.message { return !body.prePrepares.isEmpty }
        return envelope.message.kind != .checkpoint
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
        case .hastyClient, .hastyTentativeClient: break
        case .quorumOfAll: rules.quorum = .all
        case .noViewChange: rules.ignoresTimeouts = true
        }
    }
}
