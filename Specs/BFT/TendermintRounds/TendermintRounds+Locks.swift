import QuorateFaults

extension TendermintRounds {
    /// Number of the current round, until it is known whether it will be remembered.
    private var now: Round { 9 }

    /// Locks the replicas that have precommitted `value`; it becomes the valid value of all that have heard
    /// of the quorum of prevotes.
    func lock(_ value: Value, _ voters: ReplicaSet, _ others: ReplicaSet, _ s: inout State) {
        let lock = Lock(round: now, value: value)
        for i in voters { s.replica[i].locked = lock }
        for i in voters | others where mutant != .proposesAfresh { s.replica[i].valid = lock }
        // The algorithm before the paper releases a lock on the prevotes of a later round, and remembers
        // nothing.
        for i in others where mutant == .proposesAfresh && s.replica[i].locked.value != value {
            s.replica[i].locked = Lock()
        }
        s.proven[value] = now
        if voters.count >= quorum - faults { s.isChosen[value] = true }
    }

    /// The next round, with the rounds that are remembered numbered from 1 again.
    func beginRound(_ s: inout State) {
        var remembered: UInt16 = 0
        for i in replicas {
            remembered |= 1 << s.replica[i].locked.round.value | 1 << s.replica[i].valid.round.value
        }
        for value in Value.values { remembered |= 1 << s.proven[value].value }
        let place = { (round: Round) in
            Round((remembered & ~1 & (2 << round.value &- 1)).nonzeroBitCount)
        }
        for i in replicas {
            s.replica[i].locked.round = place(s.replica[i].locked.round)
            s.replica[i].valid.round = place(s.replica[i].valid.round)
        }
        for value in Value.values { s.proven[value] = place(s.proven[value]) }
        s.prevotes = PerKey(ReplicaSet())
        s.proposer = replicas.next(after: s.proposer)
        s.step = .propose
        if s.unstable > 0 { s.unstable -= 1 }
    }
}

extension TendermintRounds.Lock: SpecDescribable {
    /// The value and its round, or `none`.
    func specValue(for replicas: ReplicaSet) -> SpecValue {
        .string(round == 0 ? "none" : "\(value) in round \(round)")
    }
}
