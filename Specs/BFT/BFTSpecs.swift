import QuorateFaults

/// Specs of consensus among replicas of which some are Byzantine, with leaders that change from view to view.
package let bftSpecs = Catalog(
    [
        .spec(
            HotStuff(), instances: HotStuff.instances, beyond: { $0.hasRoom(in: OneWord.self) },
            WideHotStuff(),
            instances: WideHotStuff.wideInstances),
        .spec(
            Tendermint(), instances: Tendermint.instances, beyond: { $0.hasRoom(in: OneWord.self) },
            WideTendermint(),
            instances: WideTendermint.wideInstances),
        .spec(TendermintRounds(), instances: TendermintRounds.instances),
        .spec(IstanbulBFT(), instances: IstanbulBFT.instances),
        .spec(DelegatedBFT(), instances: DelegatedBFT.instances),
    ], about: "agreement",
    benchmarks: benchmarks,
    costs: [4, 7, 100].flatMap { hotStuff(replicas: $0) } + [4, 7, 100].flatMap { tendermint(replicas: $0) },
    refinements: refinements)

private let refinements = [
    Refinement(Tendermint()),
    Refinement(HotStuff()), Refinement(HotStuff(replicas: 3, faults: 0, views: 3)),
]

private let benchmarks = [
    BenchmarkCase(
        "hotstuff-4-1-3-views",
        Catalog.Instance(
            HotStuff(views: 3),
            .holds(
                distinct: 10_058_128, generated: 23_605_501, depth: 36,
                source: "an independent re-model in C++"))
    ),
    BenchmarkCase(
        "tendermint-4-1-2-rounds",
        Catalog.Instance(
            Tendermint(),
            .holds(
                distinct: 557_364, generated: 1_386_244, depth: 14, source: "an independent re-model in C++"))
    ),
    BenchmarkCase(
        "tendermint-4-1-3-rounds",
        Catalog.Instance(
            Tendermint(rounds: 3),
            .holds(
                distinct: 112_592_668, generated: 280_076_960, depth: 21,
                source: "an independent re-model in C++"))),
]

/// Basic HotStuff's one view: the leader sends PREPARE, PRE-COMMIT, COMMIT and DECIDE to n - 1, who vote three times.
private func hotStuff(replicas n: Int) -> [CostFigure] {
    let spec = HotStuff(replicas: min(n, 4), faults: 0, views: 1)
    let run: Costing.Run = { spec.costOfOneRun(reaching: "the correct replicas decide by themselves") }
    return Costing("HotStuff", "n = \(n)", run: n > 4 ? nil : run).figures(
        messages: ("7(n-1)", 7 * (n - 1), nil), signatures: ("1 + 3n", 1 + 3 * n), rounds: ("7", 7, nil),
        microsecondsPerMessage: Costing.microsecondsToVerify)
}

/// Tendermint's one round in which no replica waits for a timeout.
private func tendermint(replicas n: Int) -> [CostFigure] {
    let spec = Tendermint(replicas: min(n, 4), faults: 0, rounds: 1)
    let run: Costing.Run = {
        spec.costOfOneRun(
            reaching: "the correct replicas decide by themselves",
            taking: { action in
                switch action {
                case .prevoteNil, .precommitNil: false
                default: true
                }
            })
    }
    return Costing("Tendermint", "n = \(n)", run: n > 4 ? nil : run).figures(
        messages: ("(n-1) + 2n(n-1)", (n - 1) * (2 * n + 1), nil), signatures: ("1 + 2n", 1 + 2 * n),
        rounds: ("3", 3, nil), microsecondsPerMessage: Costing.microsecondsToVerify)
}
