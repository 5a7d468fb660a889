import QuorateReplicas

// What a Byzantine primary proposes, and what it says in the names of others.
extension ByzantineHost {
    /// Proposes what it has in view 0, of which it is primary.
    func propose() {
        guard let first = requests.first else { return }
        let second = requests.dropFirst().first
        switch tactic {
        case .equivocate, .impersonate: tellApart(first, second)
        case .forge:
            // One replica is left out, so that it asks for another view.
            propose(first, at: 1, to: Array(others.dropLast()))
            wantLaterViews()
        case .repeat:
            for sequence in [1, 2] { propose(first, at: sequence, to: others) }
            if let second { propose(second, at: 3, to: others) }
        case .invent:
            propose(first, at: 1, to: others)
            propose(invented(like: first), at: 2, to: others)
        case .silent, .any: break
        }
    }

    /// Proposes one request to some and another one, or none, to the rest.
    private func tellApart(_ first: PBFTRequest, _ second: PBFTRequest?) {
        let replicas = others.shuffled(using: &random)
        let count = Int.random(in: 1...2, using: &random)
        for (request, group) in [
            (first, Array(replicas.prefix(count))), (second, Array(replicas.dropFirst(count))),
        ] {
            guard let request else { continue }
            propose(request, at: 1, to: group)
            if tactic == .impersonate { impersonate(0, 1, request.digest, for: group) }
        }
    }

    private func propose(_ request: PBFTRequest, at sequence: Int, to replicas: [Int]) {
        let proposal = PBFTMessage.prePrepare(PBFTPrePrepare(view: 0, sequence: sequence, request: request))
        let commit = PBFTMessage.commit(PBFTCommit(view: 0, sequence: sequence, digest: request.digest))
        for replica in replicas {
            send(proposal, to: replica)
            send(commit, to: replica)
        }
    }

    /// A request with a later timestamp, which its client has not signed.
    private func invented(like request: PBFTRequest) -> PBFTRequest {
        let operation = RegisterOperation(
            OperationID(client: request.client, number: 1000), .write(1_000_000))
        return PBFTRequest(
            client: request.client, timestamp: request.timestamp + 1000, operation: operation.encoded,
            signature: request.signature)
    }

    /// Votes for a digest in the names of all others, with a signature of its own.
    func impersonate(_ view: Int, _ sequence: Int, _ digest: PBFTDigest, for replicas: [Int]) {
        let messages: [PBFTMessage] = [
            .prepare(PBFTPrepare(view: view, sequence: sequence, digest: digest)),
            .commit(PBFTCommit(view: view, sequence: sequence, digest: digest)),
        ]
        for replica in replicas {
            for victim in others where victim != replica {
                for message in messages {
                    let own = PBFTEnvelope(signing: message, from: setup.node, with: authentication)
                    send(
                        PBFTEnvelope(sender: victim, message: message, signature: own.signature), to: replica)
                }
            }
        }
    }

    /// A certificate of the null request at the first place in the view before, with no signature but its own.
    func forgedCertificate(below view: Int) -> PBFTCertificate {
        let lower = view - 1
        let primary = lower % setup.replicas
        let proposal = PBFTPrePrepare(view: lower, sequence: 1, request: nil)
        let prepare = PBFTPrepare(view: lower, sequence: 1, digest: .null)
        let voters = (0..<setup.replicas).filter { $0 != primary }.prefix(2)
        return PBFTCertificate(
            prePrepare: PBFTSigned(sender: primary, body: proposal, signature: signature(of: proposal)),
            prepares: voters.map { PBFTSigned(sender: $0, body: prepare, signature: signature(of: prepare)) })
    }

    private func signature<Body: PBFTBody>(of body: Body) -> [UInt8] {
        PBFTSigned(signing: body, from: setup.node, with: authentication).signature
    }
}
