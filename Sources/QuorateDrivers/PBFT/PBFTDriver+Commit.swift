internal import QuorateQuorums
internal import QuorateReplay
internal import PBFTSpecs

// What makes a replica send COMMIT, and what must not.
extension PBFTDriver {
    /// Number of PREPAREs of others that make a replica prepared: the primary's proposal counts, and so does
    /// the replica's own PREPARE.
    private func preparesNeeded(by i: ReplicaID, _ view: PBFT.View) -> Int {
        spec.prepareQuorum - (spec.primary(of: view) == i ? 1 : 2)
    }

    /// The PREPAREs that make a replica prepared, and some that must not count; and the COMMITs, when its own is the
    /// last that a quorum needs.
    func commitStimulus(
        _ i: ReplicaID, _ view: PBFT.View, _ value: PBFT.Value, in system: System
    ) -> Stimulus<Input> {
        let prepares = votes(\.prepare, view, value, for: i, in: system, atMost: preparesNeeded(by: i, view))
        // Whoever has sent its own before learns no more in this step: it may execute, which is no step here.
        let others = hasCommitted(i, view, value, in: system) ? [] : whoCommitted(view, value, in: system)
        // In that mutant nobody waits for a quorum of COMMITs, and everybody hears what there is.
        let isLast =
            spec.mutant == .noCommitPhase || others.count + faulty(in: system).count >= spec.quorum - 1
        let listeners =
            hasCommitted(i, view, value, in: system) || !isLast
            ? [] : [i] + others.filter { system.nodes[$0.number]?.replica.state.view == view.number }
        let hearing = listeners.map { Stimulus.Delivery(Input.commits(view, value), to: $0) }
        if system.held[i, default: []].isEmpty {
            if let pointless = pointlessStimulus(i, view, value, prepares, in: system) { return pointless }
            if prepares.isEmpty { return .impossible }
            let worthless = prepares + impostures(view, value, to: i, in: system)
            return Stimulus(
                evidence: prepares.map { .init(.message($0), to: i) },
                then: worthless.map { .init(.message($0), to: i) } + hearing)
        }
        return Stimulus(evidence: [], then: [.init(.release, to: i)] + hearing)
    }

    /// Stimulus of a replica that has no reason to send COMMIT, because it has sent it, or no PREPARE before:
    /// all about the value that it must not act on. That is COMMITs, fewer than a quorum or not; or a second
    /// proposal with the PREPAREs for it, in this view and in those that it has left. Nil for a replica that
    /// has a reason.
    private func pointlessStimulus(
        _ i: ReplicaID, _ view: PBFT.View, _ value: PBFT.Value, _ prepares: [[UInt8]], in system: System
    ) -> Stimulus<Input>? {
        if hasCommitted(i, view, value, in: system) {
            return .deliver(prepares.map { .message($0) } + [.commits(view, value)], to: i)
        }
        if hasPrepared(i, view, value, in: system) { return nil }
        let old = PBFT.View.values.filter { $0.number < view.number }.flatMap { lower in
            proposal(lower, value, in: system)
                + votes(\.prepare, lower, value, for: i, in: system, atMost: preparesNeeded(by: i, lower))
        }
        // One that has accepted nothing may accept it, and that is another step.
        let isDecided = PBFT.Value.values.contains { hasPrepared(i, view, $0, in: system) }
        let messages = old + (isDecided ? proposal(view, value, in: system) : []) + prepares
        return .deliver(messages.map { .message($0) }, to: i)
    }
}
