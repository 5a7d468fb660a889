/// Event that a ``PBFTReplica`` reports to those who watch it.
public enum PBFTEvent: Hashable, Sendable {
    /// The request is executed, as the one with this sequence number: the application does it now.
    case executed(sequence: Int, request: PBFTRequest)
    /// The replica is prepared at this place.
    case prepared(view: Int, sequence: Int, digest: PBFTDigest)
    /// The replica wants this view, and has sent VIEW-CHANGE.
    case changesView(Int)
    /// The replica has entered the view.
    case entersView(Int)
    /// The checkpoint is stable: what is before it is forgotten.
    case stableCheckpoint(sequence: Int)
    /// The checkpoint is stable and the replica has not executed up to it: it executes nothing until it is given
    /// the state by ``PBFTInput/snapshot(_:)``.
    case needsState(sequence: Int)
    /// The replica goes on from the state that it was given.
    case adoptsState(sequence: Int)
    /// The input changes nothing, for this reason.
    case dropped(PBFTRejection)
}

/// Reason for dropping an input.
public enum PBFTRejection: Error, Hashable, Sendable {
    /// The bytes are no message.
    case malformed(DecodingFailure)
    /// The message has more bytes than any message of this configuration.
    case tooLarge(Int)
    /// There is no such replica, or it is this one.
    case unknownSender(Int)
    /// There is no such client, or its timestamp is 0.
    case unknownClient(Int)
    /// The signature is not the sender's.
    case badSignature
    /// A request has not the signature of its client.
    case badClientSignature
    /// The operation has more bytes than the configuration allows.
    case operationTooLarge(Int)
    /// The message is for a view that the replica is not in.
    case wrongView(Int)
    /// The sequence number is not between the watermarks.
    case outsideWatermarks(Int)
    /// Only the primary of the view may say that.
    case notFromPrimary
    /// The primary of the view sends no PREPARE.
    case fromPrimary
    /// Another request was accepted at this place: the primary is faulty.
    case conflictingProposal
    /// A vote for another digest than the one that was accepted.
    case conflictingVote
    /// The sender has voted for too many digests, or for another one at the same checkpoint.
    case tooManyVotes
    /// The message has come before.
    case duplicate
    /// The message came too late to matter, there are enough of its kind.
    case superfluous
    /// The null request is proposed only by NEW-VIEW.
    case nullRequest
    /// A client has too many requests waiting.
    case tooManyRequests
    /// The client has had a reply to a later request.
    case oldRequest
    /// The sender has too many messages waiting for a view to begin.
    case bufferFull
    /// A certificate in a VIEW-CHANGE is not one.
    case invalidCertificate
    /// The CHECKPOINTs do not prove a stable checkpoint.
    case invalidCheckpoint
    /// The VIEW-CHANGEs in a NEW-VIEW are not a quorum for its view.
    case invalidViewChanges
    /// A NEW-VIEW does not propose what its VIEW-CHANGEs oblige it to.
    case invalidProposals
    /// A kind of message that is not for a replica.
    case notForReplicas
}

/// Input of a ``PBFTReplica``: a message, a request, the end of a timer or a snapshot.
public enum PBFTInput: Hashable, Sendable {
    /// The bytes of a ``PBFTEnvelope`` of another replica.
    case message([UInt8])
    /// The bytes of a ``PBFTRequest`` of a client.
    case request([UInt8])
    /// The view timer has expired: the replica wants the next view. Section 4.4.
    case timeout
    /// Time to send again what may have been lost; the paper assumes that messages are sent until they arrive.
    case resend
    /// The bytes of a ``PBFTSnapshot`` of another replica; the application's state has been brought to the same
    /// checkpoint once ``PBFTEvent/adoptsState(sequence:)`` comes out.
    case snapshot([UInt8])
}
