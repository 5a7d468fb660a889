import QuorateFaults

/// Specs of broadcast: what one correct replica delivers, all deliver.
package let broadcastSpecs = Catalog(
    [
        .spec(ReliableBroadcast(), instances: ReliableBroadcast.instances),
        .spec(BrachaBroadcast(), instances: BrachaBroadcast.instances),
    ], about: "broadcast",
    benchmarks: benchmarks,
    costs: [4, 7].flatMap { brachaBroadcast(replicas: $0) },
    refinements: [Refinement(BrachaBroadcast()), Refinement(BrachaBroadcast(faulty: 0))])

private let benchmarks = [
    BenchmarkCase(
        "reliable-broadcast-5-1-1",
        Catalog.Instance(
            ReliableBroadcast(processes: 5, threshold: 1, faulty: 1),
            .holds(distinct: 1_070_000, generated: 38_428_080, depth: 8, source: "Spin, rumur")),
        twins: [
            // Spin has one state in front of the 160 initial ones.
            .promela(PackageResources.reliable_broadcast_pml, ["N": 5, "T": 1, "F": 1], leadingStates: 1),
            .murphi(PackageResources.reliable_broadcast_m, ["N": 5, "T": 1, "F": 1]),
        ])
]

private func brachaBroadcast(replicas n: Int) -> [CostFigure] {
    let spec = BrachaBroadcast(replicas: n, faults: (n - 1) / 3, faulty: 0)
    return Costing("BrachaBroadcast", "n = \(n)") {
        spec.costOfOneRun(reaching: "every correct replica delivers")
    }.figures(messages: ("(n-1) + 2n(n-1)", (n - 1) * (2 * n + 1), nil), rounds: ("3", 3, nil))
}
