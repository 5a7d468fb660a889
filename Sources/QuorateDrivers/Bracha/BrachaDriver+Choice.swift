internal import BroadcastSpecs
internal import QuorateQuorums
internal import QuorateReplay
internal import QuorateReplicas

// Several values at once: more Byzantine replicas than the thresholds are made for, and only they, make that possible.
extension BrachaDriver {
    /// Returns true if the replica would take a step like `action` with another value: it could do so before it is given
    /// anything, so that this step is compared where it is the one that is asked for.
    func prefersOtherValue(
        _ action: BrachaBroadcast.Action, after stimulus: Stimulus<Input>, in system: System
    ) -> Bool {
        guard spec.adversary.count > spec.faults, stimulus.exists, let wanted = wanted(action),
            var node = system.nodes[wanted.replica.number], let own = node.replica.nextStep,
            own.isLike(wanted.step), own != wanted.step
        else { return false }
        for delivery in stimulus.evidence + stimulus.inputs {
            if case .message(let bytes, let sender) = delivery.input {
                node.accept(.message(bytes, from: sender.number))
            }
        }
        return node.replica.nextStep == own
    }

    private func wanted(
        _ action: BrachaBroadcast.Action
    ) -> (replica: ReplicaID, step: BrachaReplica.Step)? {
        switch action {
        case .broadcast: nil
        case .echo(let replica, let value): (replica, .echo(value.bytes))
        case .ready(let replica, let value): (replica, .ready(value.bytes))
        case .deliver(let replica, let value): (replica, .deliver(value.bytes))
        }
    }
}

extension BrachaReplica.Step {
    /// Returns true if the other step is the same one with a value that may be another.
    fileprivate func isLike(_ other: Self) -> Bool {
        switch (self, other) {
        case (.broadcast, .broadcast), (.echo, .echo), (.ready, .ready), (.deliver, .deliver): true
        default: false
        }
    }
}
