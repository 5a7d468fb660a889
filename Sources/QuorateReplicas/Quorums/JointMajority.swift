/// The quorums of two sets of voters that decide together: a majority of the old one and a majority of the new one.
///
/// Raft's joint consensus (Ongaro and Ousterhout 2014, section 6). Outside a change of membership the old set is
/// empty and the majorities of the new one decide.
public struct JointMajority: Hashable, Sendable {
    /// The voters that are being replaced; empty when no change is under way.
    public let old: Majority
    /// The voters.
    public let new: Majority

    /// The quorums of `old` and `new` together.
    public init(old: some Sequence<Int>, new: some Sequence<Int>) {
        self.old = Majority(old)
        self.new = Majority(new)
    }

    /// The majorities of one set of voters.
    public init(_ voters: some Sequence<Int>) { self.init(old: [], new: voters) }

    /// Presence of two sets that decide together.
    public var isJoint: Bool { !old.voters.isEmpty }

    /// The voters of both sets, in ascending order, each once.
    public var voters: [Int] { isJoint ? Set(old.voters + new.voters).sorted() : new.voters }

    /// Returns true if `number` is a voter of either set.
    public func contains(_ number: Int) -> Bool {
        new.voters.contains(number) || old.voters.contains(number)
    }

    /// Result of an election after `votes`, by voter: won when both sets are won, lost when one set is lost.
    public func voteResult(of votes: [Int: Bool]) -> VoteResult { voteResult(of: votes) { $0.quorum } }

    /// The greatest index that a majority of each set has reached, `Int.max` when both are empty.
    ///
    /// - Parameter indices: How far each voter has come; a voter without an entry has reached 0.
    public func committedIndex(_ indices: [Int: Int]) -> Int {
        min(old.committedIndex(indices), new.committedIndex(indices))
    }

    func voteResult(of votes: [Int: Bool], quorum: (Majority) -> Int) -> VoteResult {
        let results = [old, new].map { $0.voteResult(of: votes, quorum: quorum($0)) }
        if results.contains(.lost) { return .lost }
        return results.contains(.pending) ? .pending : .won
    }
}
