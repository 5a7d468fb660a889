/// Refusal or failure of a cluster.
public struct ClusterError: Error, CustomStringConvertible {
    /// Fault that it is, by which a command ends with one status or another.
    public enum Kind: Sendable {
        /// A setting that cannot be.
        case usage
        /// A file, a folder or a process that the system does not give.
        case inputOutput
        /// A node that has ended in a way that nobody has ordered.
        case failure
    }

    /// Problem and remedy.
    public let description: String
    /// Fault that it is.
    public let kind: Kind

    init(_ description: String, _ kind: Kind) { (self.description, self.kind) = (description, kind) }
}
