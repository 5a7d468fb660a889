import QuorateFaults

/// Specs of replicated data.
package let replicationSpecs = Catalog(
    [
        .spec(GrowOnlyCounter(), instances: GrowOnlyCounter.instances),
        .spec(ReplicatedRegister(), instances: ReplicatedRegister.instances),
    ])
