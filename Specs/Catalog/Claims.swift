import BFTSpecs
import PBFTSpecs
import QuorumClaims
public import QuorateQuorums
import RaftSpecs
import SecretsSpecs

/// The claims about quorums that come with Quorate, each with the verdict that is expected of it.
public let claims: [Claim] = [
    crashClaims, boundClaims, byzantineClaims, pbftQuorumClaims, maskingClaims, readClaims,
    weightedClaims, flexiblePaxosClaims, fastPaxosClaims, epaxosClaims, raftClaims, pbftClaims, fabClaims,
    zyzzyvaClaims, trustedCounterClaims, hybridClaims,
    tendermintClaims, asynchronousClaims, secretSharingClaims, mergeClaims, lagCompensationClaims,
    twoGeneralsClaims,
].flatMap(\.self)
