public import QuorateLanguage
public import QuorateQuorums

/// Byzantine replicas, and the way in which the search takes them.
public struct Adversary: Hashable, Sendable {
    /// Time at which the messages of faulty replicas are sent.
    public enum Timing: Hashable, Sendable {
        /// They are present from the start: the same verdicts and the same states of correct replicas, without the
        /// interleavings. (A silence that lasts is seen in neither timing; see ``MonotoneVotes``.)
        case fromTheStart
        /// Each in a step of its own, at any time: the twin that the other is compared with.
        case stepByStep
    }

    /// Choice of the replicas that are Byzantine.
    public var placement: FaultPlacement
    /// Time at which the messages of the Byzantine replicas are sent.
    public var timing: Timing
    /// The number of faulty replicas, which the placement keeps to its rule: a parameter of a spec, as in
    /// `Parameter("faults", \.adversary.count, in: 0...2)`.
    @inlinable
    public var count: Int {
        get { placement.faultCount }
        set { placement = placement.with(faultCount: newValue) }
    }

    /// The replicas that `placement` says are Byzantine.
    public init(_ placement: FaultPlacement, timing: Timing = .fromTheStart) {
        self.placement = placement
        self.timing = timing
    }

    /// The choices of faulty replicas among `replicas`, for the initial states.
    public func choices(among replicas: ReplicaSet) -> [FaultyReplicas] {
        // One more in a mutant that Quorate makes: thresholds stay as they were made for `count`.
        placement.with(faultCount: count + HeardSizes.moreFaultyReplicas).choices(among: replicas)
            .map(FaultyReplicas.init)
    }

    /// Senders of `statement`, with those that could show it now: a message with signatures of correct
    /// replicas inside, as a certificate is, cannot be present from the start, but what faulty replicas could
    /// show is a fact of the state.
    ///
    /// - Parameters:
    ///   - statement: the message.
    ///   - votes: what has been sent; keep messages that embed signatures in votes that begin empty.
    ///   - faulty: the faulty replicas.
    ///   - signatures: evidence that every signature of a correct replica that the message needs has been sent;
    ///     once given it must be given for ever, since a message that was shown stays shown.
    @inlinable @inline(__always)
    public func senders<Statement: FiniteValue, Storage: PackedStorage>(
        of statement: Statement, in votes: MonotoneVotes<Statement, Storage>, orBy faulty: FaultyReplicas,
        having signatures: @autoclosure () -> Evidence
    ) -> Senders {
        let sent = votes[statement]
        if _slowPath(timing == .stepByStep) || !signatures().isGiven { return sent }
        return sent.union(Senders(members: faulty.members))
    }

    /// Sends a message that ``senders(of:in:orBy:having:)`` counts the faulty replicas into as soon as they
    /// could show it: unless the adversary acts step by step there is nothing to do.
    ///
    /// - Parameters:
    ///   - statement: the message.
    ///   - replica: the faulty replica that sends it.
    ///   - votes: what has been sent; they begin empty.
    public func show<Statement: FiniteValue, Storage: PackedStorage>(
        _ statement: Statement, by replica: ReplicaID, in votes: inout MonotoneVotes<Statement, Storage>
    ) {
        if timing == .stepByStep { votes.cast(statement, by: replica) }
    }
}
