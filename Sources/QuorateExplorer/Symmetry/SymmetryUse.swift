/// Use that a search makes of the replicas, and values, that a spec says may trade names.
public enum SymmetryUse: String, Sendable, CaseIterable {
    /// None: all states are stored.
    case none
    /// One state is stored for all that differ by names; the spec is asked whether it treats them alike in all states up to
    /// some hundred thousands, and in a sample beyond.
    case checked
    /// The same, and the spec is asked in all states, however many: the time of a search without symmetry, and more.
    case proved
}
