import QuorateLanguage

/// The cases of `quorate bench`: state spaces large enough to measure, each with the same protocol in Promela
/// (for Spin) and in Murphi (for rumur), which stand in the folder `Twins` beside their spec.
let benchmarks: [BenchmarkCase] =
    [
        twoPhaseCommit(managers: 8, distinct: 1_745_408, generated: 18_507_778, depth: 25),
        twoPhaseCommit(managers: 9, distinct: 10_340_352, generated: 123_558_402, depth: 28),
        BenchmarkCase(
            "paxos-3-2-3",
            instance(
                Paxos(acceptors: 3, values: 2, ballots: 3),
                .holds(
                    distinct: 8_220_065, generated: 67_903_141, depth: 32, source: "Spin, Stateright, rumur")),
            twins: [
                promela(PackageResources.paxos_pml, ["B": 3]), murphi(PackageResources.paxos_m, ["B": 3]),
            ]),
        BenchmarkCase(
            "reliable-broadcast-5-1-1",
            instance(
                ReliableBroadcast(processes: 5, threshold: 1, faulty: 1),
                .holds(distinct: 1_070_000, generated: 38_428_080, depth: 8, source: "Spin, rumur")),
            twins: [
                // Spin has one state in front of the 160 initial ones.
                promela(PackageResources.reliable_broadcast_pml, ["N": 5, "T": 1, "F": 1], leadingStates: 1),
                murphi(PackageResources.reliable_broadcast_m, ["N": 5, "T": 1, "F": 1]),
            ]),
    ] + byzantineBenchmarks

/// Byzantine protocols, each with every placement of the faulty replicas in one run. No twins: other tools have no such
/// adversary.
private let byzantineBenchmarks: [BenchmarkCase] = [
    BenchmarkCase(
        "pbft-4-1-3-views",
        instance(
            PBFT(views: 3),
            .holds(
                distinct: 432_072, generated: 1_003_788, depth: 24,
                source: "an independent re-model in Python"))),
    BenchmarkCase(
        "pbft-4-1-4-views",
        instance(
            PBFT(views: 4),
            .holds(distinct: 11_729_892, generated: 27_317_000, depth: 33, source: "Quorate"))),
    // The first step beyond n = 4: from one view to two the states grow 849 times, where with n = 4 they grow 53 times.
    BenchmarkCase(
        "pbft-7-2-2-views",
        instance(
            PBFT(replicas: 7, faults: 2, faulty: 2, views: 2),
            .holds(distinct: 12_713_868, generated: 48_704_412, depth: 25, source: "Quorate"))),
    BenchmarkCase(
        "hotstuff-4-1-3-views",
        instance(
            HotStuff(views: 3),
            .holds(
                distinct: 10_058_128, generated: 23_605_501, depth: 36,
                source: "an independent re-model in C++"))
    ),
    BenchmarkCase(
        "tendermint-4-1-2-rounds",
        instance(
            Tendermint(),
            .holds(
                distinct: 557_364, generated: 1_386_244, depth: 14, source: "an independent re-model in C++"))
    ),
    BenchmarkCase(
        "tendermint-4-1-3-rounds",
        instance(
            Tendermint(rounds: 3),
            .holds(
                distinct: 112_592_668, generated: 280_076_960, depth: 21,
                source: "an independent re-model in C++"))),
    BenchmarkCase(
        "signed-messages-4-2",
        instance(
            SignedMessages(generals: 4, traitors: 2, depth: 2),
            .holds(distinct: 2655, generated: 3270, depth: 8, source: "an independent re-model in Python"))),
    BenchmarkCase(
        "oral-messages-7-2",
        instance(
            OralMessages(generals: 7, traitors: 2, depth: 2),
            .holds(distinct: 23163, generated: 23163, depth: 7, source: "an independent re-model in Python"))),
]

private func twoPhaseCommit(managers: Int, distinct: Int, generated: Int, depth: Int) -> BenchmarkCase {
    BenchmarkCase(
        "two-phase-commit-\(managers)",
        instance(
            TwoPhaseCommit(managers: managers),
            .holds(distinct: distinct, generated: generated, depth: depth, source: "Spin, Stateright, rumur")),
        twins: [
            promela(PackageResources.two_phase_commit_pml, ["N": managers]),
            murphi(PackageResources.two_phase_commit_m, ["N": managers]),
        ])
}

private func instance(_ spec: some Spec, _ expected: ExpectedRun) -> Catalog.Instance {
    Catalog.Instance(spec: ErasedSpec(spec), expected: expected)
}

/// Promela models take their parameters as macros.
private func promela(_ bytes: [UInt8], _ parameters: [String: Int], leadingStates: Int = 0)
    -> BenchmarkCase.Twin
{
    let macros = parameters.sorted { $0.key < $1.key }.map { "#define \($0.key) \($0.value)\n" }
    return BenchmarkCase.Twin(
        .spin, model: macros.joined() + String(decoding: bytes, as: UTF8.self), leadingStates: leadingStates)
}

/// Murphi models have one line for each parameter, `  N: 9;`.
private func murphi(_ bytes: [UInt8], _ parameters: [String: Int]) -> BenchmarkCase.Twin {
    let lines = String(decoding: bytes, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
    let model = lines.map { line in
        for (name, value) in parameters where line.hasPrefix("  \(name): ") { return "  \(name): \(value);" }
        return String(line)
    }
    return BenchmarkCase.Twin(.rumur, model: model.joined(separator: "\n"))
}
