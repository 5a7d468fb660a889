import QuorateFaults

extension IstanbulBFT {
    /// Number of the current round, until it is known whether it will be remembered.
    private var now: BoundedInt<0, 7> { 7 }

    /// Blocks that the proposer may propose: that of the latest lock which a quorum of ROUND-CHANGEs tells
    /// of, or a new one.
    func proposals(in s: State) -> [Block] {
        if mutant == .neverUnlocks {
            let own = s.lock[s.proposer]
            return [own.round > 0 ? own.block : newBlock(in: s)]
        }
        let live = validators - s.stopped
        let heard = s.unstable == 0 ? [live] : live.subsets.filter { $0.count >= quorum }
        let blocks = heard.map { latest(of: $0, in: s)?.block ?? newBlock(in: s) }
        return Block.values.filter(blocks.contains)
    }

    private func latest(of senders: ReplicaSet, in s: State) -> Lock? {
        senders.map { s.lock[$0] }.filter { $0.round > 0 }.max { $0.round < $1.round }
    }

    /// The first block that nobody is locked on and nobody can have decided.
    private func newBlock(in s: State) -> Block {
        Block.values.first { block in
            !s.isChosen[block] && !validators.contains { s.lock[$0].round > 0 && s.lock[$0].block == block }
        } ?? 0
    }

    /// A proposal with its quorum of ROUND-CHANGEs is accepted whatever a validator is locked on.
    func accepts(_ block: Block, _ i: ReplicaID, in s: State) -> Bool {
        mutant != .neverUnlocks || s.lock[i].round == 0 || s.lock[i].block == block
    }

    /// Locks the validators that have heard enough PREPAREs; with enough of them their COMMITs decide.
    func lock(_ block: Block, _ heard: ReplicaSet, _ s: inout State) {
        for i in heard { s.lock[i] = Lock(round: now, block: block) }
        if heard.count >= quorum { s.isChosen[block] = true }
    }

    /// The next round, with the rounds of locks numbered from 1 again.
    func beginRound(_ s: inout State) {
        var remembered: UInt16 = 0
        for i in validators { remembered |= 1 << s.lock[i].round.value }
        for i in validators {
            let earlier = remembered & ~1 & (2 << s.lock[i].round.value &- 1)
            s.lock[i].round = BoundedInt(earlier.nonzeroBitCount)
        }
        s.prepared = ReplicaSet()
        s.proposal = 0
        s.proposer = validators.next(after: s.proposer)
        s.step = .propose
        if s.unstable > 0 { s.unstable -= 1 }
    }
}

extension IstanbulBFT.Lock: SpecDescribable {
    /// The block and its round, or `none`.
    func specValue(for replicas: ReplicaSet) -> SpecValue {
        .string(round == 0 ? "none" : "\(block) in round \(round)")
    }
}
