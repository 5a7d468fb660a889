import QuorateFaults

/// Specs of consensus in ballots, or in rounds without a leader.
package let consensusSpecs = Catalog(
    [
        .spec(Paxos(), instances: Paxos.instances),
        .spec(PaxosProposers(), instances: PaxosProposers.instances),
        .spec(AsynchronousConsensus(), instances: AsynchronousConsensus.instances),
        .spec(BenOr(), instances: BenOr.instances),
    ], about: "agreement",
    benchmarks: benchmarks,
    refinements: refinements)

private let refinements = [Refinement(Paxos())]

private let benchmarks = [
    BenchmarkCase(
        "paxos-3-2-3",
        Catalog.Instance(
            Paxos(acceptors: 3, values: 2, ballots: 3),
            .holds(
                distinct: 8_220_065, generated: 67_903_141, depth: 32, source: "Spin, Stateright, rumur")),
        twins: [
            .promela(PackageResources.paxos_pml, ["B": 3]), .murphi(PackageResources.paxos_m, ["B": 3]),
        ])
]
