internal import QuorateQuorums
internal import QuorateReplay
internal import QuorateReplicas
internal import PBFTSpecs

// How a view begins: which VIEW-CHANGEs lead to which proposal.
extension PBFTDriver {
    typealias SignedViewChange = PBFTSigned<PBFTViewChange>

    /// The VIEW-CHANGEs to `view` by sender: that of a correct replica, and all that a Byzantine one can make.
    ///
    /// - Parameter invents: whether it also makes certificates with signatures that nobody has made.
    private func viewChanges(
        to view: PBFT.View, in system: System, inventing invents: Bool = false
    ) -> [[SignedViewChange]] {
        let sent = system.envelopes
        return spec.members.map { replica in
            if system.nodes[replica.number] == nil {
                return forgedViewChanges(to: view, by: replica, in: system, inventing: invents)
            }
            return sent.compactMap { envelope in
                guard envelope.sender == replica.number, case .viewChange(let body) = envelope.message,
                    body.view == view.number
                else { return nil }
                return PBFTSigned(sender: envelope.sender, body: body, signature: envelope.signature)
            }
        }
    }

    private func forgedViewChanges(
        to view: PBFT.View, by replica: ReplicaID, in system: System, inventing invents: Bool
    ) -> [SignedViewChange] {
        var certificates: [PBFTCertificate?] = [nil]
        for lower in PBFT.View.values where lower.number < view.number {
            for value in PBFT.Value.values {
                if let certificate = certificate(lower, value, in: system) {
                    certificates.append(certificate)
                } else if invents || spec.mutant == .uncheckedCertificate {
                    certificates.append(inventedCertificate(lower, value, in: system))
                }
            }
        }
        return certificates.map { forgedViewChange(to: view, $0, by: replica) }
    }

    /// Every choice of `count` senders and of one VIEW-CHANGE of each.
    private func choices(_ count: Int, of senders: ArraySlice<[SignedViewChange]>) -> [[SignedViewChange]] {
        if count == 0 { return [[]] }
        guard let first = senders.first, senders.count >= count else { return [] }
        let with = choices(count - 1, of: senders.dropFirst())
        let without = choices(count, of: senders.dropFirst())
        return first.flatMap { viewChange in with.map { [viewChange] + $0 } } + without
    }

    /// Requests that VIEW-CHANGEs let a primary choose from to repeat one; empty where they oblige it to
    /// nothing.
    private func obligations(of viewChanges: [SignedViewChange]) -> [PBFTRequest] {
        if spec.mutant == .ignoredCertificates { return [] }
        // Of two certificates of one view, which only lies can make, our code takes that of the smaller digest.
        let certificates = viewChanges.flatMap(\.body.prepared).sorted {
            ($0.view, $1.prePrepare.body.digest) < ($1.view, $0.prePrepare.body.digest)
        }
        let chosen = spec.mutant == .anyCertificate ? certificates : Array(certificates.suffix(1))
        return chosen.compactMap(\.prePrepare.body.request)
    }

    /// Permission to propose the request, for a primary with these VIEW-CHANGEs.
    private func allow(_ viewChanges: [SignedViewChange], _ request: PBFTRequest) -> Bool {
        let obligations = obligations(of: viewChanges)
        return obligations.isEmpty || obligations.contains { $0.digest == request.digest }
    }

    /// The VIEW-CHANGEs of others that make a correct primary propose the value, and the client's request where they
    /// leave the choice to it.
    func newViewStimulus(
        _ primary: ReplicaID, _ view: PBFT.View, _ value: PBFT.Value, in system: System
    ) -> Stimulus<Input> {
        let request = request(value, in: system)
        let senders = viewChanges(to: view, in: system)
        // A primary that has not left the view before has no VIEW-CHANGE of its own to add.
        let own = senders[primary.number]
        let others = senders.enumerated().filter { $0.offset != primary.number && !$0.element.isEmpty }.map(
            \.element)
        if let stimulus = stimulusOfTooFew(others, primary, view, request, in: system) { return stimulus }
        let sets = choices(spec.quorum - 1, of: others[...])
        let fitting = sets.first { primaryChooses(request, from: own + $0) }
        guard let chosen = fitting ?? (sets.isEmpty ? others.compactMap(\.first) : nil) else {
            if choices(spec.quorum, of: others[...]).contains(where: { allow($0, request) }) {
                return .leftOut(because: "a primary counts its own VIEW-CHANGE, which says otherwise")
            }
            // No quorum allows it, however much the client wants it.
            let viewChanges = sets[0].map { Input.message(PBFTEnvelope($0).encoded) }
            return .deliver([.request(request.encoded)] + viewChanges, to: primary)
        }
        let isFree = obligations(of: own + chosen).isEmpty
        return Stimulus(
            evidence: chosen.map { .init(.message(PBFTEnvelope($0).encoded), to: primary) },
            then: isFree ? [.init(.request(request.encoded), to: primary)] : [])
    }

    /// Stimulus of a primary that has not come to the view before: f VIEW-CHANGEs, on which it must do nothing. On f + 1 it
    /// skips views, which takes several steps of the spec. Nil for any other primary.
    private func stimulusOfTooFew(
        _ others: [[SignedViewChange]], _ primary: ReplicaID, _ view: PBFT.View, _ request: PBFTRequest,
        in system: System
    ) -> Stimulus<Input>? {
        guard let node = system.nodes[primary.number], node.replica.state.view + 1 < view.number else {
            return nil
        }
        let few = others.prefix(spec.faults).compactMap(\.first).map { PBFTEnvelope($0).encoded }
        return .deliver(few.map { .message($0) }, to: primary, then: [.request(request.encoded)])
    }

    /// Returns true if our code proposes the request with these VIEW-CHANGEs: of several certificates that it
    /// may take, the mutant takes that of the lowest view.
    private func primaryChooses(_ request: PBFTRequest, from viewChanges: [SignedViewChange]) -> Bool {
        let obligations = obligations(of: viewChanges)
        return obligations.isEmpty || obligations.first?.digest == request.digest
    }

    /// VIEW-CHANGEs that oblige a primary to repeat the request, if a certificate counted that nobody has signed.
    private func invention(
        of request: PBFTRequest, _ view: PBFT.View, in system: System
    ) -> [SignedViewChange]? {
        let senders = viewChanges(to: view, in: system, inventing: true).filter { !$0.isEmpty }
        return choices(spec.quorum, of: senders[...]).first { allow($0, request) }
    }

    /// Messages of a Byzantine primary that make others accept its proposal of the value; where none can,
    /// those that it is able to send.
    func forgedProposal(_ view: PBFT.View, _ value: PBFT.Value, in system: System) -> [[UInt8]] {
        let request = request(value, in: system)
        if view == .v0 {
            let proposal = PBFTPrePrepare(view: 0, sequence: Self.sequence, request: request)
            return [forged(.prePrepare(proposal), by: spec.primary(of: view)).encoded]
        }
        let senders = viewChanges(to: view, in: system).filter { !$0.isEmpty }
        let sets = choices(spec.quorum, of: senders[...])
        guard let chosen = sets.first(where: { allow($0, request) }) else {
            let lies = [sets.first ?? senders.map { $0[0] }, invention(of: request, view, in: system)]
            return lies.compactMap(\.self).flatMap {
                forgedNewView(view, $0, repeating: request, proposing: nil)
            }
        }
        let isFree = obligations(of: chosen).isEmpty
        return forgedNewView(
            view, chosen, repeating: isFree ? nil : request, proposing: isFree ? request : nil)
    }
}
