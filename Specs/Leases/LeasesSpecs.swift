import QuorateFaults

/// Specs of leases and fencing tokens: what is held by one at a time, for a while, although clocks differ and messages
/// are late.
package let leasesSpecs = Catalog(
    [
        .spec(UniqueItem(), instances: UniqueItem.instances),
        .spec(ConsumableItem(), instances: ConsumableItem.instances),
        .spec(SharedPrinter(), instances: SharedPrinter.instances),
        .spec(LockFailover(), instances: LockFailover.instances),
    ], about: "leases")
