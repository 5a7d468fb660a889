public import QuorateLanguage

/// The protocols that come with Quorate: the one list that command, tests and benchmarks go through.
public let catalog = Catalog(
    [
        .spec(TransactionCommit(), instances: TransactionCommit.instances),
        .spec(TwoPhaseCommit(), instances: TwoPhaseCommit.instances),
        .spec(ReliableBroadcast(), instances: ReliableBroadcast.instances),
        .spec(Paxos(), instances: Paxos.instances),
        .spec(AlternatingBit(), instances: AlternatingBit.instances),
        .spec(AlternatingBitAbstract(), instances: AlternatingBitAbstract.instances),
        .spec(ChangRoberts(), instances: ChangRoberts.instances),
        .spec(NonBlockingAtomicCommit(), instances: NonBlockingAtomicCommit.instances),
        .spec(TerminationDetection(), instances: TerminationDetection.instances),
        .spec(GrowOnlyCounter(), instances: GrowOnlyCounter.instances),
        .spec(Peterson(), instances: Peterson.instances),
        .spec(AtomicCommitWithDetector(), instances: AtomicCommitWithDetector.instances),
        .spec(LostUpdate(), instances: LostUpdate.instances),
        .spec(ReplicatedRegister(), instances: ReplicatedRegister.instances),
        .spec(BrachaBroadcast(), instances: BrachaBroadcast.instances),
        .spec(BenOr(), instances: BenOr.instances),
        .spec(OralMessages(), instances: OralMessages.instances),
        .spec(SignedMessages(), instances: SignedMessages.instances),
        .spec(PBFT(), instances: PBFT.instances),
        .spec(ConfirmedHandshake(), instances: ConfirmedHandshake.instances),
        .spec(TrustedRead(), instances: TrustedRead.instances),
        .spec(UniqueIdentifiers(), instances: UniqueIdentifiers.instances),
        .spec(AtomicRename(), instances: AtomicRename.instances),
        .spec(ClusterReboot(), instances: ClusterReboot.instances),
        .spec(MachineMigration(), instances: MachineMigration.instances),
        .spec(FairScheduler(), instances: FairScheduler.instances),
        .spec(SecretSharing(), instances: SecretSharing.instances),
    ], claims: claims, benchmarks: benchmarks, costs: costs, statedRatios: statedRatios)
