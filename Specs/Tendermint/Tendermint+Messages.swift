public import QuorateLanguage

extension Tendermint {
    /// What is agreed on.
    public enum Value: PackedEnum { case first, second }

    /// Which values the application takes for valid.
    public enum Validity: PackedEnum {
        case both, onlyFirst

        @inline(__always)
        func allows(_ value: Value) -> Bool { self == .both || value == .first }
    }

    /// What a prevote or a precommit is for: a value, or nil, in a round.
    public struct Ballot: PackedValue {
        public let round: Int
        public let value: Value?

        @inline(__always)
        init(_ round: Int, _ value: Value?) {
            self.round = round
            self.value = value
        }

        public static var valueCount: Int { 9 }
        @inline(__always)
        public var packed: UInt64 { UInt64(truncatingIfNeeded: round) &* 3 &+ value.packed }
        @inline(__always)
        public init(packed: UInt64) { self.init(Int(packed / 3), Value?(packed: packed % 3)) }
    }

    /// A message of the first two steps of a round.
    public enum Opening: PackedValue {
        case prevote(Ballot)
        /// A value, and the round of its proof of lock. The sender tells the round of the proposal.
        case proposal(Value, validRound: Int?)

        public static var valueCount: Int { 15 }

        @inline(__always)
        public var packed: UInt64 {
            switch self {
            case .prevote(let ballot): ballot.packed
            case .proposal(let value, let round):
                9 &+ 3 &* value.packed &+ UInt64(truncatingIfNeeded: (round ?? -1) &+ 1)
            }
        }

        @inline(__always)
        public init(packed: UInt64) {
            if packed < 9 {
                self = .prevote(Ballot(packed: packed))
            } else {
                let round = Int((packed - 9) % 3) - 1
                self = .proposal(Value(packed: (packed - 9) / 3), validRound: round < 0 ? nil : round)
            }
        }
    }
}
