/// What a verdict is about: the bound, the fault model and the network that a spec is written for.
///
/// `QuorateFaults` makes one out of its fault models and networks.
public struct Assumptions: Hashable, Sendable, CustomStringConvertible {
    /// What is assumed, in the order in which it is read: `n = 4, f = 1`, `Byzantine`, `signed messages`.
    public let clauses: [String]
    /// What a reader must know besides, a line each: which replicas are faulty, what is left out.
    public let notes: [String]

    /// The assumptions that `clauses` state one by one, and what `notes` add.
    public init(_ clauses: [String], notes: [String] = []) {
        self.clauses = clauses
        self.notes = notes
    }

    /// The clauses in one line.
    public var description: String { clauses.joined(separator: ", ") }
}
