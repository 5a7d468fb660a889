import QuorateReplicas
import Testing

/// What a replica says after a crash agrees with what it said before.
@Suite struct PBFTRecoveryTests {
    let request = PBFTBench.request(1)
    let other = PBFTBench.request(1, [8])

    @Test func acceptsNoOtherProposalAfterARestart() throws {
        var backup = try PBFTBench(1)
        try backup.hear(PBFTBench.proposal(request, at: 1), from: 0)
        try backup.node.restart()
        let heard = try backup.hear(PBFTBench.proposal(other, at: 1), from: 0)
        #expect(heard.rejection == .conflictingProposal)
        #expect(try backup.give(.resend).prepares.map(\.digest) == [request.digest])
    }

    @Test func thePrimaryGoesOnBehindItsProposals() throws {
        var primary = try PBFTBench(0)
        try primary.give(.request(request.encoded))
        try primary.node.restart()
        #expect(
            try primary.give(.request(PBFTBench.request(1, client: 1).encoded)).proposals.map(\.sequence) == [
                2
            ])
    }

    @Test func theViewChangeStillTellsWhatWasPrepared() throws {
        var backup = try PBFTBench(1)
        try backup.hear(PBFTBench.proposal(request, at: 1), from: 0)
        try backup.hear(PBFTBench.prepare(request, at: 1), from: 2)
        let certificate = try #require(backup.state.certificates[1])
        try backup.node.restart()
        #expect(backup.state.certificates[1] == certificate)
        #expect(try backup.give(.timeout).viewChanges.first?.prepared == [certificate])
    }

    @Test func aViewThatWasLeftStaysLeft() throws {
        var backup = try PBFTBench(2)
        try backup.give(.timeout)
        try backup.node.restart()
        #expect(backup.state.view == 1)
        #expect(backup.state.isChangingView)
        #expect(try backup.hear(PBFTBench.proposal(request, at: 1), from: 0).rejection == .wrongView(0))
        #expect(try backup.give(.resend).viewChanges.map(\.view) == [1])
    }

    @Test func aRequestIsNotExecutedAgainAfterARestart() throws {
        var backup = try PBFTBench(1)
        try backup.order(request, at: 1)
        let digest = backup.state.historyDigest
        try backup.node.restart()
        #expect(backup.state.historyDigest == digest)
        #expect(try backup.order(request, at: 2).executed.isEmpty)
        #expect(try backup.give(.request(request.encoded)).replies.map(\.result) == [digest])
    }

    @Test func aCompactedLogMakesTheSameState() throws {
        var backup = try PBFTBench(1)
        for sequence in 1...6 { try backup.order(PBFTBench.request(sequence), at: sequence) }
        let before = try #require(backup.state.candidates[4])
        for sender in [0, 2] {
            try backup.hear(.checkpoint(PBFTCheckpoint(sequence: 4, digest: before.digest)), from: sender)
        }
        #expect(backup.state.lowWatermark == 4)
        let state = backup.state
        try backup.node.restart()
        #expect(backup.state.lowWatermark == 4)
        #expect(backup.state.stableSnapshot == state.stableSnapshot)
        #expect(backup.state.lastExecuted == 6)
        #expect(backup.state.historyDigest == state.historyDigest)
        #expect(backup.state.lastReplies == state.lastReplies)
        #expect(backup.state.certificates == state.certificates)
        #expect(backup.state.history.map(\.sequence) == [5, 6])
    }

    @Test func recordsThatAreNoneAreRefused() throws {
        let configuration = try PBFTBench(1).node.configuration
        for record in [[], [9], [0, 0, 0], [4, 0, 0, 0, 0, 0, 0, 0, 3, 0]] as [[UInt8]] {
            #expect(throws: RecoveryFailure.self) { try PBFTReplica(configuration, recovering: [record]) }
        }
        var other = try PBFTBench(2)
        try other.give(.timeout)
        #expect(throws: RecoveryFailure(record: 0, reason: "a VIEW-CHANGE of replica 2")) {
            try PBFTReplica(configuration, recovering: other.node.log.records)
        }
    }
}
