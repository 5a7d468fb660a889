// What is verified of messages and of what they embed.
extension PBFTReplica {
    /// Checks sender and signature of a message inside another.
    func checkEmbedded<Body>(_ signed: PBFTSigned<Body>) throws(PBFTRejection) {
        guard signed.sender < configuration.memberCount else { throw .unknownSender(signed.sender) }
        guard isAuthentic(signed) else { throw .badSignature }
    }

    /// Checks that a client of ours wants this.
    func checkRequest(_ request: PBFTRequest) throws(PBFTRejection) {
        guard request.client < configuration.clientCount, request.timestamp > 0 else {
            throw .unknownClient(request.client)
        }
        guard request.operation.count <= configuration.operationLimit else {
            throw .operationTooLarge(request.operation.count)
        }
        let signer = Authentication.Signer.client(request.client)
        guard isAuthentic(request.signature, of: request.signedText, by: signer) else {
            throw .badClientSignature
        }
    }

    /// Checks that a quorum of different replicas has sent the same CHECKPOINT.
    func checkCheckpoint(_ proof: [PBFTSigned<PBFTCheckpoint>]) throws(PBFTRejection) {
        guard let body = proof.first?.body, body.sequence > 0,
            body.sequence % configuration.checkpointInterval == 0,
            proof.count >= configuration.quorum(), proof.allSatisfy({ $0.body == body }),
            proof.map(\.sender).isStrictlyAscending
        else { throw .invalidCheckpoint }
        for checkpoint in proof { try checkEmbedded(checkpoint) }
    }

    /// Checks a VIEW-CHANGE, except for its own signature.
    func checkContent(of viewChange: PBFTViewChange) throws(PBFTRejection) {
        if !viewChange.checkpoint.isEmpty { try checkCheckpoint(viewChange.checkpoint) }
        let (low, sequences) = (viewChange.stableSequence, viewChange.prepared.map(\.sequence))
        guard sequences.isStrictlyAscending else { throw .invalidCertificate }
        if let first = sequences.first, let last = sequences.last,
            first <= low || last > highWatermark(above: low)
        {
            throw .outsideWatermarks(first <= low ? first : last)
        }
        for certificate in doubtedCertificates(of: viewChange) {
            try check(certificate, below: viewChange.view)
        }
    }

    /// Checks that a primary and enough backups have said what makes a certificate.
    private func check(_ certificate: PBFTCertificate, below view: Int) throws(PBFTRejection) {
        let proposal = certificate.prePrepare
        let primary = configuration.primary(of: certificate.view)
        let expected = PBFTPrepare(
            view: certificate.view, sequence: certificate.sequence, digest: proposal.body.digest)
        let senders = certificate.prepares.map(\.sender)
        guard certificate.view < view, proposal.sender == primary, !senders.contains(primary),
            areDifferent(senders),
            senders.count + 1 >= configuration.prepareQuorum,
            certificate.prepares.allSatisfy({ $0.body == expected })
        else { throw .invalidCertificate }
        try checkEmbedded(proposal)
        if let request = proposal.body.request { try checkRequest(request) }
        for prepare in certificate.prepares { try checkEmbedded(prepare) }
    }
}

extension [Int] {
    /// Strict ascent: each number is higher than the one before.
    var isStrictlyAscending: Bool { zip(self, dropFirst()).allSatisfy { $0 < $1 } }
}
