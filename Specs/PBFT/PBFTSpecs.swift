import QuorateFaults

/// Spec of practical Byzantine fault tolerance; a target of its own, since drivers of real code are built on it.
package let pbftSpecs = Catalog(
    [
        .spec(PBFT(), instances: PBFT.instances)
    ], about: "agreement",
    benchmarks: benchmarks,
    costs: [(4, 32), (7, 98), (100, 20_000)].flatMap { pbft(replicas: $0, stated: $1) },
    refinements: [Refinement(PBFT(views: 2)), Refinement(PBFT(faulty: 0, views: 2))])

private let benchmarks = [
    BenchmarkCase(
        "pbft-4-1-2-views",
        Catalog.Instance(
            PBFT(views: 2),
            .holds(
                distinct: 13790, generated: 31268, depth: 15, source: "an independent re-model in Python"))),
    BenchmarkCase(
        "pbft-4-1-3-views",
        Catalog.Instance(
            PBFT(views: 3),
            .holds(
                distinct: 432_072, generated: 1_003_788, depth: 24,
                source: "an independent re-model in Python"))),
    BenchmarkCase(
        "pbft-4-1-4-views",
        Catalog.Instance(
            PBFT(views: 4),
            .holds(distinct: 11_729_892, generated: 27_317_000, depth: 33, source: "Quorate"))),
    // The first step beyond n = 4: from one view to two the states grow 849 times, where with n = 4 they grow 53 times.
    BenchmarkCase(
        "pbft-7-2-2-views",
        Catalog.Instance(
            PBFT(replicas: 7, faults: 2, faulty: 2, views: 2),
            .holds(distinct: 12_713_868, generated: 48_704_412, depth: 25, source: "Quorate"))),
]

/// PBFT's normal case, without request and replies: PRE-PREPARE to n - 1, PREPARE from n - 1 backups to n - 1, COMMIT
/// from n to n - 1.
private func pbft(replicas n: Int, stated: Int) -> [CostFigure] {
    let spec = PBFT(replicas: min(n, 8), faults: (n - 1) / 3, faulty: 0, views: 1)
    let run: Costing.Run = { spec.costOfOneRun(reaching: "the correct replicas decide by themselves") }
    return Costing("PBFT", "n = \(n)", run: n > 8 ? nil : run).figures(
        messages: ("(n-1) + (n-1)² + n(n-1)", 2 * n * (n - 1), .atMost(stated)),
        signatures: ("1 + (n-1) + n", 2 * n), rounds: ("3", 3, nil),
        microsecondsPerMessage: Costing.microsecondsToVerify)
}
