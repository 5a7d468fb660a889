import QuorateFaults

/// Specs of copies that are changed without asking and merged later, and of what cannot be had that way.
package let mergingSpecs = Catalog(
    [
        .spec(GrowOnlyCounter(), instances: GrowOnlyCounter.instances),
        .spec(GrowOnlySet(), instances: GrowOnlySet.instances),
        .spec(ObservedRemoveSet(), instances: ObservedRemoveSet.instances),
        .spec(LastWriterWins(), instances: LastWriterWins.instances),
        .spec(NonNegativeCounter(), instances: NonNegativeCounter.instances),
        .spec(LeaderRegister(), instances: LeaderRegister.instances),
    ], about: "merging")
