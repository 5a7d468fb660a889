import QuorateFaults

/// Specs of coordination among processes: mutual exclusion, election, termination, takeover, exactly-once jobs.
package let coordinationSpecs = Catalog(
    [
        .spec(ChangRoberts(), instances: ChangRoberts.instances),
        .spec(TerminationDetection(), instances: TerminationDetection.instances),
        .spec(Peterson(), instances: Peterson.instances),
        .spec(LostUpdate(), instances: LostUpdate.instances),
        .spec(GreenWave(), instances: GreenWave.instances),
        .spec(RedundantRouters(), instances: RedundantRouters.instances),
        .spec(DistributedCron(), instances: DistributedCron.instances),
        .spec(SchemaMigration(), instances: SchemaMigration.instances),
    ], about: "coordination",
    benchmarks: [
        terminationDetection(nodes: 6, 36990, 724_420), terminationDetection(nodes: 8, 786_942, 26_433_798),
        terminationDetection(nodes: 9, 3_539_966, 149_000_711),
    ])

/// Nearly all states are one component: the token goes around.
private func terminationDetection(nodes: Int, _ distinct: Int, _ generated: Int) -> BenchmarkCase {
    BenchmarkCase(
        "termination-detection-\(nodes)",
        Catalog.Instance(
            TerminationDetection(nodes: nodes),
            .holds(distinct: distinct, generated: generated, depth: 3 * nodes - 1, source: "Quorate")),
        twins: [.promela(PackageResources.termination_detection_pml, ["N": nodes])])
}
