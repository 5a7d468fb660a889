import QuorateFaults

/// Values, messages and steps, which are the same for all numbers of replicas: a type within a generic one is looked up
/// while a search runs.
enum TendermintTerms {
    /// Value that is agreed on.
    enum Value: FiniteValue, CaseIterable { case first, second }

    /// Values that the application takes for valid.
    enum Validity: FiniteValue, CaseIterable {
        case both, onlyFirst

        @inline(__always)
        func allows(_ value: Value) -> Bool { self == .both || value == .first }
    }

    /// Value, or nil, in a round: what a prevote or a precommit is for.
    struct Ballot: FiniteValue {
        let round: Int
        let value: Value?

        @inline(__always)
        init(_ round: Int, _ value: Value?) {
            self.round = round
            self.value = value
        }

        static var valueCount: Int { 9 }
        @inline(__always)
        var packed: UInt64 { UInt64(truncatingIfNeeded: round) &* 3 &+ value.packed }
        @inline(__always)
        init(packed: UInt64) { self.init(Int(packed / 3), Value?(packed: packed % 3)) }
    }

    /// Message of the first two steps of a round.
    enum Opening: FiniteValue {
        case prevote(Ballot)
        /// A value, and the round of its proof of lock. The sender tells the round of the proposal.
        case proposal(Value, validRound: Int?)

        static var valueCount: Int { 15 }

        @inline(__always)
        var packed: UInt64 {
            switch self {
            case .prevote(let ballot): ballot.packed
            case .proposal(let value, let round):
                9 &+ 3 &* value.packed &+ UInt64(truncatingIfNeeded: (round ?? -1) &+ 1)
            }
        }

        @inline(__always)
        init(packed: UInt64) {
            if packed < 9 {
                self = .prevote(Ballot(packed: packed))
            } else {
                let round = Int((packed - 9) % 3) - 1
                self = .proposal(Value(packed: (packed - 9) / 3), validRound: round < 0 ? nil : round)
            }
        }
    }

    /// Message of any kind.
    enum Message: Hashable, Sendable {
        case opening(Opening), precommit(Ballot)
    }
}

extension TendermintIn {
    typealias Value = TendermintTerms.Value
    typealias Validity = TendermintTerms.Validity
    typealias Ballot = TendermintTerms.Ballot
    typealias Opening = TendermintTerms.Opening
    typealias Message = TendermintTerms.Message

    var messages: [Message] {
        let ballots = Ballot.values.filter { $0.round < rounds }
        return ballots.map { .precommit($0) }
            + Opening.values.filter(isWithinRounds).map { .opening($0) }
    }

    private func isWithinRounds(_ message: Opening) -> Bool {
        switch message {
        case .prevote(let ballot): ballot.round < rounds
        case .proposal(_, let validRound): (validRound ?? -1) < rounds - 1
        }
    }

    func send(_ message: Message, from sender: ReplicaID, in s: inout State) {
        switch message {
        case .opening(let message): s.opening.cast(message, by: sender)
        case .precommit(let ballot): s.precommits.cast(ballot, by: sender)
        }
    }

    func correctPart(of s: State) -> State {
        var part = s
        part.opening = s.opening.without(s.faulty)
        part.precommits = s.precommits.without(s.faulty)
        return part
    }
}
