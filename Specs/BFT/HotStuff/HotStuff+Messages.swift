import QuorateFaults

/// Values, messages and steps, which are the same for all numbers of replicas: a type within a generic one is looked up
/// while a search runs.
enum HotStuffTerms {
    /// Branch that a block is on.
    enum Block: FiniteValue, CaseIterable { case left, right }

    /// Blocks that the application takes for valid.
    enum Validity: FiniteValue, CaseIterable {
        case both, onlyLeft

        @inline(__always)
        func allows(_ block: Block) -> Bool { self == .both || block == .left }
    }

    /// Block in a view: what a vote is for, and what a certificate certifies.
    struct Ballot: FiniteValue {
        let view: Int
        let block: Block

        @inline(__always)
        init(_ view: Int, _ block: Block) {
            self.view = view
            self.block = block
        }

        static var valueCount: Int { 6 }
        @inline(__always)
        var packed: UInt64 { UInt64(truncatingIfNeeded: view) &* 2 &+ block.packed }
        @inline(__always)
        init(packed: UInt64) { self.init(Int(packed / 2), Block(packed: packed % 2)) }
    }

    /// Vote of one of the first two phases.
    enum Vote: FiniteValue {
        case prepare(Ballot), preCommit(Ballot)

        static var valueCount: Int { 2 * Ballot.valueCount }

        @inline(__always)
        var packed: UInt64 {
            switch self {
            case .prepare(let ballot): ballot.packed
            case .preCommit(let ballot): 6 &+ ballot.packed
            }
        }

        @inline(__always)
        init(packed: UInt64) {
            self = packed < 6 ? .prepare(Ballot(packed: packed)) : .preCommit(Ballot(packed: packed - 6))
        }
    }

    /// Message that holds a certificate of prepare votes, or none if its sender has none.
    enum JustifiedMessage: FiniteValue {
        /// The sender enters the view and has this prepareQC.
        case newView(Int, prepareQC: Ballot?)
        /// The leader's PREPARE: a block, and the view of its certificate. The sender tells the view of the
        /// proposal.
        case proposal(Block, justify: Int?)

        static var valueCount: Int { 14 }

        @inline(__always)
        var packed: UInt64 {
            switch self {
            case .newView(let view, let certificate):
                // One for view 1 without a certificate and two with one, then five for view 2.
                (view == 1 ? 0 : 3) &+ (certificate.map { $0.packed &+ 1 } ?? 0)
            case .proposal(let block, let view):
                8 &+ 3 &* block.packed &+ UInt64(truncatingIfNeeded: (view ?? -1) &+ 1)
            }
        }

        @inline(__always)
        init(packed: UInt64) {
            if packed < 8 {
                let certificate = packed < 3 ? packed : packed - 3
                let ballot = certificate == 0 ? nil : Ballot(packed: certificate - 1)
                self = .newView(packed < 3 ? 1 : 2, prepareQC: ballot)
            } else {
                let view = Int((packed - 8) % 3) - 1
                self = .proposal(Block(packed: (packed - 8) / 3), justify: view < 0 ? nil : view)
            }
        }
    }

    /// Message of any kind.
    enum Message: Hashable, Sendable {
        case vote(Vote), commit(Ballot), justified(JustifiedMessage)
    }
}

extension HotStuffIn {
    typealias Block = HotStuffTerms.Block
    typealias Validity = HotStuffTerms.Validity
    typealias Ballot = HotStuffTerms.Ballot
    typealias Vote = HotStuffTerms.Vote
    typealias JustifiedMessage = HotStuffTerms.JustifiedMessage
    typealias Message = HotStuffTerms.Message

    var messages: [Message] {
        let ballots = Ballot.values.filter { $0.view < views }
        return ballots.flatMap { [.vote(.prepare($0)), .vote(.preCommit($0)), .commit($0)] }
            + JustifiedMessage.values.filter(isWithinViews).map { .justified($0) }
    }

    private func isWithinViews(_ message: JustifiedMessage) -> Bool {
        switch message {
        case .newView(let view, _): view < views
        case .proposal(_, let justify): (justify ?? -1) < views - 1
        }
    }

    func canSend(_ message: Message, from sender: ReplicaID, in s: State) -> Evidence {
        switch message {
        case .justified(.newView(_, let ballot?)): shownCertificate(ballot, in: s)
        case .justified(.proposal(let block, let view?)): shownCertificate(Ballot(view, block), in: s)
        default: Evidence(true)
        }
    }

    func send(_ message: Message, from sender: ReplicaID, in s: inout State) {
        switch message {
        case .vote(let vote): s.votes.cast(vote, by: sender)
        case .commit(let ballot): s.commits.cast(ballot, by: sender)
        case .justified(let message): adversary.show(message, by: sender, in: &s.justified)
        }
    }

    func correctPart(of s: State) -> State {
        var part = s
        part.votes = s.votes.without(s.faulty)
        part.commits = s.commits.without(s.faulty)
        part.justified = s.justified.without(s.faulty)
        return part
    }

    // How far the correct replicas have come, read off what they have sent.

    /// The correct replicas that have sent NEW-VIEW for `view`, with whatever certificate.
    @inline(__always)
    func haveEntered(_ view: Int, in s: State) -> ReplicaSet {
        let correct = s.faulty.correct(among: replicas)
        var entered = s.justified.senders(of: .newView(view, prepareQC: nil), in: correct)
        for earlier in 0..<view {
            for block in Block.values {
                let message = JustifiedMessage.newView(view, prepareQC: Ballot(earlier, block))
                entered |= s.justified.senders(of: message, in: correct)
            }
        }
        return entered
    }

    @inline(__always)
    func havePrepared(_ view: Int, _ correct: CorrectReplicas, in s: State) -> ReplicaSet {
        s.votes.senders(of: .prepare(Ballot(view, .left)), in: correct)
            | s.votes.senders(of: .prepare(Ballot(view, .right)), in: correct)
    }

    @inline(__always)
    func havePreCommitted(_ view: Int, _ correct: CorrectReplicas, in s: State) -> ReplicaSet {
        s.votes.senders(of: .preCommit(Ballot(view, .left)), in: correct)
            | s.votes.senders(of: .preCommit(Ballot(view, .right)), in: correct)
    }

    @inline(__always)
    func haveCommitted(_ view: Int, _ correct: CorrectReplicas, in s: State) -> ReplicaSet {
        s.commits.senders(of: Ballot(view, .left), in: correct)
            | s.commits.senders(of: Ballot(view, .right), in: correct)
    }

    @inline(__always)
    func hasProposed(_ leader: CorrectReplica, in s: State) -> Bool {
        for block in Block.values {
            if s.justified.hasCast(.proposal(block, justify: nil), by: leader) { return true }
            if s.justified.hasCast(.proposal(block, justify: 0), by: leader) { return true }
            if s.justified.hasCast(.proposal(block, justify: 1), by: leader) { return true }
        }
        return false
    }
}
