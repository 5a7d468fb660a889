// Section 4.4, view changes: how a view begins.
extension PBFTReplica {
    /// As primary of the view that is wanted, begins it once a quorum wants it.
    mutating func beginView() {
        let (view, quorum) = (state.view, configuration.viewChangeQuorum)
        guard state.isChangingView, configuration.primary(of: view) == me,
            let own = state.viewChanges[PBFTOrigin(view: view, sender: me)],
            viewChangeSenders(for: view) >= quorum
        else { return }
        let others = state.viewChanges.filter { $0.key.view == view && $0.key.sender != me }
            .values.sorted { $0.sender < $1.sender }
        let viewChanges = (others.prefix(quorum - 1) + [own]).sorted { $0.sender < $1.sender }
        let newView = sign(
            PBFTNewView(
                view: view, viewChanges: viewChanges,
                prePrepares: obligations(of: viewChanges.map(\.body), in: view).map(sign)))
        enter(newView) { $0.broadcast(newView) }
    }

    /// NEW-VIEW of the primary of a view.
    mutating func receive(_ newView: PBFTSigned<PBFTNewView>) throws(PBFTRejection) {
        try checkViewChanges(of: newView.body)
        try checkProposals(of: newView.body)
        changeView(to: newView.body.view)
        enter(newView) { replica in
            for proposal in newView.body.prePrepares { replica.sendPrepare(proposal.body.place) }
        }
    }

    /// Enters a view, says what `announce` says, and goes on with the normal case.
    private mutating func enter(
        _ newView: PBFTSigned<PBFTNewView>, announcing announce: (inout PBFTReplica) -> Void
    ) {
        let highest = newView.body.viewChanges.max { $0.body.stableSequence < $1.body.stableSequence }
        if let highest { adopt(highest.body.checkpoint) }
        record(.newView(newView))
        announce(&self)
        emit(.event(.entersView(newView.body.view)))
        for proposal in newView.body.prePrepares {
            if let request = proposal.body.request, !isExecuted(request) { overhear(request) }
            advance(proposal.body.place)
        }
        takeEarlyMessages()
        proposePending()
    }

    /// The replica is in the view and has accepted all that NEW-VIEW proposes.
    mutating func applyNewView(_ newView: PBFTSigned<PBFTNewView>) {
        state.view = newView.body.view
        state.isChangingView = false
        state.newView = newView
        state.ordered = []
        state.lastProposed = state.lowWatermark
        forgetLowerViews()
        state.viewChanges = state.viewChanges.filter { $0.key.view > newView.body.view }
        for proposal in newView.body.prePrepares where proposal.body.sequence > state.lowWatermark {
            applyProposal(proposal)
        }
    }

    /// Proposals that VIEW-CHANGEs oblige the primary of `view` to make: for each sequence number behind the
    /// highest stable checkpoint the request of the certificate of the highest view, and null requests in the
    /// gaps.
    func obligations(of viewChanges: [PBFTViewChange], in view: Int) -> [PBFTPrePrepare] {
        let low = viewChanges.map(\.stableSequence).max() ?? 0
        var chosen: [Int: PBFTCertificate] = [:]
        for certificate in bindingCertificates(of: viewChanges) where certificate.sequence > low {
            guard let other = chosen[certificate.sequence] else {
                chosen[certificate.sequence] = certificate
                continue
            }
            if isPreferred(certificate, to: other) { chosen[certificate.sequence] = certificate }
        }
        // Between the watermarks of some replica, except where these are ignored.
        let high = min(chosen.keys.max() ?? low, low + PBFTLimits.window)
        return (low..<high).map { sequence in
            PBFTPrePrepare(
                view: view, sequence: sequence + 1, request: chosen[sequence + 1]?.prePrepare.body.request)
        }
    }

    private func checkViewChanges(of newView: PBFTNewView) throws(PBFTRejection) {
        let viewChanges = newView.viewChanges
        guard viewChanges.count >= configuration.viewChangeQuorum,
            viewChanges.map(\.sender).isStrictlyAscending,
            viewChanges.allSatisfy({ $0.body.view == newView.view })
        else { throw .invalidViewChanges }
        for viewChange in viewChanges {
            // What has come by itself was checked then.
            let origin = PBFTOrigin(view: newView.view, sender: viewChange.sender)
            if state.viewChanges[origin] == viewChange { continue }
            try checkEmbedded(viewChange)
            try checkContent(of: viewChange.body)
        }
    }

    private func checkProposals(of newView: PBFTNewView) throws(PBFTRejection) {
        let primary = configuration.primary(of: newView.view)
        for proposal in newView.prePrepares {
            guard proposal.sender == primary, proposal.body.view == newView.view else {
                throw .invalidProposals
            }
            try checkEmbedded(proposal)
            if let request = proposal.body.request { try checkRequest(request) }
        }
        let (proposals, viewChanges) = (newView.prePrepares.map(\.body), newView.viewChanges.map(\.body))
        guard areJustified(proposals, by: viewChanges, in: newView.view) else { throw .invalidProposals }
    }
}
