import QuorateReplicas

/// PBFT in scenarios.
///
///     pbft A B C D       replicas of these names, of which less than a third may be faulty
///     request A X        the client's request to do X comes to A
///     timeout A          A's view timer ends
struct PBFTScenario: ScenarioProtocol {
    typealias R = PBFTReplica

    let names: [String]
    let inputs = ["request", "timeout"]
    private var requests: [PBFTRequest] = []

    init(_ words: inout ScenarioWords) throws {
        names = try Self.names(words.words())
    }

    func configuration(of number: Int) throws -> PBFTConfiguration? {
        try PBFTConfiguration(
            replica: number, replicaCount: names.count, faultCount: (names.count - 1) / 3, clientCount: 1,
            authentication: PBFTKeys.replica(number))
    }

    func input(message bytes: [UInt8], from sender: Int) -> PBFTInput { .message(bytes) }

    mutating func request(_ input: String, _ words: inout ScenarioWords) throws -> ScenarioRequest<PBFTInput>
    {
        if input == "timeout" { return .take(.timeout) }
        let operation = Array(try words.next("what the client wants").utf8)
        if let known = requests.first(where: { $0.operation == operation }) {
            return .take(.request(known.encoded))
        }
        let request = PBFTRequest(
            client: 0, timestamp: requests.count + 1, operation: operation,
            signingWith: PBFTKeys.client(0))
        requests.append(request)
        return .take(.request(request.encoded))
    }
}

extension PBFTScenario {
    func text(of state: PBFTState) -> String {
        let view = state.isChangingView ? "wants view \(state.view)" : "in view \(state.view)"
        let accepted = state.rounds.filter { $0.key.view == state.view && $0.value.digest != nil }
            .sorted { $0.key < $1.key }
            .map { "#\($0.key.sequence) \(operation($0.value.digest ?? .null))" }
        let prepared = state.certificates.sorted { $0.key < $1.key }.map { text(of: $0.value) }
        let executed = state.history.map { "#\($0.sequence) \(operation($0.digest))" }
        return view.wide(12) + "  accepted \(list(accepted).wide(10))  prepared \(list(prepared).wide(14))"
            + "  executed \(list(executed))"
    }

    func text(of message: [UInt8]) -> String {
        guard let envelope = try? PBFTEnvelope(decoding: message) else { return "no message" }
        switch envelope.message {
        case .request(let body): return "REQUEST \(operation(body.request.digest))"
        case .prePrepare(let body): return "PRE-PREPARE \(place(body.view, body.sequence, body.digest))"
        case .prepare(let body): return "PREPARE \(place(body.view, body.sequence, body.digest))"
        case .commit(let body): return "COMMIT \(place(body.view, body.sequence, body.digest))"
        case .checkpoint(let body): return "CHECKPOINT #\(body.sequence)"
        case .viewChange(let body):
            return "VIEW-CHANGE to view \(body.view), prepared \(list(body.prepared.map { text(of: $0) }))"
        case .newView(let body): return text(of: body)
        case .reply(let body): return "REPLY to request \(body.timestamp)"
        }
    }

    private func text(of newView: PBFTNewView) -> String {
        let senders = newView.viewChanges.map { name($0.sender) }.joined(separator: " ")
        let proposals = newView.prePrepares.map { "#\($0.body.sequence) \(operation($0.body.digest))" }
        return "NEW-VIEW \(newView.view), wanted by \(senders), proposes \(list(proposals))"
    }

    private func text(of certificate: PBFTCertificate) -> String {
        let digest = certificate.prePrepare.body.digest
        return "#\(certificate.sequence) \(operation(digest)) of view \(certificate.view)"
    }

    private func place(_ view: Int, _ sequence: Int, _ digest: PBFTDigest) -> String {
        "view \(view) #\(sequence) \(operation(digest))"
    }

    private func list(_ items: [String]) -> String { items.isEmpty ? "-" : items.joined(separator: ", ") }

    /// What the client wants done.
    private func operation(_ digest: PBFTDigest) -> String {
        if digest == .null { return "nothing" }
        let request = requests.first { $0.digest == digest }
        return request.map { String(decoding: $0.operation, as: UTF8.self) } ?? "\(digest)"
    }

    func text(of event: PBFTEvent) -> String? {
        switch event {
        case .executed(let sequence, let request): "executes #\(sequence) \(operation(request.digest))"
        // More votes than are needed are no news, and come all the time.
        case .prepared, .changesView, .dropped(.superfluous): nil
        case .entersView(let view): "enters view \(view)"
        case .stableCheckpoint, .needsState, .adoptsState: "\(event)"
        case .dropped(let reason): "drops it: \(reason)"
        }
    }
}
