public import QuorateLanguage

/// The protocols that come with Quorate: the one list that command, tests and benchmarks go through.
public let catalog = Catalog([
    .spec(TwoPhaseCommit(), instances: TwoPhaseCommit.instances)
])
