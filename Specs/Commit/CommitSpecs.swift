import QuorateFaults

/// Specs of atomic commit: all participants commit, or all abort.
package let commitSpecs = Catalog(
    [
        .spec(TransactionCommit(), instances: TransactionCommit.instances),
        .spec(TwoPhaseCommit(), instances: TwoPhaseCommit.instances),
        .spec(NonBlockingAtomicCommit(), instances: NonBlockingAtomicCommit.instances),
        .spec(AtomicCommitWithDetector(), instances: AtomicCommitWithDetector.instances),
    ], about: "commit",
    benchmarks: benchmarks,
    refinements: [Refinement(TwoPhaseCommit(managers: 4))])

private let benchmarks = [
    twoPhaseCommit(managers: 8, distinct: 1_745_408, generated: 18_507_778, depth: 25),
    twoPhaseCommit(managers: 9, distinct: 10_340_352, generated: 123_558_402, depth: 28),
]

private func twoPhaseCommit(managers: Int, distinct: Int, generated: Int, depth: Int) -> BenchmarkCase {
    BenchmarkCase(
        "two-phase-commit-\(managers)",
        Catalog.Instance(
            TwoPhaseCommit(managers: managers),
            .holds(distinct: distinct, generated: generated, depth: depth, source: "Spin, Stateright, rumur")),
        twins: [
            .promela(PackageResources.two_phase_commit_pml, ["N": managers]),
            .murphi(PackageResources.two_phase_commit_m, ["N": managers]),
        ])
}
