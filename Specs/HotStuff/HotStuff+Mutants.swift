public import QuorateLanguage

extension HotStuff {
    /// None of them makes a replica vote in a view that it has left, or vote to pre-commit or to commit
    /// without a certificate: so prepareQC and lockedQC are in all of them what the paper would have stored.
    public enum Mutant: String, SpecMutant {
        /// Certificates are easier to get; which of them a replica has seen last still shows in its votes.
        case quorumOf2f = "quorum-2f"
        /// Locks are taken as before and not looked at.
        case noLocks = "no-locks"
        /// Certificates inside NEW-VIEW and PREPARE are taken at their word; those that make a replica vote
        /// to pre-commit or to commit are still the votes themselves.
        case unverifiedCertificates = "unverified-certificates"
        /// Locks and certificates are as before, of more blocks.
        case uncheckedBlocks = "unchecked-blocks"

        public var expectation: MutantExpectation {
            switch self {
            case .quorumOf2f:
                .breaks(
                    "agreement",
                    "2f votes are taken for a quorum, and two of those may share no correct replica")
            case .noLocks:
                .breaks(
                    "agreement", "a replica votes for whatever a leader proposes, against what it has locked")
            case .unverifiedCertificates:
                .breaks(
                    "agreement",
                    "a proposal's certificate is not verified, and a forged one opens every lock"
                )
            case .uncheckedBlocks:
                .breaks("validity", "a replica votes for a block without asking whether it is valid")
            }
        }
    }
}
