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
    /// Search up to symmetry: counts and frontiers are of the states stored, each of which stands for several.
    public var isUpToSymmetry = false
    /// Look at single states for symmetry, which ends a level; nil while states are expanded.
    public var look: Look?
    /// Work of a search on disk; nil of any other.
    public var disk: Disk?

    /// Look of a search up to symmetry at the states of a level.
    public struct Look: Sendable {
        /// States that have been looked at.
        public var done: Int
        /// States that are to be looked at.
        public var all: Int
    }

    /// Work of a search on disk.
    public struct Disk: Sendable {
        /// Bytes of the files.
        public var bytes: Int
        /// Bytes that the states of the next level will need, if it grows as the level before has grown.
        public var expectedBytes: Int
        /// Bytes that the disk has left.
        public var freeBytes: Int
    }
}
