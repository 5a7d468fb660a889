/// Limits on what bytes may claim before anything is made room for.
enum PBFTLimits {
    /// Replicas of one cluster.
    static let replicas = 100
    /// Bytes of a client's operation, whatever the configuration allows.
    static let operation = 65_536
    /// Bytes of a signature.
    static let signature = 128
    /// Sequence numbers between the watermarks.
    static let window = 4096
    /// Clients of one cluster.
    static let clients = 1 << 20
    /// Views, sequence numbers and timestamps: additions cannot overflow.
    static let number = 1 << 60
    /// Requests of one client that wait to be ordered.
    static let pendingRequests = 16
    /// Different digests that one replica may vote for at one place before its proposal is known.
    static let digestsPerVoter = 4
    /// VIEW-CHANGEs that are kept of one replica, those for the highest views.
    static let viewChangesPerSender = 4
}
