public import QuorateLanguage

extension ClusterReboot {
    /// What an independent re-model in Python found.
    public static var instances: [SpecInstance<Self>] {
        let source = "an independent re-model in Python"
        let liveness = "one machine after another reboots though the faulty are silent"
        return [
            SpecInstance(Self(), .holds(distinct: 47040, generated: 142_240, depth: 12, source: source)),
            SpecInstance(
                Self(sockets: true), .holds(distinct: 47040, generated: 146_032, depth: 12, source: source)),
            SpecInstance(
                Self(faults: 0, quorum: 3),
                .holds(distinct: 54821, generated: 210_005, depth: 14, source: source)),
            // The re-model took one of the 21 placements, which are all alike.
            SpecInstance(
                Self(machines: 7, faults: 2, turns: 1),
                .holds(distinct: 853_818, generated: 3_474_681, depth: 8, source: source, isLong: true)),
            // n = 3f: 2f + 1 grants are safe but need the villain's, 2f are not safe.
            SpecInstance(
                Self(machines: 3, faults: 1),
                .violates(liveness, distinct: 243, generated: 351, depth: 10, source: source)),
            SpecInstance(
                Self(machines: 3, faults: 1, quorum: 2),
                .violates(
                    "mutual exclusion", steps: 4, distinct: 4911, generated: 13095, depth: 12, source: source)
            ),
            SpecInstance(
                Self(turns: 1, mutant: .quorumFPlus1),
                .violates(
                    "mutual exclusion", steps: 4, distinct: 5936, generated: 16000, depth: 12, source: source)
            ),
            SpecInstance(
                Self(turns: 1, mutant: .grantsAgain),
                .violates(
                    "mutual exclusion", steps: 6, distinct: 256_000, generated: 1_428_484, depth: 21,
                    source: source)),
            SpecInstance(
                Self(mutant: .earlyRelease),
                .violates(
                    "mutual exclusion", steps: 7, distinct: 58428, generated: 178_384, depth: 12,
                    source: source)),
            SpecInstance(
                Self(mutant: .unprovenRelease),
                .violates(
                    "mutual exclusion", steps: 6, distinct: 213_976, generated: 885_532, depth: 12,
                    source: source)),
        ]
    }
}
