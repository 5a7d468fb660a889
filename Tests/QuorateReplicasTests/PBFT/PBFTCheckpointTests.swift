import QuorateReplicas
import Testing

/// Castro and Liskov (1999), section 4.3.
@Suite struct PBFTCheckpointTests {
    /// A backup that has executed `count` requests.
    private func backup(_ count: Int, number: Int = 1) throws -> PBFTBench {
        var bench = try PBFTBench(number)
        for sequence in 1...count { try bench.order(PBFTBench.request(sequence), at: sequence) }
        return bench
    }

    private func checkpoint(_ bench: PBFTBench) throws -> PBFTCheckpoint {
        PBFTCheckpoint(sequence: 4, digest: try #require(bench.state.candidates[4]).digest)
    }

    @Test func aCheckpointIsSentAtTheEndOfAnInterval() throws {
        var bench = try backup(3)
        let heard = try bench.order(PBFTBench.request(4), at: 4)
        #expect(heard.sent.contains(.checkpoint(try checkpoint(bench))))
    }

    @Test func aQuorumMovesTheWatermarksAndWhatIsBeforeIsForgotten() throws {
        var bench = try backup(5)
        let body = try checkpoint(bench)
        #expect(try bench.hear(.checkpoint(body), from: 0).events.isEmpty)
        #expect(try bench.hear(.checkpoint(body), from: 0).rejection == .duplicate)
        #expect(try bench.hear(.checkpoint(body), from: 2).events == [.stableCheckpoint(sequence: 4)])
        #expect(bench.state.lowWatermark == 4)
        #expect(bench.state.highWatermark == 12)
        #expect(bench.state.rounds.keys.map(\.sequence) == [5])
        #expect(bench.state.certificates.keys.sorted() == [5])
        #expect(bench.state.stableSnapshot?.proof.map(\.sender) == [0, 1, 2])
        #expect(
            try bench.hear(PBFTBench.commit(PBFTBench.request(4), at: 4), from: 2).rejection
                == .outsideWatermarks(4))
    }

    @Test func aViewChangeProvesItsCheckpoint() throws {
        var bench = try backup(5)
        let body = try checkpoint(bench)
        for sender in [0, 2] { try bench.hear(.checkpoint(body), from: sender) }
        let viewChange = try #require(try bench.give(.timeout).viewChanges.first)
        #expect(viewChange.stableSequence == 4)
        #expect(viewChange.prepared.map(\.sequence) == [5])
        var other = try PBFTBench(3)
        #expect(try other.hear(PBFTBench.signed(viewChange, 1)).rejection == nil)
        let unproven = PBFTViewChange(
            view: 1, checkpoint: Array(viewChange.checkpoint.prefix(2)), prepared: viewChange.prepared)
        #expect(try other.hear(PBFTBench.signed(unproven, 2)).rejection == .invalidCheckpoint)
    }

    @Test func whoIsBehindNeedsTheStateAndGoesOnWithIt() throws {
        let ahead = try backup(4)
        var stable = ahead
        let body = try checkpoint(ahead)
        for sender in [0, 2] { try stable.hear(.checkpoint(body), from: sender) }
        let snapshot = try #require(stable.state.stableSnapshot)

        var behind = try PBFTBench(3)
        for sender in [0, 1] { #expect(try behind.hear(.checkpoint(body), from: sender).events.isEmpty) }
        let heard = try behind.hear(.checkpoint(body), from: 2)
        #expect(heard.events == [.stableCheckpoint(sequence: 4), .needsState(sequence: 4)])
        #expect(behind.state.lowWatermark == 4)
        #expect(try behind.order(PBFTBench.request(5), at: 5).executed.isEmpty)
        try behind.node.restart()
        #expect(behind.state.neededState == 4)
        try behind.order(PBFTBench.request(5), at: 5)
        let adopted = try behind.give(.snapshot(snapshot.encoded))
        #expect(adopted.events.first == .adoptsState(sequence: 4))
        #expect(adopted.executed == [5])
        #expect(behind.state.lastReplies[0]?.timestamp == 5)
        try behind.node.restart()
        #expect(behind.state.lastExecuted == 5)
        // At most once, also for what it has not seen itself.
        #expect(try behind.give(.request(PBFTBench.request(4).encoded)).rejection == .oldRequest)
    }

    @Test func aStateThatIsNotProvenIsRefused() throws {
        var stable = try backup(4)
        let body = try checkpoint(stable)
        for sender in [0, 2] { try stable.hear(.checkpoint(body), from: sender) }
        let good = try #require(stable.state.stableSnapshot)
        var behind = try PBFTBench(3)
        let changed = PBFTSnapshot(sequence: 4, history: .null, clients: good.clients, proof: good.proof)
        #expect(try behind.give(.snapshot(changed.encoded)).rejection == .invalidCheckpoint)
        let alone = PBFTSnapshot(
            sequence: 4, history: good.history, clients: good.clients, proof: Array(good.proof.prefix(2)))
        #expect(try behind.give(.snapshot(alone.encoded)).rejection == .invalidCheckpoint)
        #expect(try behind.give(.snapshot([1, 2])).rejection == .malformed(.truncated))
        #expect(behind.state.lastExecuted == 0)
    }

    @Test func thePrimaryStopsAtTheHighWatermark() throws {
        var primary = try PBFTBench(0)
        for timestamp in 1...10 { try primary.give(.request(PBFTBench.request(timestamp).encoded)) }
        #expect(primary.state.rounds.keys.map(\.sequence).max() == 8)
        #expect(primary.state.pending.count == 10)
    }
}
