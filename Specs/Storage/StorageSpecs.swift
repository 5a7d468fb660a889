import QuorateFaults

/// Specs of replicated storage: files, directories, pages, disks, queues.
package let storageSpecs = Catalog(
    [
        .spec(TrustedRead(), instances: TrustedRead.instances),
        .spec(UniqueIdentifiers(), instances: UniqueIdentifiers.instances),
        .spec(AtomicRename(), instances: AtomicRename.instances),
        .spec(CommitCertificate(), instances: CommitCertificate.instances),
        .spec(Scrubbing(), instances: Scrubbing.instances),
        .spec(ExactlyOnceQueue(), instances: ExactlyOnceQueue.instances),
        .spec(SynchronousMirroring(), instances: SynchronousMirroring.instances),
        .spec(PeriodicSnapshots(), instances: PeriodicSnapshots.instances),
        .spec(LedgerRecovery(), instances: LedgerRecovery.instances),
    ], about: "storage",
    costs: mirroring(copies: 2) + recoveryPoints + mirroringTimes)

/// A write goes to every copy and is confirmed: one round trip, however many copies there are.
private func mirroring(copies n: Int) -> [CostFigure] {
    let spec = SynchronousMirroring(copies: n, writes: 1, failures: 0)
    return Costing("SynchronousMirroring", "n = \(n)") { spec.costOfWrites }.figures(
        messages: ("2n", 2 * n, nil), rounds: ("2, a round trip", 2, nil))
}

/// A text has snapshots every minute, which lose up to a minute and the transfer; how long that takes is an example.
private let recoveryPoints = [
    PeriodicSnapshots.recoveryPointCost(interval: 60, transfer: 0, stated: .exactly(60)),
    PeriodicSnapshots.recoveryPointCost(interval: 60, transfer: 20),
]

/// One device, and two with batches of 1 to 64: what is left is the cost of each write on each device.
private let mirroringTimes =
    [MirroringTime().figure(devices: 1, batch: 1)]
    + [1, 8, 64].map { MirroringTime().figure(devices: 2, batch: $0) }
