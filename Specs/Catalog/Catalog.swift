import AgreementSpecs
import BFTSpecs
import BroadcastSpecs
import CommitSpecs
import ConsensusSpecs
import CoordinationSpecs
import LeasesSpecs
import LedgersSpecs
import MachinesSpecs
import MergingSpecs
import NetworkSpecs
import PBFTSpecs
import RaftSpecs
import ReplicationSpecs
import SecretsSpecs
import StorageSpecs
public import QuorateLanguage

/// The protocols that come with Quorate: the one list that command, tests and benchmarks go through.
public let catalog = Catalog(
    joining: [
        commitSpecs, broadcastSpecs, consensusSpecs, bftSpecs, pbftSpecs, raftSpecs, replicationSpecs,
        agreementSpecs, networkSpecs, coordinationSpecs, leasesSpecs, mergingSpecs, storageSpecs,
        machinesSpecs,
        ledgersSpecs, secretsSpecs,
    ], claims: claims, statedRatios: statedRatios, scenarios: byzantineScenarios + crashScenarios)

/// Raft with five nodes against PBFT with four, as a text on Byzantine generals states them: nothing is measured here, only
/// that its ratios follow from its figures.
private let statedRatios = [
    StatedRatio(
        "requests per second, Raft over PBFT", 50_000...100_000, over: 5_000...20_000, stated: 5...10),
    StatedRatio("milliseconds, PBFT over Raft", 5...20, over: 1...5, stated: 4...5),
    StatedRatio("lines of code, PBFT over Raft", 5_000...15_000, over: 1_000...1_000, stated: 5...15),
    StatedRatio(
        "requests per second, crash over Byzantine tolerance", 10_000...100_000, over: 1_000...10_000,
        stated: 10...10),
]
