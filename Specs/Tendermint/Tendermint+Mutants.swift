public import QuorateLanguage

extension Tendermint {
    /// None of them makes a replica send in a round that it has left, or precommit a value without a quorum
    /// of prevotes: so the lock is in all of them what the paper would have stored.
    public enum Mutant: String, SpecMutant {
        /// Quorums are easier to get; which value a replica has precommitted last still shows in its
        /// precommits.
        case quorumOf2f = "quorum-2f"
        /// Locks are taken as before and not looked at in a prevote.
        case noLocks = "no-locks"
        /// A lock is released by a proposal's word; it is taken as before.
        case unverifiedProofOfLock = "unverified-proof-of-lock"
        /// Locks are as before, on more values.
        case uncheckedValues = "unchecked-values"
        /// More prevotes in the current round; a replica precommits once, and so locks once, in a round.
        case amnesia

        public var expectation: MutantExpectation {
            switch self {
            case .quorumOf2f:
                .breaks(
                    "agreement",
                    "2f votes are taken for a quorum, and two of those may share no correct replica")
            case .noLocks:
                .breaks("agreement", "a replica prevotes whatever is proposed, against what it has locked")
            case .unverifiedProofOfLock:
                .breaks(
                    "agreement",
                    "a replica gives up its lock for a validRound that no quorum of prevotes proves"
                )
            case .uncheckedValues:
                .breaks("validity", "a replica prevotes for a value without asking whether it is valid")
            case .amnesia:
                .breaks(
                    "no correct replica equivocates",
                    "a replica forgets that it has prevoted in this round, and does it again"
                )
            }
        }
    }
}
