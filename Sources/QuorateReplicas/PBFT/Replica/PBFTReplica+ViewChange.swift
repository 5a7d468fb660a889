// Section 4.4, view changes: how a view ends.
extension PBFTReplica {
    /// Leaves the view for a higher one, durably, and says what was prepared.
    mutating func changeView(to view: Int) {
        guard view > state.view else { return }
        let prepared = state.certificates.values.sorted { $0.sequence < $1.sequence }
        let viewChange = sign(
            PBFTViewChange(view: view, checkpoint: state.stableProof, prepared: prepared))
        record(.viewChange(viewChange))
        broadcast(viewChange)
        emit(.event(.changesView(view)))
        beginView()
    }

    /// From now on the replica takes part in no lower view.
    mutating func applyViewChange(_ own: PBFTSigned<PBFTViewChange>) {
        state.view = own.body.view
        state.isChangingView = true
        state.newView = nil
        state.ordered = []
        state.lastProposed = state.lowWatermark
        forgetLowerViews()
        state.viewChanges[PBFTOrigin(view: own.body.view, sender: me)] = own
    }

    /// Drops the votes and VIEW-CHANGEs of views that are over.
    mutating func forgetLowerViews() {
        let view = state.view
        state.rounds = state.rounds.filter { takesVotes(of: $0.key.view) }
        state.viewChanges = state.viewChanges.filter { $0.key.view >= view }
    }

    /// VIEW-CHANGE of another replica.
    mutating func receive(_ viewChange: PBFTSigned<PBFTViewChange>) throws(PBFTRejection) {
        let view = viewChange.body.view
        guard view > state.view || view == state.view && state.isChangingView else {
            answerLate(viewChange)
            throw .wrongView(view)
        }
        let origin = PBFTOrigin(view: view, sender: viewChange.sender)
        guard state.viewChanges[origin] == nil else { throw .duplicate }
        try checkContent(of: viewChange.body)
        state.viewChanges[origin] = viewChange
        forgetLowestView(of: viewChange.sender)
        join()
        beginView()
    }

    /// Brings a replica that is behind to the view that has begun without it.
    private mutating func answerLate(_ viewChange: PBFTSigned<PBFTViewChange>) {
        if let newView = state.newView { emit(.send(newView.encoded, to: viewChange.sender)) }
    }

    /// Holds the number of VIEW-CHANGEs of one sender down.
    private mutating func forgetLowestView(of sender: Int) {
        let origins = state.viewChanges.keys.filter { $0.sender == sender }.sorted()
        for origin in origins.dropLast(PBFTLimits.viewChangesPerSender) { state.viewChanges[origin] = nil }
    }

    /// Joins the smallest of the higher views that others want, once f + 1 want such: one of them is correct.
    /// Section 4.5.2.
    private mutating func join() {
        while true {
            let view = state.view
            let higher = state.viewChanges.keys.filter { $0.view > view && $0.sender != me }
            guard Set(higher.map(\.sender)).count > configuration.faultCount,
                let smallest = higher.map(\.view).min()
            else { return }
            changeView(to: smallest)
            // A view that began at once is entered; what is known of still higher ones counts for it too.
        }
    }

    /// The number of replicas whose VIEW-CHANGE for `view` is known.
    func viewChangeSenders(for view: Int) -> Int { state.viewChanges.keys.count { $0.view == view } }
}
