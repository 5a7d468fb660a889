/// Progress of a search so far; there is no percentage, because the size of the whole is not known.
public struct SearchProgress: Sendable {
    /// Seconds since the search began.
    public var seconds: Double
    /// The depth of the states under expansion.
    public var depth: Int
    /// Distinct states so far.
    public var distinctStates: Int
    /// Generated states so far.
    public var generatedStates: Int
    /// Number of states at the depth under expansion when it was completed.
    public var frontier: Int
    /// Number of states at the depth before, or 0.
    public var previousFrontier: Int
    /// Resident memory of the process, in bytes.
    public var residentBytes: Int
}
