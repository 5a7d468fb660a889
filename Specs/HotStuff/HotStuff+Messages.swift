public import QuorateLanguage

extension HotStuff {
    /// The branch that a block is on.
    public enum Block: PackedEnum { case left, right }

    /// Which blocks the application takes for valid.
    public enum Validity: PackedEnum {
        case both, onlyLeft

        @inline(__always)
        func allows(_ block: Block) -> Bool { self == .both || block == .left }
    }

    /// A block in a view: what a vote is for, and what a certificate certifies.
    public struct Ballot: PackedValue {
        public let view: Int
        public let block: Block

        @inline(__always)
        init(_ view: Int, _ block: Block) {
            self.view = view
            self.block = block
        }

        public static var valueCount: Int { 6 }
        @inline(__always)
        public var packed: UInt64 { UInt64(truncatingIfNeeded: view) &* 2 &+ block.packed }
        @inline(__always)
        public init(packed: UInt64) { self.init(Int(packed / 2), Block(packed: packed % 2)) }
    }

    /// A vote of one of the first two phases.
    public enum Vote: PackedValue {
        case prepare(Ballot), preCommit(Ballot)

        public static var valueCount: Int { 2 * Ballot.valueCount }

        @inline(__always)
        public var packed: UInt64 {
            switch self {
            case .prepare(let ballot): ballot.packed
            case .preCommit(let ballot): 6 &+ ballot.packed
            }
        }

        @inline(__always)
        public init(packed: UInt64) {
            self = packed < 6 ? .prepare(Ballot(packed: packed)) : .preCommit(Ballot(packed: packed - 6))
        }
    }

    /// A message that holds a certificate of prepare votes, or none if its sender has none.
    public enum JustifiedMessage: PackedValue {
        /// The sender enters the view and has this prepareQC.
        case newView(Int, prepareQC: Ballot?)
        /// The leader's PREPARE: a block, and the view of its certificate. The sender tells the view of the
        /// proposal.
        case proposal(Block, justify: Int?)

        public static var valueCount: Int { 14 }

        @inline(__always)
        public var packed: UInt64 {
            switch self {
            case .newView(let view, let certificate):
                // One for view 1 without a certificate and two with one, then five for view 2.
                (view == 1 ? 0 : 3) &+ (certificate.map { $0.packed &+ 1 } ?? 0)
            case .proposal(let block, let view):
                8 &+ 3 &* block.packed &+ UInt64(truncatingIfNeeded: (view ?? -1) &+ 1)
            }
        }

        @inline(__always)
        public init(packed: UInt64) {
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
}
