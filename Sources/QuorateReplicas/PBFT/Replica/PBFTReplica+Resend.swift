extension PBFTReplica {
    /// Sends again all that a replica might need which has missed it: the paper assumes that messages are sent until
    /// they arrive. What stands before the stable checkpoint is covered by the proof of that.
    mutating func resend() {
        for checkpoint in state.stableProof { broadcast(checkpoint) }
        for checkpoint in state.checkpoints[me] ?? [] { broadcast(checkpoint) }
        if let own = state.viewChanges[PBFTOrigin(view: state.view, sender: me)], state.isChangingView {
            return broadcast(own)
        }
        if let newView = state.newView { broadcast(newView) }
        let current = state.rounds.filter { $0.key.view == state.view }
        for (_, round) in current.sorted(by: { $0.key < $1.key }) { resend(round) }
    }

    private mutating func resend(_ round: PBFTRound) {
        if let proposal = round.proposal, proposal.sender == me { broadcast(proposal) }
        if let prepare = round.prepares.first(where: { $0.sender == me }) { broadcast(prepare) }
        if let commit = round.commits.first(where: { $0.sender == me }) { broadcast(commit) }
    }
}
