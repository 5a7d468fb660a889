/// Result of an election so far.
public enum VoteResult: Hashable, Sendable {
    /// Enough voters said yes.
    case won
    /// So many said no that the others cannot make up for it.
    case lost
    /// The voters that have not answered decide.
    case pending
}
