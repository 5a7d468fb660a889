import QuorateQuorums
import SeededRandom
import Testing

/// The oracle itself: against every triple of sets, and against what the literature knows.
@Suite struct QuorumFailureTests {
    /// Not only the minimal quorums, and faulty replicas anywhere.
    @Test func intersectionAgreesWithEveryTripleOfSets() throws {
        var random = SplitMix(seed: Seed.announced(504))
        var (failing, sound) = (0, 0)
        for _ in 0..<300 {
            let (a, b) = (Self.system(&random), Self.system(&random))
            let (least, faults) = (random.number(0..<4), random.number(-1..<3))
            let everyone = a.replicas.union(b.replicas)
            var fails = false
            for first in everyone.subsets where a.isQuorum(first) {
                for second in everyone.subsets where b.isQuorum(second) {
                    for faulty in everyone.subsets where faulty.count <= faults {
                        if first.intersection(second).subtracting(faulty).count < least { fails = true }
                    }
                }
            }
            let witness = a.intersectionFailure(with: b, sharing: least, faults: faults)
            try #require((witness != nil) == fails, "\(a), \(b), \(least), \(faults)")
            guard let witness else {
                sound += 1
                continue
            }
            failing += 1
            try #require(try witness.holds(("A" & "B" - "F").count < .number(least)))
            try #require(try witness.holds(("F" as SetExpression).count <= "f"))
            try #require(try witness.holds(("A" | "B" | "F").isSubset(of: .everyone)))
            try #require(witness == Self.firstByOrder(a, b, least: least, faults: faults))
        }
        #expect(failing > 20 && sound > 20)
    }

    /// All triples that fail, put in the stated order, and the first of them.
    private static func firstByOrder(
        _ a: ExplicitQuorums, _ b: ExplicitQuorums, least: Int, faults: Int
    ) -> QuorumWitness? {
        var failures: [[ReplicaSet]] = []
        for first in a.minimalQuorums {
            for second in b.minimalQuorums {
                for faulty in first.intersection(second).subsets where faulty.count <= faults {
                    if first.intersection(second).subtracting(faulty).count < least {
                        failures.append([first, second, faulty])
                    }
                }
            }
        }
        func key(_ sets: [ReplicaSet]) -> [Int] {
            [Int(sets[0].bits), Int(sets[1].bits), sets[2].count, Int(sets[2].bits)]
        }
        return failures.min { key($0).lexicographicallyPrecedes(key($1)) }.map { sets in
            let everyone = a.replicas.union(b.replicas)
            return QuorumWitness(
                parameters: ["n": (everyone.map(\.number).max() ?? -1) + 1, "f": faults],
                sets: [
                    "A": sets[0].map(\.number), "B": sets[1].map(\.number), "F": sets[2].map(\.number),
                ])
        }
    }

    @Test func availabilityAgreesWithEverySetOfCorrectReplicas() throws {
        var random = SplitMix(seed: Seed.announced(505))
        var failing = 0
        for _ in 0..<300 {
            let (system, faults) = (Self.system(&random), random.number(-1..<4))
            let count = system.replicas.count
            let stuck = system.replicas.subsets.filter { $0.count >= count - faults && !system.isQuorum($0) }
            let witness = system.availabilityFailure(faults: faults)
            try #require((witness == nil) == (faults < 0 || stuck.isEmpty), "\(system), \(faults)")
            guard let faulty = witness?[set: "F"] else { continue }
            failing += 1
            let correct = system.replicas.subtracting(ReplicaSet(faulty.map { ReplicaID($0) }))
            try #require(stuck.contains(correct))
            try #require(faulty.count == count - stuck.map(\.count).max()!, "the fewest faults come first")
        }
        #expect((20..<280).contains(failing))
    }

    @Test func witnessesByMember() {
        let halves = ThresholdQuorums(of: ReplicaSet(count: 4), size: 2)
        #expect(
            halves.intersectionFailure(with: halves)?.description
                == "n = 4, f = 0; A = {0, 1}, B = {2, 3}, F = {}")
        let majority = ThresholdQuorums(of: ReplicaSet(count: 3), size: 2)
        #expect(
            majority.intersectionFailure(with: majority, faults: 1)?.description
                == "n = 3, f = 1; A = {0, 1}, B = {0, 2}, F = {0}")
        #expect(majority.availabilityFailure(faults: 2)?.description == "n = 3, f = 2; F = {0, 1}")
        #expect(ExplicitQuorums([]).intersectionFailure(with: majority) == nil)
        #expect(ExplicitQuorums([]).availabilityFailure(faults: 0)?.description == "n = 0, f = 0; F = {}")
    }

    static func system(_ random: inout SplitMix) -> ExplicitQuorums {
        QuorumSystemTests.explicit(&random, count: 5)
    }
}
