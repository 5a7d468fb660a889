import QuorateFaults

extension BenOr {
    /// Message of a round, sent to everybody: the paper's (1, r, v), and its (2, r, v, D)
    /// and (2, r, ?).
    enum Message: FiniteValue {
        case report(round: Int, Value)
        case proposal(round: Int, Value?)

        // Five messages for each of three rounds.
        static var valueCount: Int { 15 }

        var packed: UInt64 {
            switch self {
            case .report(let round, let value): Self.first(of: round) &+ value.packed
            case .proposal(let round, let value?): Self.first(of: round) &+ 2 &+ value.packed
            case .proposal(let round, nil): Self.first(of: round) &+ 4
            }
        }

        init(packed: UInt64) {
            let round = Int(truncatingIfNeeded: packed / 5) &+ 1
            switch packed % 5 {
            case 0, 1: self = .report(round: round, Value(packed: packed % 5))
            case 2, 3: self = .proposal(round: round, Value(packed: packed % 5 &- 2))
            default: self = .proposal(round: round, nil)
            }
        }

        @inline(__always)
        private static func first(of round: Int) -> UInt64 { UInt64(truncatingIfNeeded: (round &- 1) &* 5) }
    }

    /// Replicas that have decided each of the two values: four bytes, where votes would take a word.
    struct Decisions: Hashable, Sendable, BitwiseCopyable {
        private var zero = ReplicaSet()
        private var one = ReplicaSet()

        subscript(_ value: Value) -> ReplicaSet {
            @inline(__always) get { value == .zero ? zero : one }
            @inline(__always) set { if value == .zero { zero = newValue } else { one = newValue } }
        }

        /// Replicas that have decided.
        var replicas: ReplicaSet { @inline(__always) get { zero | one } }
    }

    /// Messages of one exchange; a replica hears `size` of them, from as many senders.
    ///
    /// A Byzantine sender may say one thing to one replica and another to the next, so it can be among the
    /// senders of several messages; in a sample it stands for one. Whether a sample with given numbers exists
    /// is a question about matching senders with places, of which only so many are for each value: by König's
    /// theorem there is one unless some kinds of messages together have too few senders and the other kinds
    /// too few places.
    struct Sample {
        /// Senders of 0, of 1, and of neither where that is a message.
        let zero: Senders
        let one: Senders
        let neither: Senders
        /// Number of messages that a replica waits for.
        let size: Int

        @inline(__always)
        func senders(of value: Value) -> Senders { value == .zero ? zero : one }

        /// Evidence that some sample has at least `count` messages for `value`.
        @inline(__always)
        func canHold(_ count: Int, for value: Value) -> Evidence {
            Evidence(count <= size) && senders(of: value).count >= count && everybody.count >= size
        }

        /// Evidence that some sample has at most `limit` messages for each of the values.
        ///
        /// It can then also have `count` for one of them, as long as so many were sent and `count` is at most
        /// `limit`: a matching grows without giving up a place.
        @inline(__always)
        func canHold(atMost limit: Int) -> Evidence {
            everybody.count >= size && one.union(neither).count >= size - limit
                && zero.union(neither).count >= size - limit && neither.count >= size - 2 * limit
        }

        @inline(__always)
        private var everybody: Senders { zero.union(one).union(neither) }
    }

    /// Reports of `round`, for 0 and for 1.
    @inline(__always)
    func reports(of round: Int, in s: State) -> Sample {
        Sample(
            zero: s.votes[.report(round: round, .zero)], one: s.votes[.report(round: round, .one)],
            neither: Senders(correct: []), size: thresholds.reports)
    }

    /// Proposals of `round`, for 0, for 1 and for neither.
    @inline(__always)
    func proposals(of round: Int, in s: State) -> Sample {
        Sample(
            zero: s.votes[.proposal(round: round, .zero)], one: s.votes[.proposal(round: round, .one)],
            neither: s.votes[.proposal(round: round, nil)], size: thresholds.proposals)
    }

    /// Number of reports that a replica waits for, and of proposals: n - f.
    var reportsRule: QuorumSize { .allButFaulty }
    var proposalsRule: QuorumSize {
        mutant == .impatience ? QuorumSize(replicas: 1, faults: -2) : .allButFaulty
    }

    /// Number of equal reports that make a proposal: more than (n + f)/2, or n/2 where replicas only crash.
    var proposalRule: QuorumSize {
        switch mutant {
        case .hastyProposal: QuorumSize(faults: 1, plus: 1)
        case .forgedProposal: QuorumSize(faults: 1)
        default: crash ? .majority : .byzantine
        }
    }

    /// Number of proposals of a value that make a replica adopt it: f + 1, or one where replicas only crash.
    var adoptionRule: QuorumSize {
        switch mutant {
        case .hastyAdoption: QuorumSize(faults: 1)
        default: crash ? QuorumSize(plus: 1) : QuorumSize(faults: 1, plus: 1)
        }
    }

    /// Number of proposals of a value that decide it: more than (n + f)/2, or f + 1 where replicas only crash.
    var decisionRule: QuorumSize {
        mutant == .hastyDecision || crash ? QuorumSize(faults: 1, plus: 1) : .byzantine
    }

    /// Numbers of messages in this instance.
    struct Thresholds: Sendable {
        let reports: Int
        let proposals: Int
        let proposal: Int
        let adoption: Int
        let decision: Int
    }

    var thresholds: Thresholds {
        let n = replicas.count
        return Thresholds(
            reports: reportsRule(n: n, f: faults), proposals: proposalsRule(n: n, f: faults),
            proposal: proposalRule(n: n, f: faults), adoption: adoptionRule(n: n, f: faults),
            decision: decisionRule(n: n, f: faults))
    }

    // Who may take which step, whatever they hear. In lockstep the correct replicas take an exchange once all
    // have taken the one before, the lowest first, and send 0 before 1 before neither.

    /// The correct replicas that may take an exchange, of those that have taken the one `before` it and have
    /// not `done` it: all of them, or in lockstep the next.
    @inline(__always)
    func turn(after before: ReplicaSet, done: ReplicaSet, _ correct: CorrectReplicas) -> ReplicaSet {
        let waiting = before - done
        if !lockstep { return waiting }
        if before != correct.members { return [] }
        for i in waiting { return ReplicaSet(bits: 1 &<< UInt16(i.rawValue)) }
        return []
    }

    /// Freedom to report `v` in `round`: in lockstep the reports of a round are made in order, 0 first. Not without
    /// end, where the order could keep from a replica the only step that it owes.
    @inline(__always)
    func mayReport(_ v: Value, in round: Int, _ s: State, _ correct: CorrectReplicas) -> Bool {
        !lockstep || endless || v == .one
            || s.votes.senders(of: .report(round: round, .one), in: correct).isEmpty
    }

    /// Freedom to propose `v` in `round`, as for reports.
    @inline(__always)
    func mayPropose(_ v: Value, in round: Int, _ s: State, _ correct: CorrectReplicas) -> Bool {
        if !lockstep || endless { return true }
        return s.votes.senders(of: .proposal(round: round, nil), in: correct).isEmpty
            && (v == .one || s.votes.senders(of: .proposal(round: round, .one), in: correct).isEmpty)
    }
}

extension BenOr.State {
    /// The correct replicas that have reported in `round`.
    @inline(__always)
    func reporters(in round: Int, _ correct: CorrectReplicas) -> ReplicaSet {
        votes.senders(of: .report(round: round, .zero), in: correct)
            | votes.senders(of: .report(round: round, .one), in: correct)
    }

    /// The correct replicas that have proposed in `round`, perhaps nothing.
    @inline(__always)
    func proposers(in round: Int, _ correct: CorrectReplicas) -> ReplicaSet {
        votes.senders(of: .proposal(round: round, .zero), in: correct)
            | votes.senders(of: .proposal(round: round, .one), in: correct)
            | votes.senders(of: .proposal(round: round, nil), in: correct)
    }
}
