extension PBFTReplica {
    /// Writes down what changes and changes it.
    mutating func record(_ record: PBFTRecord) {
        if isDurable(record) { emit(.persist(record.encoded)) }
        apply(record)
    }

    /// Changes the state as a record says: the same when it is written and when it is read after a crash.
    mutating func apply(_ record: PBFTRecord) {
        switch record {
        case .viewChange(let viewChange): applyViewChange(viewChange)
        case .newView(let newView): applyNewView(newView)
        case .proposal(let proposal): applyProposal(proposal)
        case .prepared(let certificate): applyCertificate(certificate)
        case .executed(let sequence, let request): applyExecution(sequence, request)
        case .stable(let proof): applyStable(proof)
        case .snapshot(let snapshot): applySnapshot(snapshot)
        }
    }

    /// The replica has made the proposal, or accepts it and says so with the PREPARE that is made here.
    mutating func applyProposal(_ proposal: PBFTSigned<PBFTPrePrepare>) {
        let body = proposal.body
        let place = body.place
        var round = state.rounds[place] ?? PBFTRound()
        round.accept(proposal)
        if configuration.primary(of: body.view) == me {
            state.lastProposed = max(state.lastProposed, body.sequence)
        } else if let digest = round.digest {
            let own = sign(PBFTPrepare(view: body.view, sequence: body.sequence, digest: digest))
            // Refused when it is there already, after a NEW-VIEW that was read from the log.
            try? round.insert(own)
        }
        state.rounds[place] = round
        guard let request = body.request, body.view == state.view, body.sequence > state.lastExecuted,
            isDue(request)
        else { return }
        state.ordered.insert(request.id)
    }

    /// The replica is prepared and says so with the COMMIT that is made here.
    mutating func applyCertificate(_ certificate: PBFTCertificate) {
        let (view, sequence) = (certificate.view, certificate.sequence)
        let place = PBFTPlace(view: view, sequence: sequence)
        if var round = state.rounds[place]?.prepared(keeping: me), let digest = round.digest {
            try? round.insert(sign(PBFTCommit(view: view, sequence: sequence, digest: digest)))
            state.rounds[place] = round
        }
        guard sequence > state.lowWatermark, tells(ofCertificateIn: view),
            view > state.certificates[sequence]?.view ?? -1
        else { return }
        state.certificates[sequence] = certificate
    }

    /// The records that lead to what is durable of the present state, and nothing else.
    var records: [PBFTRecord] {
        var records: [PBFTRecord] = state.stableSnapshot.map { [.snapshot($0)] } ?? []
        records += state.executions.map { .executed(sequence: $0.sequence, $0.request) }
        if state.lowWatermark > state.stableSnapshot?.sequence ?? 0 {
            records.append(.stable(state.stableProof))
        }
        let certificates = state.certificates.values.sorted { $0.sequence < $1.sequence }
        records += certificates.filter { $0.view < state.view }.map { .prepared($0) }
        if let own = state.viewChanges[PBFTOrigin(view: state.view, sender: me)], state.isChangingView {
            records.append(.viewChange(own))
        }
        if let newView = state.newView { records.append(.newView(newView)) }
        records += proposalsOfView.map { .proposal($0) }
        records += certificates.filter { $0.view >= state.view }.map { .prepared($0) }
        return records.filter(isDurable)
    }

    /// Proposals that were made in the current view after it began.
    private var proposalsOfView: [PBFTSigned<PBFTPrePrepare>] {
        let begun = Set((state.newView?.body.prePrepares ?? []).map(\.body.sequence))
        return state.rounds.filter { $0.key.view == state.view && !begun.contains($0.key.sequence) }
            .compactMap(\.value.proposal).sorted { $0.body.sequence < $1.body.sequence }
    }
}

extension PBFTRecord {
    /// Membership in the normal case: the record is about a vote or a proposal there.
    var isVote: Bool {
        switch self {
        case .proposal, .prepared: true
        case .viewChange, .newView, .executed, .stable, .snapshot: false
        }
    }
}
