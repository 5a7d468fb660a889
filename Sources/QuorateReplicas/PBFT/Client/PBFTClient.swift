/// A client of Practical Byzantine Fault Tolerance: one request at a time, its result by f + 1 equal replies.
///
/// Castro and Liskov (1999), section 4.1. The request goes to the primary of the last view that the client has heard
/// of, and when the timer ends to all. What it sends are the bytes of a ``PBFTRequest``, which a replica takes as
/// ``PBFTInput/request(_:)``. Timestamps are numbers from 1 on, and durable: with a timestamp of the past, a
/// client would be told the result of an old request.
public struct PBFTClient: Replica {
    /// Configuration that the client was started with.
    public let configuration: PBFTClientConfiguration
    /// Everything that changes.
    public private(set) var state = PBFTClientState()

    /// A client that begins with its durable records: a request that had no result yet is outstanding still.
    ///
    /// - Throws: ``RecoveryFailure`` when the records are not ones that such a client has written.
    public init(_ configuration: PBFTClientConfiguration, recovering records: [[UInt8]]) throws {
        self.configuration = configuration
        for (index, bytes) in records.enumerated() { try recover(bytes, at: index) }
    }

    /// The next thing to be done, or nil when there is nothing until the next input.
    public mutating func nextOutput() -> Output<PBFTClientEvent>? {
        state.outputs.isEmpty ? nil : state.outputs.removeFirst()
    }

    /// Takes an input; what cannot be used comes out as ``PBFTClientEvent/dropped(_:)``.
    public mutating func receive(_ input: PBFTClientInput) {
        do throws(PBFTClientRejection) {
            switch input {
            case .operation(let operation): try submit(operation)
            case .reply(let bytes): try receiveReply(bytes)
            case .timeout: if let request = state.outstanding { emit(.broadcast(request.encoded)) }
            case .abandon: state.abandon()
            }
        } catch {
            emit(.event(.dropped(error)))
        }
    }

    private mutating func emit(_ output: Output<PBFTClientEvent>) { state.outputs.append(output) }

    private mutating func submit(_ operation: [UInt8]) throws(PBFTClientRejection) {
        guard state.outstanding == nil else { throw .busy }
        guard operation.count <= PBFTLimits.operation else { throw .operationTooLarge(operation.count) }
        let request = PBFTRequest(
            client: configuration.client, timestamp: state.timestamp + 1, operation: operation,
            signingWith: configuration.authentication)
        emit(.compact([request.encoded]))
        state.begin(request)
        emit(.send(request.encoded, to: state.view % configuration.replicaCount))
    }

    private mutating func receiveReply(_ bytes: [UInt8]) throws(PBFTClientRejection) {
        let envelope = try decode(bytes)
        let sender = envelope.sender
        guard case .reply(let reply) = envelope.message else { throw .notAReply }
        guard sender < configuration.replicaCount else { throw .unknownSender(sender) }
        guard let request = state.outstanding, reply.client == request.client,
            reply.timestamp == request.timestamp
        else { throw .notExpected }
        guard configuration.authentication.verify(envelope.signature, envelope.signedText, .replica(sender))
        else { throw .badSignature }
        guard state.replies[sender] == nil else { throw .duplicate }
        state.replies[sender] = reply
        accept(reply.result, of: request)
    }

    private func decode(_ bytes: [UInt8]) throws(PBFTClientRejection) -> PBFTEnvelope {
        guard bytes.count <= 1024 else { throw .tooLarge(bytes.count) }
        do { return try PBFTEnvelope(decoding: bytes) } catch { throw .malformed(error) }
    }

    private mutating func accept(_ result: PBFTDigest, of request: PBFTRequest) {
        let same = state.replies.values.filter { $0.result == result }
        guard same.count >= configuration.replyQuorum else { return }
        // One of the f + 1 is correct: a view that is at most theirs has begun somewhere.
        state.view = max(state.view, same.map(\.view).min() ?? 0)
        state.outstanding = nil
        state.replies = [:]
        emit(.event(.accepted(request: request.id, result: result)))
    }

    private mutating func recover(_ bytes: [UInt8], at index: Int) throws(RecoveryFailure) {
        do {
            let request = try PBFTRequest(decoding: bytes)
            guard request.client == configuration.client, request.timestamp > state.timestamp else {
                throw RecoveryFailure(record: index, reason: "a request of another client, or an old one")
            }
            state.begin(request)
        } catch let failure as RecoveryFailure {
            throw failure
        } catch {
            throw RecoveryFailure(record: index, reason: "\(error)")
        }
    }
}
