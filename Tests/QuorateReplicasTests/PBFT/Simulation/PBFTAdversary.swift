import QuorateReplicas
import SeededRandom

/// A Byzantine replica: it sees what is sent to it, signs with its own key only, and helps whatever may divide the
/// others. It equivocates as primary, votes for everything, hides or invents certificates, and begins views with
/// different quorums of VIEW-CHANGEs for different replicas.
struct PBFTAdversary {
    let number: Int
    let configuration: PBFTConfiguration
    let forges: Bool
    var isSilent = false

    /// Requests of clients, as they were signed.
    var requests: [PBFTRequest] = []
    var proposals: [PBFTPlace: [PBFTSigned<PBFTPrePrepare>]] = [:]
    var prepares: [PBFTPrepare: [Int: PBFTSigned<PBFTPrepare>]] = [:]
    var viewChanges: [Int: [Int: PBFTSigned<PBFTViewChange>]] = [:]
    var view = 0
    var sequence = 0
    var stableProof: [PBFTSigned<PBFTCheckpoint>] = []
    private var outgoing: [PBFTSimulation.Packet] = []

    init(number: Int, configuration: PBFTConfiguration, forges: Bool) {
        self.number = number
        self.configuration = configuration
        self.forges = forges
    }

    var others: [Int] { (0..<configuration.memberCount).filter { $0 != number } }

    /// What it sends after it has seen `input`.
    mutating func react(to input: PBFTInput, _ random: inout SplitMix) -> [PBFTSimulation.Packet] {
        guard !isSilent else { return [] }
        outgoing = []
        switch input {
        case .request(let bytes):
            if let request = try? PBFTRequest(decoding: bytes) { see(request, &random) }
        case .message(let bytes):
            if let envelope = try? PBFTEnvelope(decoding: bytes) { see(envelope, &random) }
        case .timeout, .resend, .snapshot: break
        }
        if forges, random.number(0..<12) == 0 { forge(&random) }
        return outgoing
    }

    private mutating func see(_ envelope: PBFTEnvelope, _ random: inout SplitMix) {
        let sender = envelope.sender
        switch envelope.message {
        case .request(let body): see(body.request, &random)
        case .prePrepare(let body):
            see(PBFTSigned(sender: sender, body: body, signature: envelope.signature), &random)
        case .prepare(let body):
            prepares[body, default: [:]][sender] = PBFTSigned(
                sender: sender, body: body, signature: envelope.signature)
            vote(PBFTPlace(view: body.view, sequence: body.sequence), body.digest, &random)
        case .commit(let body):
            vote(PBFTPlace(view: body.view, sequence: body.sequence), body.digest, &random)
        case .checkpoint(let body):
            // It says so too: a correct minority may believe that the checkpoint is stable.
            send(.checkpoint(body), toSome: &random)
        case .viewChange(let body):
            viewChanges[body.view, default: [:]][sender] = PBFTSigned(
                sender: sender, body: body, signature: envelope.signature)
            changeView(body, &random)
        case .newView(let body):
            view = max(view, body.view)
            for proposal in body.prePrepares { see(proposal, &random) }
        case .reply: break
        }
    }

    private mutating func see(_ request: PBFTRequest, _ random: inout SplitMix) {
        if !requests.contains(request) { requests.append(request) }
        sendReply(to: request, &random)
        if configuration.primary(of: view) == number { propose(&random) }
    }

    private mutating func see(_ proposal: PBFTSigned<PBFTPrePrepare>, _ random: inout SplitMix) {
        let place = PBFTPlace(view: proposal.body.view, sequence: proposal.body.sequence)
        if proposals[place, default: []].contains(proposal) { return }
        proposals[place, default: []].append(proposal)
        sequence = max(sequence, place.sequence)
        if let request = proposal.body.request, !requests.contains(request) { requests.append(request) }
        vote(place, proposal.body.digest, &random)
    }

    /// Votes for anything, to some.
    private mutating func vote(_ place: PBFTPlace, _ digest: PBFTDigest, _ random: inout SplitMix) {
        if configuration.primary(of: place.view) != number {
            let prepare = PBFTPrepare(view: place.view, sequence: place.sequence, digest: digest)
            prepares[prepare, default: [:]][number] = signed(prepare)
            send(.prepare(prepare), toSome: &random)
        }
        send(.commit(PBFTCommit(view: place.view, sequence: place.sequence, digest: digest)), toSome: &random)
    }

    /// Proposes different requests at one place to different replicas.
    mutating func propose(_ random: inout SplitMix) {
        guard !requests.isEmpty else { return }
        sequence += 1
        for replica in others {
            let body = PBFTPrePrepare(
                view: view, sequence: sequence, request: random.pick(requests.suffix(3)))
            send(.prePrepare(body), to: replica)
            let proposal = signed(body)
            let place = PBFTPlace(view: view, sequence: sequence)
            if !proposals[place, default: []].contains(proposal) {
                proposals[place, default: []].append(proposal)
            }
            send(.commit(PBFTCommit(view: view, sequence: sequence, digest: body.digest)), to: replica)
        }
    }

    /// A result of its own making.
    private mutating func sendReply(to request: PBFTRequest, _ random: inout SplitMix) {
        let body = PBFTReply(
            view: view, client: request.client, timestamp: request.timestamp,
            result: PBFTDigest(of: [UInt8(random.number(0..<4))]))
        let envelope = PBFTEnvelope(signing: .reply(body), from: number, with: configuration.authentication)
        outgoing.append(.init(target: .client(request.client), bytes: envelope.encoded))
    }

    func signed<Body: PBFTBody>(_ body: Body) -> PBFTSigned<Body> {
        PBFTSigned(signing: body, from: number, with: configuration.authentication)
    }

    mutating func send(_ message: PBFTMessage, to replica: Int) {
        send(PBFTEnvelope(signing: message, from: number, with: configuration.authentication), to: replica)
    }

    mutating func send(_ envelope: PBFTEnvelope, to replica: Int) {
        outgoing.append(.init(target: .replica(replica), bytes: envelope.encoded))
    }

    mutating func send(_ message: PBFTMessage, toSome random: inout SplitMix) {
        let envelope = PBFTEnvelope(signing: message, from: number, with: configuration.authentication)
        for replica in others where random.number(0..<3) > 0 { send(envelope, to: replica) }
    }
}
