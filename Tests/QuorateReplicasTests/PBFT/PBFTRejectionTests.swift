import QuorateReplicas
import Testing

/// What does not fit is dropped with its reason, and changes nothing.
@Suite struct PBFTRejectionTests {
    let request = PBFTBench.request(1)

    private func rejection(_ message: PBFTMessage, from sender: Int) throws -> PBFTRejection? {
        try rejection(PBFTBench.envelope(message, from: sender))
    }

    private func rejection(_ envelope: PBFTEnvelope) throws -> PBFTRejection? {
        var backup = try PBFTBench(1)
        let before = backup.state
        let heard = try backup.give(.message(envelope.encoded))
        #expect(backup.state == before)
        #expect(heard.sent.isEmpty)
        return heard.rejection
    }

    @Test func messagesWithBadSignaturesAreDropped() throws {
        let message = PBFTBench.proposal(request, at: 1)
        #expect(try rejection(PBFTEnvelope(sender: 0, message: message, signature: [1])) == .badSignature)
        let byAnother = PBFTEnvelope(signing: message, from: 0, with: PBFTKeys.replica(3))
        #expect(try rejection(byAnother) == .badSignature)
    }

    @Test func requestsThatTheClientHasNotSigned() throws {
        let forged = PBFTRequest(client: 0, timestamp: 1, operation: [7], signature: [1])
        #expect(try rejection(PBFTBench.proposal(forged, at: 1), from: 0) == .badClientSignature)
        var primary = try PBFTBench(0)
        #expect(try primary.give(.request(forged.encoded)).rejection == .badClientSignature)
        let unknown = PBFTBench.request(1, client: 2)
        #expect(try primary.give(.request(unknown.encoded)).rejection == .unknownClient(2))
    }

    @Test func messagesOfWrongSendersAndPlacesAreDropped() throws {
        let proposal = PBFTBench.proposal(request, at: 1)
        #expect(try rejection(proposal, from: 2) == .notFromPrimary)
        #expect(try rejection(proposal, from: 1) == .unknownSender(1))
        #expect(try rejection(proposal, from: 4) == .unknownSender(4))
        #expect(try rejection(PBFTBench.proposal(request, at: 0), from: 0) == .outsideWatermarks(0))
        #expect(try rejection(PBFTBench.proposal(request, at: 9), from: 0) == .outsideWatermarks(9))
        #expect(try rejection(PBFTBench.commit(request, at: 9), from: 2) == .outsideWatermarks(9))
        #expect(try rejection(PBFTBench.proposal(nil, at: 1), from: 0) == .nullRequest)
        let reply = PBFTReply(view: 0, client: 0, timestamp: 1, result: .null)
        #expect(try rejection(.reply(reply), from: 0) == .notForReplicas)
    }

    @Test func messagesOfWrongViewsAreDropped() throws {
        var backup = try PBFTBench(1)
        try backup.give(.timeout)
        #expect(try backup.hear(PBFTBench.proposal(request, at: 1), from: 0).rejection == .wrongView(0))
        #expect(try backup.hear(PBFTBench.commit(request, at: 1), from: 2).rejection == .wrongView(0))
        try backup.give(.timeout)
        #expect(try backup.hear(PBFTBench.viewChange(1, from: 2)).rejection == .wrongView(1))
    }

    @Test func messagesOfWrongSizesAreDropped() throws {
        var backup = try PBFTBench(1)
        let limit = backup.node.configuration.messageLimit
        let long = [UInt8](repeating: 0, count: limit + 1)
        #expect(try backup.give(.message(long)).rejection == .tooLarge(limit + 1))
        let big = PBFTBench.request(1, [UInt8](repeating: 1, count: 4097))
        #expect(try rejection(PBFTBench.proposal(big, at: 1), from: 0) == .operationTooLarge(4097))
        let bytes = PBFTBench.envelope(PBFTBench.proposal(request, at: 1), from: 0).encoded
        #expect(try backup.give(.message(bytes + [0])).rejection == .malformed(.leftOver(1)))
        #expect(try backup.give(.message(bytes.dropLast())).rejection == .malformed(.truncated))
        #expect(try backup.give(.message([])).rejection == .malformed(.truncated))
        #expect(try backup.give(.message([99])).rejection == .malformed(.unknownKind(99)))
    }

    @Test func votesThatCannotCount() throws {
        var backup = try PBFTBench(1)
        try backup.hear(PBFTBench.commit(request, at: 1), from: 2)
        #expect(try backup.hear(PBFTBench.commit(request, at: 1), from: 2).rejection == .duplicate)
        try backup.hear(PBFTBench.proposal(request, at: 1), from: 0)
        let other = PBFTBench.request(1, [8])
        #expect(try backup.hear(PBFTBench.prepare(other, at: 1), from: 2).rejection == .conflictingVote)
        try backup.hear(PBFTBench.prepare(request, at: 1), from: 2)
        #expect(try backup.hear(PBFTBench.prepare(request, at: 1), from: 3).rejection == .superfluous)
    }

    @Test func whoVotesForEverythingIsHeldBack() throws {
        var backup = try PBFTBench(1)
        for number in 0..<4 {
            let vote = PBFTBench.prepare(PBFTBench.request(1, [UInt8(number)]), at: 1)
            #expect(try backup.hear(vote, from: 2).rejection == nil)
        }
        #expect(try backup.hear(PBFTBench.prepare(request, at: 1), from: 2).rejection == .tooManyVotes)
    }

    @Test func tooManyRequestsOfOneClient() throws {
        var backup = try PBFTBench(1)
        for timestamp in 1...16 {
            #expect(try backup.give(.request(PBFTBench.request(timestamp).encoded)).rejection == nil)
        }
        #expect(try backup.give(.request(PBFTBench.request(17).encoded)).rejection == .tooManyRequests)
        #expect(try backup.give(.request(PBFTBench.request(1, client: 1).encoded)).rejection == nil)
    }
}
