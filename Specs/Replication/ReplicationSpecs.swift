import QuorateFaults

/// Specs of replicated data.
package let replicationSpecs = Catalog(
    [
        .spec(AtomicRegister(), instances: AtomicRegister.instances),
        .spec(ReplicatedRegister(), instances: ReplicatedRegister.instances),
        .spec(ViewstampedReplication(), instances: ViewstampedReplication.instances),
        .spec(AtomicBroadcast(), instances: AtomicBroadcast.instances),
    ], about: "storage")
