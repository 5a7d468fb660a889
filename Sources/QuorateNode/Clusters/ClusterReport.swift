/// Figures of a cluster that has run.
public struct ClusterReport: Sendable {
    /// Messages that nodes and clients have sent, those that the network has lost, and crashes.
    public internal(set) var messages = 0, lost = 0, crashes = 0
    /// Time of all runs together, in milliseconds.
    public internal(set) var milliseconds = 0
    /// History of the clients.
    public internal(set) var history = ClientHistory()
    /// Runs of the spec that the steps are.
    public internal(set) var runs = SpecRunCounts()
}

/// Numbers of the runs of the spec that the steps of a cluster are.
public struct SpecRunCounts: Hashable, Sendable {
    /// Runs that tell of more than changes of view, and those that do not.
    public internal(set) var telling = 0, viewChangesOnly = 0
    /// Places of PBFT with more than two requests, each of which is several runs.
    public internal(set) var split = 0
}
