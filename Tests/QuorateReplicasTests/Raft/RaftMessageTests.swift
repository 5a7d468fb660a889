import QuorateReplicas
import SeededRandom
import Testing

/// Messages as bytes: each has one encoding, and any bytes may come.
@Suite struct RaftMessageTests {
    static let seeds = Seed.each([3, 44, 555, 6666])

    @Test(arguments: seeds)
    func everyMessageAndRecordIsReadAsItWasWritten(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        for _ in 0..<5000 {
            let message = random.message()
            #expect(try RaftMessage(decoding: message.encoded) == message, "seed \(seed)")
            let record = RaftRecord.entries(firstIndex: random.number(0..<9), random.entries())
            #expect(try RaftRecord(decoding: record.encoded) == record, "seed \(seed)")
        }
    }

    /// What is read of mutated bytes has those bytes as its encoding.
    @Test(arguments: seeds)
    func mutatedBytesThatAreReadAreTheirEncoding(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var readable = 0
        for _ in 0..<20_000 {
            let bytes = random.mutated(random.message().encoded)
            guard let message = try? RaftMessage(decoding: bytes) else { continue }
            readable += 1
            #expect(message.encoded == bytes, "seed \(seed)")
        }
        #expect(readable > 1000)
    }

    @Test func limitsHoldAndVotersStandInOrder() {
        let tooMany = RaftMessage.append(1, RaftEntry.log(Array(repeating: 1, count: 200)) + many(825))
        #expect(throws: DecodingFailure.tooLarge(1025, limit: 1024)) {
            try RaftMessage(decoding: tooMany.encoded)
        }
        var entry = RaftEntry(term: 1, .configuration(JointMajority([1, 2]))).encoded
        entry.replaceSubrange(25..<41, with: entry[33..<41] + entry[25..<33])
        #expect(throws: DecodingFailure.notCanonical) { try RaftEntry(decoding: entry) }
        let nobody = RaftEntry(term: 1, .configuration(JointMajority([])))
        #expect(throws: DecodingFailure.notCanonical) { try RaftEntry(decoding: nobody.encoded) }
    }

    private func many(_ count: Int) -> [RaftEntry] {
        Array(repeating: RaftEntry(term: 1, .noOp), count: count)
    }

    /// No bytes from anybody make a server trap or hold more than it was sent.
    @Test(arguments: seeds)
    func noBytesMakeAServerTrapOrHoldMoreThanItWasSent(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var server = try RaftServer(usesPreVote: seed % 2 == 0, appendsNoOp: true)
        var received = 0
        var dropped = 0
        for number in 0..<50_000 {
            if number % 500 == 0 {
                server = try RaftServer(usesPreVote: number % 1000 == 0, appendsNoOp: true)
                received = 0
            }
            let input = random.input()
            if case .message(let bytes, _) = input { received += bytes.count }
            let steps = server.take(input)
            if case .event(.dropped(.malformed)) = steps.first { dropped += 1 }
            let state = server.state
            #expect(
                state.log.count <= received / 9 + number % 500 + 1 && state.commitIndex <= state.log.count)
            #expect(state.votes.count <= 2 * RaftLimits.voterCount + 1)
            #expect(state.progress.count <= 2 * RaftLimits.voterCount)
        }
        #expect(dropped > 5000 && dropped < 45_000)
    }
}
