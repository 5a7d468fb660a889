extension PBFTConfiguration {
    /// Rule for the number of replicas that make a quorum.
    public enum QuorumRule: Hashable, Sendable {
        /// 2f + 1 of 3f + 1 replicas; of more replicas as many as make any two quorums share f + 1.
        case paper
        /// 2f: two quorums may share only Byzantine replicas.
        case twoF
        /// f + 1: two quorums may share nobody.
        case fPlusOne
        /// All: a Byzantine replica that is silent stops the others.
        case all
    }

    /// Rules that a change under review might touch. The values they begin with are the paper's rules.
    public struct Unsafe: Hashable, Sendable {
        /// UNSAFE: with fewer senders (the primary among them) one view can have two certificates for one place.
        public var prepareQuorum = QuorumRule.paper
        /// UNSAFE: with fewer COMMITs a request is executed that a later view does not know.
        public var commitQuorum = QuorumRule.paper
        /// UNSAFE: with fewer VIEW-CHANGEs a new view does not learn what was executed.
        public var viewChangeQuorum = QuorumRule.paper
        /// UNSAFE: only the replicas 0 to 3f - 1 take part and n - f are a quorum: two quorums share f replicas,
        /// which may all be Byzantine.
        public var allowsTooFewReplicas = false
        /// UNSAFE: executes what is prepared; the next view may not know of it.
        public var skipsCommitPhase = false
        /// UNSAFE: a new primary proposes what it likes, backups do not check; what was executed can be replaced.
        public var ignoresCertificates = false
        /// UNSAFE: a new primary takes the certificate of the lowest view, backups accept any that was reported.
        public var takesAnyCertificate = false
        /// UNSAFE: when false, nobody checks the certificates in a VIEW-CHANGE: a Byzantine replica invents one.
        public var checksCertificates = true
        /// UNSAFE: a replica sends COMMIT in a view after its VIEW-CHANGE for a higher one, and none of its
        /// VIEW-CHANGEs tells: a new view does not learn what was executed.
        public var commitsInOldViews = false
        /// UNSAFE: when false, a Byzantine primary orders requests that no client has made.
        public var checksClientSignatures = true
        /// UNSAFE: when false, anybody speaks for any replica.
        public var checksSignatures = true
        /// UNSAFE: the same message twice counts twice, so that one replica is a quorum.
        public var countsMessagesNotSenders = false
        /// UNSAFE: when false, a replica forgets in a crash what it has proposed and voted for, and contradicts it.
        public var persistsVotes = true
        /// UNSAFE: takes part in views that it has left: what it says there its VIEW-CHANGE did not tell.
        public var acceptsOldViews = false
        /// UNSAFE: a request that is ordered twice is executed twice.
        public var executesTwice = false
        /// UNSAFE: a faulty primary picks any sequence number: the others cannot be reached, and memory has no bound.
        public var ignoresWatermarks = false
        /// UNSAFE: nobody leaves the view of a faulty primary, and requests wait for ever.
        public var ignoresTimeouts = false

        /// UNSAFE: one rule for prepare, commit and view change.
        public var quorum: QuorumRule {
            get { prepareQuorum }
            set {
                prepareQuorum = newValue
                commitQuorum = newValue
                viewChangeQuorum = newValue
            }
        }
    }
}
