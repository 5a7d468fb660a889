/// The majorities of a set of voters: more than half of them.
///
/// The empty set wins every vote and limits no commit, so that a ``JointMajority`` with an empty half is the other
/// half.
public struct Majority: Hashable, Sendable {
    /// The voters, in ascending order, each once.
    public let voters: [Int]

    /// The majorities of `voters`; the order does not matter and who is named twice counts once.
    public init(_ voters: some Sequence<Int>) { self.voters = Set(voters).sorted() }

    /// The least number of voters that is a majority; 0 when there are no voters.
    public var quorum: Int { voters.isEmpty ? 0 : voters.count / 2 + 1 }

    /// Result of an election after `votes`, by voter; a voter without an entry has not answered, and the
    /// votes of others do not count.
    public func voteResult(of votes: [Int: Bool]) -> VoteResult { voteResult(of: votes, quorum: quorum) }

    /// The greatest index that a majority has reached, `Int.max` when there are no voters.
    ///
    /// - Parameter indices: How far each voter has come; a voter without an entry has reached 0.
    public func committedIndex(_ indices: [Int: Int]) -> Int {
        if voters.isEmpty { return .max }
        let ascending = voters.map { indices[$0] ?? 0 }.sorted()
        return ascending[voters.count - quorum]
    }

    func voteResult(of votes: [Int: Bool], quorum: Int) -> VoteResult {
        var yes = 0
        var missing = 0
        for voter in voters {
            switch votes[voter] {
            case true?: yes += 1
            case false?: break
            case nil: missing += 1
            }
        }
        if yes >= quorum { return .won }
        return yes + missing >= quorum ? .pending : .lost
    }
}
