/// Settings of a Raft replica, fixed while it runs.
public struct RaftConfiguration: Hashable, Sendable {
    /// The number of this server.
    public let replica: Int
    /// The voters before the log says otherwise, the same at every server; a server that is to be added later is
    /// not among its own.
    public let members: [Int]
    /// Use of pre-votes: a server asks whether it would be elected before it begins a term (thesis 2014,
    /// section 9.6), and one that has heard from a leader since its election timer last ended ignores
    /// requests for votes (section 6).
    public let usesPreVote: Bool
    /// Appending of an entry without a command by a new leader (section 8).
    public let appendsNoOp: Bool
    /// The rules that a change might touch; see ``unsafely(_:)``.
    public private(set) var rules = UnsafeRules()

    /// The configuration of server `replica` in a cluster that begins with the voters `members`.
    ///
    /// - Parameters:
    ///   - replica: The server's number, 0 to ``RaftLimits/serverNumber``.
    ///   - members: The initial voters, one to ``RaftLimits/voterCount`` different numbers in any order.
    ///   - usesPreVote: Pre-vote and the rule that protects a live leader.
    ///   - appendsNoOp: Whether a new leader appends an entry of its own at once.
    /// - Throws: ``RaftConfigurationFailure``, which says what to change.
    public init(
        replica: Int, members: [Int], usesPreVote: Bool = true, appendsNoOp: Bool = true
    ) throws(RaftConfigurationFailure) {
        let numbers = 0...RaftLimits.serverNumber
        for number in members + [replica] where !numbers.contains(number) { throw .numberOutOfRange(number) }
        if members.isEmpty { throw .noMembers }
        if Set(members).count < members.count { throw .repeatedMember }
        if members.count > RaftLimits.voterCount { throw .tooManyMembers(members.count) }
        self.replica = replica
        self.members = members.sorted()
        self.usesPreVote = usesPreVote
        self.appendsNoOp = appendsNoOp
    }

    /// Changes rules on which the safety of the protocol rests: for tests of checkers and of changes under review.
    public mutating func unsafely(_ change: (inout UnsafeRules) -> Void) { change(&rules) }
}

/// Reason why there is no such cluster.
public enum RaftConfigurationFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Nobody could vote.
    case noMembers
    /// Somebody is named twice.
    case repeatedMember
    /// There are more voters than a configuration holds.
    case tooManyMembers(Int)
    /// A server number that cannot be.
    case numberOutOfRange(Int)

    /// Problem and remedy, in words.
    public var description: String {
        switch self {
        case .noMembers: "no members: name at least one voter"
        case .repeatedMember: "a member is named twice: name each voter once"
        case .tooManyMembers(let count):
            "\(count) members: name at most \(RaftLimits.voterCount) voters"
        case .numberOutOfRange(let number):
            "server \(number): number servers from 0 to \(RaftLimits.serverNumber)"
        }
    }
}
