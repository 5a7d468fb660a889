import QuorateReplicas

extension PBFTSimulation {
    /// Stops a replica and starts it again; all that it has said must still be there.
    mutating func restart(_ replica: Int) throws {
        let before = nodes[replica].replica.state
        try nodes[replica].restart()
        let after = nodes[replica].replica.state
        if isSafe, !before.agrees(with: after) { observed.report(.forgotten(replica: replica)) }
    }

    /// Hands a replica a message and crashes it before it has said all that it wanted to.
    mutating func crash(_ replica: Int, after input: PBFTInput) throws {
        nodes[replica].accept(input)
        for _ in 0..<random.number(0..<4) {
            guard let output = try nodes[replica].nextOutput() else { break }
            take(output, of: replica)
        }
        try nodes[replica].restart()
    }
}

extension PBFTState {
    /// Whether all that has to survive a crash is the same in both.
    fileprivate func agrees(with other: PBFTState) -> Bool {
        let isSameView = view == other.view && isChangingView == other.isChangingView
        let isSameHistory =
            lastExecuted == other.lastExecuted && historyDigest == other.historyDigest
            && lastReplies == other.lastReplies && executions == other.executions
        let isSameCheckpoint =
            lowWatermark == other.lowWatermark && stableSnapshot == other.stableSnapshot
            && neededState == other.neededState && candidates == other.candidates
        let isSameVotes = rounds.allSatisfy { place, round in
            round.digest == nil
                || round.digest == other.rounds[place]?.digest
                    && round.isPrepared == other.rounds[place]?.isPrepared
        }
        return isSameView && isSameHistory && isSameCheckpoint && isSameVotes
            && certificates == other.certificates
    }
}
