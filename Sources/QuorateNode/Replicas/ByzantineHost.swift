import QuorateReplicas

/// Byzantine replica of PBFT: it follows no rule but has no key except its own, and logs no step.
///
/// It helps whatever may divide the others, and never begins a view: a primary that stays silent is replaced as well.
final class ByzantineHost: HostedReplica {
    let setup: NodeSetup
    let tactic: ByzantineTactic
    let authentication: Authentication
    private var log: StepLog
    private let run: Int
    private var packets: [Packet] = []
    var requests: [PBFTRequest] = []
    /// Places at which it has voted for a digest, and views for which it has sent VIEW-CHANGE.
    private var votes: Set<PBFTCommit> = []
    private var wanted: Set<Int> = []
    /// Time at which it proposes what it has; nil before there is something, and afterwards.
    private var proposeAt: Int?
    private var hasProposed = false
    var random: SeededNumbers

    init(_ setup: NodeSetup, run: Int, _ plan: ByzantinePlan) throws {
        (self.setup, self.run, tactic) = (setup, run, plan.tactic)
        authentication = KnownKeys.authentication(ofReplica: setup.node, among: setup.replicas)
        log = try StepLog(node: setup.node, run: run, path: setup.stepPath)
        random = SeededNumbers(setup.seed, 6, run)
    }

    var others: [Int] { (0..<setup.replicas).filter { $0 != setup.node } }

    func takePackets() -> [Packet] {
        defer { packets = [] }
        return packets
    }

    func end() throws {
        log.close()
        try log.checkLines()
    }

    func request(_ bytes: [UInt8], now: Int) throws {
        if let request = try? PBFTRequest(decoding: bytes) { see(request, now) }
    }

    private func see(_ request: PBFTRequest, _ now: Int) {
        if requests.contains(request) { return }
        requests.append(request)
        // With two requests it can tell two stories; it does not wait for the second for long.
        if setup.node == 0, !hasProposed {
            proposeAt = min(proposeAt ?? .max, now + (requests.count > 1 ? 0 : 30))
        }
    }

    func tick(now: Int) throws {
        guard let time = proposeAt, now >= time, tactic != .silent else { return }
        (proposeAt, hasProposed) = (nil, true)
        propose()
    }

    func receive(_ bytes: [UInt8], from sender: Int, clock: StepClock, now: Int) throws {
        guard tactic != .silent, let envelope = try? PBFTEnvelope(decoding: bytes) else { return }
        switch envelope.message {
        case .request(let body): see(body.request, now)
        case .prePrepare(let body): see(body, now)
        case .prepare(let body): vote(body.view, body.sequence, body.digest)
        case .commit(let body): vote(body.view, body.sequence, body.digest)
        case .viewChange(let body): changeView(to: body.view)
        case .newView(let body): for proposal in body.prePrepares { see(proposal.body, now) }
        case .checkpoint, .reply: break
        }
    }

    private func see(_ proposal: PBFTPrePrepare, _ now: Int) {
        if let request = proposal.request { see(request, now) }
        vote(proposal.view, proposal.sequence, proposal.digest)
        if tactic == .impersonate, let other = requests.last(where: { $0.digest != proposal.digest }) {
            impersonate(proposal.view, proposal.sequence, other.digest, for: others)
        }
    }

    /// Votes for whatever somebody else has voted for, once.
    private func vote(_ view: Int, _ sequence: Int, _ digest: PBFTDigest) {
        let commit = PBFTCommit(view: view, sequence: sequence, digest: digest)
        guard votes.insert(commit).inserted else { return }
        let prepare = PBFTMessage.prepare(PBFTPrepare(view: view, sequence: sequence, digest: digest))
        let isPrimary = view % setup.replicas == setup.node
        for replica in others where Int.random(in: 0..<4, using: &random) > 0 {
            if !isPrimary { send(prepare, to: replica) }
            send(.commit(commit), to: replica)
        }
    }

    /// Wants what another replica wants, and tells nothing of what was prepared, or what never was.
    private func changeView(to view: Int) {
        guard wanted.insert(view).inserted else { return }
        let certificates = tactic == .forge ? [forgedCertificate(below: view)] : []
        let message = PBFTMessage.viewChange(
            PBFTViewChange(view: view, checkpoint: [], prepared: certificates))
        for replica in others { send(message, to: replica) }
    }

    /// Wants the views that the others will want, before they do.
    func wantLaterViews() { for view in 1...3 { changeView(to: view) } }

    func send(_ message: PBFTMessage, to replica: Int) {
        send(PBFTEnvelope(signing: message, from: setup.node, with: authentication), to: replica)
    }

    func send(_ envelope: PBFTEnvelope, to replica: Int) {
        packets.append(
            .peer(run: run, from: setup.node, to: replica, envelope.encoded, clock: StepClock()))
    }
}
