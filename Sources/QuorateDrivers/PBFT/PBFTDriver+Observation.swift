internal import QuorateFaults
internal import QuorateLanguage
internal import QuorateQuorums
public import QuorateReplay
internal import QuorateReplicas
public import PBFTSpecs

extension PBFTDriver {
    public func observe(_ system: System, in state: inout PBFT.State) {
        for (number, node) in system.nodes.enumerated() {
            guard let node else { continue }
            state.view[ReplicaID(number)] = PBFT.View(node.replica.state.view)
        }
        castVotes(of: system, in: &state) { _, _ in true }
    }

    /// Writes into `state` what a restart would find: the view, and the votes in it that the replica still
    /// knows of.
    public func observeDurable(_ system: System, in state: inout PBFT.State) {
        var recovered: [ReplicaID: PBFTState] = [:]
        for (number, node) in system.nodes.enumerated() {
            guard let node, let found = recoveries.state(of: node) else { continue }
            recovered[ReplicaID(number)] = found
            state.view[ReplicaID(number)] = PBFT.View(found.view)
        }
        state.votes = MonotoneVotes(from: state.faulty, spec.adversary)
        castVotes(of: system, in: &state) { statement, replica in
            guard let known = recovered[replica] else { return false }
            // That mutant's VIEW-CHANGEs do not tell of late COMMITs, and neither does what they are made from.
            if spec.mutant == .lateCommit, case .commit = statement { return true }
            return known.remembers(statement, of: digests)
        }
    }

    /// Casts the votes that correct replicas have sent, if `isCounted` says so.
    private func castVotes(
        of system: System, in state: inout PBFT.State, where isCounted: (PBFT.Statement, ReplicaID) -> Bool
    ) {
        for envelope in system.envelopes {
            let sender = ReplicaID(envelope.sender)
            for statement in statements(of: envelope) where isCounted(statement, sender) {
                state.votes.cast(statement, by: sender)
            }
        }
    }

    /// Statements of the spec that a message makes.
    func statements(of envelope: PBFTEnvelope) -> [PBFT.Statement] {
        switch envelope.message {
        case .prepare(let body):
            return value(of: body.digest).map { [.prepare(.init(body.view), $0)] } ?? []
        case .commit(let body):
            return value(of: body.digest).map { [.commit(.init(body.view), $0)] } ?? []
        case .prePrepare, .newView:
            return envelope.signedProposals.compactMap { proposal in
                value(of: proposal.body.digest).map { .prepare(.init(proposal.body.view), $0) }
            }
        case .request, .checkpoint, .viewChange, .reply: return []
        }
    }

    public func isBroken(_ property: String, by system: System) -> Bool? {
        switch property {
        case "agreement": executed(in: system).count > 1
        case "validity": !system.hasBothRequests && executed(in: system).contains(.b)
        case "client agreement": isClientMisled(in: system)
        default: nil
        }
    }

    /// Execution is no variable of the spec, which says when a replica could execute: it has sent COMMIT, and so has a
    /// quorum, all Byzantine replicas among them. One that is still in that view has been told of all.
    public func contradiction(in system: System) -> CodeDifference? {
        if spec.mutant == .noCommitPhase { return nil }
        let commits = system.envelopes.compactMap { envelope in
            if case .commit(let body) = envelope.message { (ReplicaID(envelope.sender), body) } else { nil }
        }
        let needed = spec.quorum - faulty(in: system).count
        for (number, node) in system.nodes.enumerated() {
            guard let state = node?.replica.state else { continue }
            let committed = commits.filter { sender, body in
                sender == ReplicaID(number) && commits.count { $0.1 == body } >= needed
            }
            let digests = state.history.map(\.digest)
            let isEarly = digests.contains { digest in !committed.contains { $0.1.digest == digest } }
            let isMissing =
                spec.mutant == nil && digests.isEmpty && committed.contains { $0.1.view == state.view }
            guard isEarly || isMissing else { continue }
            return CodeDifference(
                place: "executed[r\(number)]", inSpec: description(of: committed.map(\.1.digest)),
                inCode: description(of: digests))
        }
        return nil
    }

    private func description(of digests: [PBFTDigest]) -> SpecValue {
        .set(digests.map { digest in .string(value(of: digest).map { "\($0)" } ?? "another request") })
    }

    /// Values that correct replicas have executed.
    private func executed(in system: System) -> Set<PBFT.Value> {
        Set(
            system.nodes.flatMap { node in
                node?.replica.state.history.compactMap { value(of: $0.digest) } ?? []
            })
    }

    /// Returns true if the client takes a result that only Byzantine replicas tell, for a request that no
    /// correct replica has executed.
    private func isClientMisled(in system: System) -> Bool {
        PBFT.Value.values.contains { value in
            guard executed(in: system) == [value == .a ? .b : .a] else { return false }
            guard let configuration = try? clientConfiguration(Int(value.packed)),
                var client = try? PBFTClient(configuration, recovering: [])
            else { return false }
            client.receive(.operation([UInt8(value.packed)]))
            for liar in faulty(in: system) {
                let reply = PBFTReply(
                    view: 0, client: Int(value.packed), timestamp: 1, result: PBFTDigest(of: [255]))
                client.receive(.reply(forged(.reply(reply), by: liar).encoded))
            }
            while let output = client.nextOutput() {
                if case .event(.accepted) = output { return true }
            }
            return false
        }
    }

    private func clientConfiguration(_ number: Int) throws -> PBFTClientConfiguration {
        let configuration = try PBFTClientConfiguration(
            client: number, replicaCount: max(spec.members.count, 3 * spec.faults + 1),
            faultCount: spec.faults,
            authentication: keys.authentication(of: .client(number)))
        return hasHastyClient ? configuration.unsafely { $0.replyQuorum = .f } : configuration
    }
}

extension PBFTState {
    /// Returns true if a replica that comes back still knows that it has made the statement; of views that it
    /// has left it need only know what it was prepared for.
    fileprivate func remembers(_ statement: PBFT.Statement, of digests: [PBFTDigest]) -> Bool {
        switch statement {
        case .prepare(let view, let value):
            return view.number < self.view
                || accepted(at: PBFTDriver.sequence, in: view.number) == digests[Int(value.packed)]
        case .commit(let view, let value):
            guard let prepared = prepared(at: PBFTDriver.sequence) else { return false }
            return prepared.view > view.number
                || prepared.view == view.number && prepared.digest == digests[Int(value.packed)]
        }
    }
}

extension PBFT.View {
    fileprivate init(_ number: Int) { self.init(packed: UInt64(number)) }
}
