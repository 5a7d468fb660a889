import QuorateReplicas
import SeededRandom

extension PBFTAdversary {
    /// Joins a view change with some certificates, or none, and begins the view if it is the primary.
    mutating func changeView(_ seen: PBFTViewChange, _ random: inout SplitMix) {
        if seen.checkpoint.count > 0, (seen.stableSequence > (stableProof.first?.body.sequence ?? 0)) {
            stableProof = seen.checkpoint
        }
        let own = PBFTViewChange(
            view: seen.view, checkpoint: stableProof, prepared: certificates(below: seen.view, &random))
        send(.viewChange(own), toSome: &random)
        viewChanges[seen.view, default: [:]][number] = signed(own)
        guard configuration.primary(of: seen.view) == number, seen.view >= view else { return }
        for replica in others where random.number(0..<3) > 0 { beginView(seen.view, for: replica, &random) }
        if random.number(0..<2) == 0 { propose(&random) }
    }

    /// Some of the certificates that it can show.
    private func certificates(below view: Int, _ random: inout SplitMix) -> [PBFTCertificate] {
        guard random.number(0..<3) > 0 else { return [] }
        let low = stableProof.first?.body.sequence ?? 0
        var chosen: [Int: PBFTCertificate] = [:]
        let places = proposals.keys.filter {
            $0.view < view && $0.sequence > low && $0.sequence <= low + configuration.watermarkWindow
        }
        for place in places.sorted() where random.number(0..<4) > 0 {
            let known = (proposals[place] ?? []).compactMap { self.certificate(for: $0) }
            if let certificate = known.first { chosen[place.sequence] = certificate }
        }
        if forges, random.number(0..<6) == 0, let invented = inventedCertificate(low, &random) {
            chosen[invented.sequence] = invented
        }
        return chosen.values.sorted { $0.sequence < $1.sequence }
    }

    private func certificate(for proposal: PBFTSigned<PBFTPrePrepare>) -> PBFTCertificate? {
        let body = proposal.body
        var votes =
            prepares[PBFTPrepare(view: body.view, sequence: body.sequence, digest: body.digest)] ?? [:]
        votes[proposal.sender] = nil
        let needed = configuration.quorum(configuration.unsafe.prepareQuorum) - 1
        guard votes.count >= needed else { return nil }
        return PBFTCertificate(
            prePrepare: proposal,
            prepares: Array(votes.values.sorted { $0.sender < $1.sender }.prefix(needed)))
    }

    /// A certificate of view 0 whose signatures are not those of their senders.
    private func inventedCertificate(_ low: Int, _ random: inout SplitMix) -> PBFTCertificate? {
        guard let request = requests.last else { return nil }
        let body = PBFTPrePrepare(view: 0, sequence: low + 1, request: request)
        let primary = configuration.primary(of: 0)
        let vote = PBFTPrepare(view: 0, sequence: low + 1, digest: body.digest)
        let voters = (0..<configuration.memberCount).filter { $0 != primary }.prefix(2)
        return PBFTCertificate(
            prePrepare: PBFTSigned(sender: primary, body: body, signature: signed(body).signature),
            prepares: voters.map { PBFTSigned(sender: $0, body: vote, signature: signed(vote).signature) })
    }

    /// Sends one replica a NEW-VIEW with some quorum of VIEW-CHANGEs.
    private mutating func beginView(_ wanted: Int, for replica: Int, _ random: inout SplitMix) {
        let known = viewChanges[wanted] ?? [:]
        let quorum = configuration.quorum(configuration.unsafe.viewChangeQuorum)
        guard known.count >= quorum else { return }
        let chosen = known.keys.sorted().shuffled(using: &random).prefix(quorum).sorted()
        let quorumOfChanges = chosen.compactMap { known[$0] }
        let bodies = obligations(of: quorumOfChanges.map(\.body), wanted, &random)
        let newView = PBFTNewView(
            view: wanted, viewChanges: quorumOfChanges, prePrepares: bodies.map { signed($0) })
        send(.newView(newView), to: replica)
        view = wanted
        sequence = max(bodies.last?.sequence ?? 0, quorumOfChanges.map(\.body.stableSequence).max() ?? 0)
        for body in bodies {
            let place = PBFTPlace(view: wanted, sequence: body.sequence)
            if !proposals[place, default: []].contains(signed(body)) {
                proposals[place, default: []].append(signed(body))
            }
        }
    }

    /// The paper's rule for O, written down a second time; now and then something else.
    private func obligations(
        of changes: [PBFTViewChange], _ view: Int, _ random: inout SplitMix
    ) -> [PBFTPrePrepare] {
        let low = changes.map(\.stableSequence).max() ?? 0
        let certificates = changes.flatMap(\.prepared).filter { $0.sequence > low }
        guard let high = certificates.map(\.sequence).max() else { return [] }
        let breaksRule = random.number(0..<4) == 0
        return (low + 1...high).map { sequence in
            let candidates = certificates.filter { $0.sequence == sequence }
            let rightful = candidates.max { $0.view < $1.view }?.prePrepare.body.request
            let reported = candidates.isEmpty ? nil : random.pick(candidates).prePrepare.body.request
            return PBFTPrePrepare(
                view: view, sequence: sequence, request: breaksRule ? reported ?? requests.last : rightful)
        }
    }

    /// Speaks for another replica or for a client, without their keys.
    mutating func forge(_ random: inout SplitMix) {
        let victim = random.pick(others)
        let request = PBFTRequest(
            client: random.number(0..<2), timestamp: random.number(1..<4), operation: [0xff],
            signature: [1, 2, 3])
        let digest = random.number(0..<2) == 0 ? request.digest : requests.last?.digest ?? .null
        let place = PBFTPlace(view: view, sequence: max(1, sequence))
        if configuration.primary(of: view) == number {
            sequence += 1
            for replica in others {
                send(
                    .prePrepare(PBFTPrePrepare(view: view, sequence: sequence, request: request)), to: replica
                )
            }
        }
        let commit = PBFTMessage.commit(
            PBFTCommit(view: place.view, sequence: place.sequence, digest: digest))
        let prepare = PBFTMessage.prepare(
            PBFTPrepare(view: place.view, sequence: place.sequence, digest: digest))
        for replica in others where replica != victim {
            send(PBFTEnvelope(sender: victim, message: prepare, signature: [1, 2, 3]), to: replica)
            send(PBFTEnvelope(sender: victim, message: commit, signature: [1, 2, 3]), to: replica)
        }
    }
}
