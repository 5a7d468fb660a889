internal import QuorateQuorums
internal import QuorateReplay
internal import QuorateReplicas
internal import PBFTSpecs

// The one sequence number, the two requests, and what was said about them.
extension PBFTDriver {
    static let sequence = 1

    /// The request of the client for a value: signed if the client has signed it in this run, otherwise forged.
    func request(_ value: PBFT.Value, in system: System) -> PBFTRequest {
        let (client, operation) = (Int(value.packed), [UInt8(value.packed)])
        if value == .a || system.hasBothRequests {
            return PBFTRequest(
                client: client, timestamp: 1, operation: operation,
                signingWith: keys.authentication(of: .client(client)))
        }
        return PBFTRequest(
            client: client, timestamp: 1, operation: operation, signature: [UInt8](repeating: 0, count: 64))
    }

    /// The value that a digest stands for.
    func value(of digest: PBFTDigest) -> PBFT.Value? {
        PBFT.Value.values.first { digests[Int($0.packed)] == digest }
    }

    /// The Byzantine replicas.
    func faulty(in system: System) -> [ReplicaID] {
        spec.members.filter { system.nodes[$0.number] == nil }
    }

    /// A message that a Byzantine replica signs with its own key.
    func forged(_ message: PBFTMessage, by replica: ReplicaID) -> PBFTEnvelope {
        PBFTEnvelope(
            signing: message, from: replica.number, with: keys.authentication(of: .replica(replica.number)))
    }

    private func signed<Body: PBFTBody>(_ body: Body, by replica: ReplicaID) -> PBFTSigned<Body> {
        PBFTSigned(
            signing: body, from: replica.number, with: keys.authentication(of: .replica(replica.number)))
    }

    /// PREPARE and COMMIT for a value as messages.
    struct VoteMessages {
        let prepare: PBFTMessage
        let commit: PBFTMessage
    }

    /// The PREPAREs, or COMMITs, for a value that a replica can receive: those sent, and those of Byzantine replicas; of
    /// the first senders, no more than are enough. Where they are too few, each comes twice, with what must not count.
    func votes(
        _ kind: KeyPath<VoteMessages, PBFTMessage>, _ view: PBFT.View, _ value: PBFT.Value,
        for i: ReplicaID, in system: System, atMost limit: Int
    ) -> [[UInt8]] {
        let digest = digests[Int(value.packed)]
        let messages = VoteMessages(
            prepare: .prepare(.init(view: view.number, sequence: Self.sequence, digest: digest)),
            commit: .commit(.init(view: view.number, sequence: Self.sequence, digest: digest)))
        let wanted = messages[keyPath: kind]
        let sent = system.envelopes.filter { $0.message == wanted && $0.sender != i.number }
        let isPrepare = kind == \VoteMessages.prepare
        let liars = faulty(in: system).filter { !isPrepare || $0 != spec.primary(of: view) }
        let all = sent + liars.map { forged(wanted, by: $0) }
        let votes = all.sorted { $0.sender < $1.sender }.prefix(max(0, limit))
        if votes.count >= limit { return votes.map(\.encoded) }
        return (votes + votes + worthless(wanted, besides: all, for: i, in: system)).map(\.encoded)
    }

    /// Votes that must not count: those of replicas that have not voted, under their names or, where a
    /// Byzantine primary sends PREPARE, under its signature.
    private func worthless(
        _ vote: PBFTMessage, besides votes: [PBFTEnvelope], for i: ReplicaID, in system: System
    ) -> [PBFTEnvelope] {
        spec.members.filter { replica in
            replica != i && !votes.contains { $0.sender == replica.number }
        }.map { replica in
            // Of Byzantine replicas only the primary is left, which has no PREPARE to send.
            system.nodes[replica.number] == nil
                ? forged(vote, by: replica)
                : PBFTEnvelope(
                    sender: replica.number, message: vote, signature: [UInt8](repeating: 0, count: 64))
        }
    }

    /// Messages with which the primary has proposed the value in a view, or a Byzantine one could propose it.
    func proposal(_ view: PBFT.View, _ value: PBFT.Value, in system: System) -> [[UInt8]] {
        system.nodes[spec.primary(of: view).number] == nil
            ? forgedProposal(view, value, in: system) : sentProposal(view, value, in: system)
    }

    /// Returns true if a correct replica has sent PREPARE for a value, or has proposed it.
    func hasPrepared(_ i: ReplicaID, _ view: PBFT.View, _ value: PBFT.Value, in system: System) -> Bool {
        system.envelopes.contains { envelope in
            envelope.sender == i.number && statements(of: envelope).contains(.prepare(view, value))
        }
    }

    /// The correct replicas that have sent COMMIT for a value.
    func whoCommitted(_ view: PBFT.View, _ value: PBFT.Value, in system: System) -> [ReplicaID] {
        let body = PBFTCommit(
            view: view.number, sequence: Self.sequence, digest: digests[Int(value.packed)])
        return system.envelopes.filter { $0.message == .commit(body) }.map { ReplicaID($0.sender) }
    }

    /// Returns true if a correct replica has sent COMMIT for a value.
    func hasCommitted(_ i: ReplicaID, _ view: PBFT.View, _ value: PBFT.Value, in system: System) -> Bool {
        whoCommitted(view, value, in: system).contains(i)
    }

    /// Messages with which a correct primary has begun its view: NEW-VIEW, if it needed one, and the proposal
    /// of the value; none where it has not proposed the value.
    func sentProposal(_ view: PBFT.View, _ value: PBFT.Value, in system: System) -> [[UInt8]] {
        let digest = digests[Int(value.packed)]
        let sent = system.envelopes.filter { $0.message.isProposal(in: view.number) }
        let proposes = sent.contains { envelope in
            envelope.message.proposals.contains { $0.body.digest == digest }
                || envelope.proposal?.digest == digest
        }
        return proposes ? sent.map(\.encoded) : []
    }

    /// The proposal of a value in a view, under the signature of its primary, and the PREPAREs of backups for it, as
    /// far as they exist or Byzantine replicas can make them.
    func certificate(_ view: PBFT.View, _ value: PBFT.Value, in system: System) -> PBFTCertificate? {
        let (primary, all) = (spec.primary(of: view), system.envelopes)
        let request = request(value, in: system)
        let own = PBFTPrePrepare(view: view.number, sequence: Self.sequence, request: request)
        let sent = all.flatMap(\.signedProposals).first {
            $0.body.view == view.number && $0.body.digest == request.digest
        }
        guard let proposal = system.nodes[primary.number] == nil ? signed(own, by: primary) : sent else {
            return nil
        }
        let body = PBFTPrepare(view: view.number, sequence: Self.sequence, digest: request.digest)
        let backups = all.filter { $0.message == .prepare(body) }
            .map { PBFTSigned(sender: $0.sender, body: body, signature: $0.signature) }
        let liars = faulty(in: system).filter { $0 != primary }.map { signed(body, by: $0) }
        let prepares = (backups + liars).sorted { $0.sender < $1.sender }
        guard prepares.count + 1 >= spec.prepareQuorum else { return nil }
        return PBFTCertificate(prePrepare: proposal, prepares: prepares)
    }

    /// A certificate with signatures that nobody has made.
    func inventedCertificate(_ view: PBFT.View, _ value: PBFT.Value, in system: System) -> PBFTCertificate {
        let request = request(value, in: system)
        let body = PBFTPrepare(view: view.number, sequence: Self.sequence, digest: request.digest)
        let primary = spec.primary(of: view)
        return PBFTCertificate(
            prePrepare: PBFTSigned(
                sender: primary.number,
                body: PBFTPrePrepare(view: view.number, sequence: Self.sequence, request: request),
                signature: []),
            prepares: spec.members.filter { $0 != primary }
                .map { PBFTSigned(sender: $0.number, body: body, signature: []) })
    }

    /// A VIEW-CHANGE of a Byzantine replica with the given certificate.
    func forgedViewChange(
        to view: PBFT.View, _ certificate: PBFTCertificate?, by replica: ReplicaID
    ) -> PBFTSigned<PBFTViewChange> {
        signed(
            PBFTViewChange(view: view.number, checkpoint: [], prepared: certificate.map { [$0] } ?? []),
            by: replica)
    }

    /// NEW-VIEW of a Byzantine primary, with the proposals that it repeats; and its proposal behind that, if any.
    func forgedNewView(
        _ view: PBFT.View, _ viewChanges: [PBFTSigned<PBFTViewChange>], repeating: PBFTRequest?,
        proposing: PBFTRequest?
    ) -> [[UInt8]] {
        let primary = spec.primary(of: view)
        func proposal(_ request: PBFTRequest) -> PBFTSigned<PBFTPrePrepare> {
            signed(PBFTPrePrepare(view: view.number, sequence: Self.sequence, request: request), by: primary)
        }
        let newView = PBFTNewView(
            view: view.number, viewChanges: viewChanges, prePrepares: repeating.map { [proposal($0)] } ?? [])
        return [forged(.newView(newView), by: primary).encoded]
            + (proposing.map { [PBFTEnvelope(proposal($0)).encoded] } ?? [])
    }
}

extension PBFTMessage {
    /// Returns true if a primary begins the view with the message, or proposes something in it.
    fileprivate func isProposal(in view: Int) -> Bool {
        switch self {
        case .newView(let body): body.view == view
        case .prePrepare(let body): body.view == view
        default: false
        }
    }

    /// The proposals that NEW-VIEW repeats.
    var proposals: [PBFTSigned<PBFTPrePrepare>] {
        if case .newView(let body) = self { body.prePrepares } else { [] }
    }
}

extension PBFTEnvelope {
    /// The proposal, if it is one.
    var proposal: PBFTPrePrepare? { if case .prePrepare(let body) = message { body } else { nil } }

    /// The proposals that the message is or repeats, with their signatures.
    var signedProposals: [PBFTSigned<PBFTPrePrepare>] {
        message.proposals
            + (proposal.map { [PBFTSigned(sender: sender, body: $0, signature: signature)] } ?? [])
    }
}
