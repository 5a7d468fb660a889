/// A replica of Practical Byzantine Fault Tolerance with signatures.
///
/// Castro and Liskov, "Practical Byzantine Fault Tolerance", OSDI 1999, sections 4.1 to 4.5: three phases, checkpoints
/// with watermarks, view changes with proofs. The application is not part of it: a request that is ordered comes out
/// as ``PBFTEvent/executed(sequence:request:)``, once and in the order of the sequence numbers, and what replicas
/// compare at checkpoints is the digest of that history with the last replies.
///
/// Where it says more than the paper: PRE-PREPARE carries the request under the primary's signature, so that
/// certificates bring it along; messages for a view that has not begun here wait in a bounded buffer; what may be lost
/// is sent again on ``PBFTInput/resend``; whoever is behind in views is answered with NEW-VIEW. A CHECKPOINT above the
/// high watermark is kept, the only message that is, or a replica that is far behind could never learn of it.
///
/// A replica that is behind a stable checkpoint takes over its digest and says ``PBFTEvent/needsState(sequence:)``.
/// It goes on voting and executes nothing until it is given ``PBFTState/stableSnapshot`` of another replica.
public struct PBFTReplica: Replica {
    /// Configuration that the replica was started with.
    public let configuration: PBFTConfiguration
    /// Everything that changes.
    public internal(set) var state: PBFTState

    /// A replica that begins with its durable records; without any, in view 0 with nothing executed.
    ///
    /// - Throws: ``RecoveryFailure`` when the records are not ones that such a replica has written.
    public init(_ configuration: PBFTConfiguration, recovering records: [[UInt8]]) throws {
        self.configuration = configuration
        state = PBFTState(window: configuration.watermarkWindow)
        for (index, record) in records.enumerated() { try recover(record, at: index) }
    }

    /// The next thing to be done, or nil when there is nothing until the next input.
    public mutating func nextOutput() -> Output<PBFTEvent>? {
        let output = state.outputs.popFirst()
        // The storage behind a slice that was emptied from the front is held until the slice is replaced.
        if state.outputs.isEmpty { state.outputs = [] }
        return output
    }

    /// Takes an input; what cannot be used comes out as ``PBFTEvent/dropped(_:)``.
    public mutating func receive(_ input: PBFTInput) {
        do throws(PBFTRejection) {
            switch input {
            case .message(let bytes): try receiveMessage(bytes)
            case .request(let bytes): try receiveRequest(bytes)
            case .timeout: if leavesOnTimeout { changeView(to: state.view + 1) }
            case .resend: resend()
            case .snapshot(let bytes): try receiveSnapshot(bytes)
            }
        } catch {
            emit(.event(.dropped(error)))
        }
    }

    /// Need of the view timer: a request waits, or a quorum wants the view that has not begun.
    /// Sections 4.4 and 4.5.2.
    ///
    /// Who wants a higher view counts too: of three that want the views 3, 3 and 4, with the fourth silent, none
    /// would ever see a quorum for its own view or f + 1 others above it.
    public var needsTimer: Bool {
        guard state.isChangingView else { return !state.pending.isEmpty }
        let wanting = state.viewChanges.keys.filter { $0.view >= state.view }.map(\.sender)
        return Set(wanting).count >= configuration.viewChangeQuorum
    }

    /// Primacy of the replica in its view.
    public var isPrimary: Bool { configuration.primary(of: state.view) == me }

    /// The number of this replica.
    var me: Int { configuration.replica }

    mutating func emit(_ output: Output<PBFTEvent>) { state.outputs.append(output) }

    /// Signs a message and hands it to all.
    mutating func broadcast<Body>(_ signed: PBFTSigned<Body>) { emit(.broadcast(signed.encoded)) }

    func sign<Body: PBFTBody>(_ body: Body) -> PBFTSigned<Body> {
        PBFTSigned(signing: body, from: me, with: configuration.authentication)
    }
}
