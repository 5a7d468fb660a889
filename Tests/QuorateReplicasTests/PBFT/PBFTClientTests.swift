import QuorateReplicas
import Testing

/// Castro and Liskov (1999), section 4.1, from the client's side.
@Suite struct PBFTClientTests {
    private func client(
        _ unsafe: (inout PBFTClientConfiguration.Unsafe) -> Void = { _ in }
    ) throws -> Node<PBFTClient, MemoryLog> {
        let configuration = try PBFTClientConfiguration(
            client: 0, replicaCount: 4, faultCount: 1, authentication: PBFTKeys.client(0))
        return try Node(configuration.unsafely(unsafe), log: MemoryLog())
    }

    private func reply(_ timestamp: Int, _ result: UInt8, from sender: Int, view: Int = 0) -> PBFTClientInput
    {
        let body = PBFTReply(view: view, client: 0, timestamp: timestamp, result: PBFTDigest(of: [result]))
        return .reply(PBFTBench.envelope(.reply(body), from: sender).encoded)
    }

    private let accepted = PBFTClientEvent.accepted(
        request: PBFTRequestID(client: 0, timestamp: 1), result: PBFTDigest(of: [1]))

    @Test func sendsToThePrimaryAndAfterATimeoutToAll() throws {
        var client = try client()
        guard case .send(let bytes, to: 0)? = try client.receive(.operation([5])).last else {
            Issue.record("not sent to the primary")
            return
        }
        #expect(try PBFTRequest(decoding: bytes) == PBFTBench.request(1, [5]))
        #expect(try client.receive(.timeout) == [.broadcast(bytes)])
        #expect(try client.receive(.operation([6])) == [.event(.dropped(.busy))])
    }

    /// A client that has given a request up makes the next one, and takes no reply to the old one for the new one's.
    @Test func whatIsAbandonedIsNotWaitedFor() throws {
        var client = try client()
        _ = try client.receive(.operation([5]))
        _ = try client.receive(reply(1, 1, from: 0))
        #expect(try client.receive(.abandon).isEmpty)
        #expect(try client.receive(.timeout).isEmpty)
        guard case .send(let bytes, to: 0)? = try client.receive(.operation([6])).last else {
            Issue.record("not sent to the primary")
            return
        }
        #expect(try PBFTRequest(decoding: bytes) == PBFTBench.request(2, [6]))
        #expect(try client.receive(reply(1, 1, from: 1)) == [.event(.dropped(.notExpected))])
        for sender in [0, 1] { _ = try client.receive(reply(2, 2, from: sender)) }
        #expect(try client.receive(.operation([7])) != [.event(.dropped(.busy))])
    }

    @Test func acceptsFPlus1EqualRepliesOfDifferentReplicas() throws {
        var client = try client()
        _ = try client.receive(.operation([5]))
        #expect(try client.receive(reply(1, 1, from: 0)).isEmpty)
        #expect(try client.receive(reply(1, 1, from: 0)) == [.event(.dropped(.duplicate))])
        #expect(try client.receive(reply(1, 2, from: 1)).isEmpty)
        #expect(try client.receive(reply(1, 1, from: 2, view: 3)) == [.event(accepted)])
        #expect(try client.receive(reply(1, 1, from: 3)) == [.event(.dropped(.notExpected))])
    }

    @Test func learnsThePrimaryFromReplies() throws {
        var client = try client()
        _ = try client.receive(.operation([5]))
        for sender in [0, 1] { _ = try client.receive(reply(1, 1, from: sender, view: 2)) }
        guard case .send(_, to: 2)? = try client.receive(.operation([6])).last else {
            Issue.record("not sent to the primary of view 2")
            return
        }
    }

    @Test func dropsWhatIsNoReply() throws {
        var client = try client()
        _ = try client.receive(.operation([5]))
        let body = PBFTReply(view: 0, client: 0, timestamp: 1, result: .null)
        let forged = PBFTEnvelope(sender: 1, message: .reply(body), signature: [1]).encoded
        #expect(try client.receive(.reply(forged)) == [.event(.dropped(.badSignature))])
        #expect(try client.receive(reply(2, 1, from: 0)) == [.event(.dropped(.notExpected))])
        #expect(try client.receive(.reply([3])) == [.event(.dropped(.malformed(.truncated)))])
        #expect(try client.receive(reply(1, 1, from: 4)) == [.event(.dropped(.unknownSender(4)))])
    }

    @Test func timestampsGrowOverARestart() throws {
        var client = try client()
        _ = try client.receive(.operation([5]))
        try client.restart()
        #expect(client.replica.state.outstanding == PBFTBench.request(1, [5]))
        for sender in [0, 1] { _ = try client.receive(reply(1, 1, from: sender)) }
        _ = try client.receive(.operation([6]))
        #expect(client.replica.state.timestamp == 2)
    }

    @Test func withFRepliesOneReplicaMisleadsIt() throws {
        var client = try client { $0.replyQuorum = .f }
        _ = try client.receive(.operation([5]))
        #expect(try client.receive(reply(1, 1, from: 3)) == [.event(accepted)])
    }
}
