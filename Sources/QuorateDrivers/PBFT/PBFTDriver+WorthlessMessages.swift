internal import QuorateQuorums
internal import QuorateReplay
internal import QuorateReplicas
internal import PBFTSpecs

// What Byzantine replicas and the network can add to a step, and what must change nothing. The spec without a mutant
// says so; a mutant may say otherwise, and gets none of it.
extension PBFTDriver {
    /// PREPAREs under the names of correct backups, which a Byzantine replica signs with its own key.
    func impostures(
        _ view: PBFT.View, _ value: PBFT.Value, to i: ReplicaID, in system: System
    ) -> [[UInt8]] {
        guard spec.mutant == nil, let liar = faulty(in: system).first else { return [] }
        let body = PBFTPrepare(
            view: view.number, sequence: Self.sequence, digest: digests[Int(value.packed)])
        let names = spec.members.filter {
            $0 != i && $0 != spec.primary(of: view) && system.nodes[$0.number] != nil
        }
        return names.map { name in
            PBFTEnvelope(
                signing: .prepare(body), from: name.number,
                with: keys.authentication(of: .replica(liar.number))
            ).encoded
        }
    }

    /// Proposals and PREPAREs of views before `view`: those that were sent, and the proposals that Byzantine
    /// primaries of these views could still make.
    func remnants(
        of value: PBFT.Value, before view: PBFT.View, for i: ReplicaID, in system: System
    ) -> [[UInt8]] {
        guard spec.mutant == nil, view != .v0 else { return [] }
        let sent = system.envelopes.filter {
            $0.sender != i.number && $0.message.isNormal(before: view.number)
        }
        let old = PBFT.View.values.filter {
            $0.number < view.number && system.nodes[spec.primary(of: $0).number] == nil
        }
        let request = request(value, in: system)
        let late = old.map { view in
            forged(
                .prePrepare(PBFTPrePrepare(view: view.number, sequence: Self.sequence, request: request)),
                by: spec.primary(of: view))
        }
        return (sent + late).map(\.encoded)
    }
}

extension PBFTMessage {
    /// Returns true if it is PRE-PREPARE or PREPARE of a view before `view`.
    fileprivate func isNormal(before view: Int) -> Bool {
        switch self {
        case .prePrepare(let body): body.view < view
        case .prepare(let body): body.view < view
        default: false
        }
    }
}
