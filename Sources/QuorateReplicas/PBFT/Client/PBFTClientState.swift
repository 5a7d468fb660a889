/// Everything that changes in a ``PBFTClient``.
public struct PBFTClientState: Hashable, Sendable {
    /// The timestamp of the last request.
    public private(set) var timestamp = 0
    /// The request that has no result yet.
    public internal(set) var outstanding: PBFTRequest?
    /// The replies to it, by replica.
    public internal(set) var replies: [Int: PBFTReply] = [:]
    /// The view whose primary requests are sent to.
    public internal(set) var view = 0
    /// Outputs that wait to be taken, the oldest first.
    var outputs: [Output<PBFTClientEvent>] = []

    mutating func abandon() { (outstanding, replies) = (nil, [:]) }

    mutating func begin(_ request: PBFTRequest) {
        timestamp = request.timestamp
        outstanding = request
        replies = [:]
    }
}

/// Input of a ``PBFTClient``: an operation, a reply or the end of the timer.
public enum PBFTClientInput: Hashable, Sendable {
    /// Have this executed.
    case operation([UInt8])
    /// The bytes of a ``PBFTEnvelope`` with a REPLY.
    case reply([UInt8])
    /// There was no result for too long: the request goes to all replicas.
    case timeout
    /// Wait no longer for the result of the outstanding request, which may be executed all the same: whoever asked for it
    /// has to count on both.
    case abandon
}

/// Event that a ``PBFTClient`` reports to those who watch it.
public enum PBFTClientEvent: Hashable, Sendable {
    /// f + 1 replicas have sent this result of the request.
    case accepted(request: PBFTRequestID, result: PBFTDigest)
    /// The input changes nothing, for this reason.
    case dropped(PBFTClientRejection)
}

/// Reason for a client to drop an input.
public enum PBFTClientRejection: Error, Hashable, Sendable {
    /// A request is outstanding; a client of the paper has one at a time.
    case busy
    /// The operation has more bytes than any replica accepts.
    case operationTooLarge(Int)
    /// The bytes are no message.
    case malformed(DecodingFailure)
    /// The message has more bytes than any reply.
    case tooLarge(Int)
    /// The message is not a REPLY.
    case notAReply
    /// There is no such replica.
    case unknownSender(Int)
    /// No request of this client and timestamp is outstanding.
    case notExpected
    /// The signature is not the sender's.
    case badSignature
    /// The sender has replied before.
    case duplicate
}
