import QuorateQuorums
import SeededRandom
import Testing

@Suite struct ResilienceConditionTests {
    @Test(arguments: [
        (ResilienceCondition.byzantineQuorums, [1, 4, 7, 10, 13, 16], "n ≥ 3f + 1"),
        (.crashMajority, [1, 3, 5, 7, 9, 11], "n ≥ 2f + 1"),
        (.maskingQuorums, [1, 5, 9, 13, 17, 21], "n ≥ 4f + 1"),
        (.opaqueQuorums, [1, 5, 10, 15, 20, 25], "n ≥ 5f, n ≥ 1"),
        (.signedAgreement, [2, 3, 4, 5, 6, 7], "n ≥ f + 2"),
    ])
    func smallestNumbers(condition: ResilienceCondition, expected: [Int], formula: String) {
        #expect(expected.indices.map { condition.minimumReplicas(faults: $0) } == expected)
        #expect(condition.description == formula)
    }

    @Test func severalKindsOfFaults() {
        #expect(ResilienceCondition.upRight.minimumReplicas(faults: ["u": 1, "r": 1]) == 4)
        #expect(ResilienceCondition.upRight.minimumReplicas(faults: ["u": 2]) == 5)
        #expect(ResilienceCondition.upRight.maximumFaults(called: "r", replicas: 6, besides: ["u": 2]) == 1)
        #expect(ResilienceCondition.upRight.maximumFaults(called: "r", replicas: 4, besides: ["u": 2]) == nil)
        #expect(ResilienceCondition.upRight.maximumFaults(replicas: 9) == nil, "it has no f")
        #expect(ResilienceCondition.fastPaxos.maximumFaults(called: "e", replicas: 5, besides: ["f": 2]) == 1)
        #expect(ResilienceCondition.fastPaxos.minimumReplicas(faults: ["e": 2, "f": 2]) == 7)
        #expect(ResilienceCondition.fastPaxos.faults == ["f", "e"])
        #expect(ResilienceCondition.hybridFaults.minimumReplicas(faults: ["a": 1, "s": 1, "b": 1]) == 7)
    }

    /// The statement, evaluated at one n after the other.
    @Test func agreesWithItsStatement() throws {
        var random = SplitMix(seed: Seed.announced(506))
        let made = (0..<300).map { _ in Self.condition(&random) }
        var solved = 0
        for condition in ResilienceCondition.literature + made {
            var faults: [String: Int] = [:]
            for letter in condition.faults { faults[letter] = random.number(0..<5) }
            let enough = try (0..<100).first { try holds(condition, replicas: $0, faults: faults) }
            try #require(condition.minimumReplicas(faults: faults) == enough, "\(condition) \(faults)")
            guard let letter = condition.faults.randomElement(using: &random) else { continue }
            let replicas = random.number(0..<40)
            faults[letter] = nil
            let survived = try (0..<100).last { number in
                try holds(condition, replicas: replicas, faults: faults.merging([letter: number]) { $1 })
            }
            let most = condition.maximumFaults(called: letter, replicas: replicas, besides: faults)
            try #require(most == survived, "\(condition) \(letter) \(replicas)")
            solved += 1
        }
        #expect(solved > 200)
    }

    private func holds(
        _ condition: ResilienceCondition, replicas: Int, faults: [String: Int]
    ) throws -> Bool {
        var witness = QuorumWitness(parameters: ["n": replicas])
        witness.parameters += faults.map { .init(name: $0.key, value: $0.value) }
        return try witness.holds(condition.statement)
    }

    private static func condition(_ random: inout SplitMix) -> ResilienceCondition {
        func bound() -> ResilienceCondition.Bound {
            .init(
                ["f": random.number(1..<5), "e": random.number(1..<4)], plus: random.number(-3..<4))
        }
        return ResilienceCondition("made up", bound(), bound(), source: "")
    }

    @Test func numbersThatDoNotFit() {
        #expect(ResilienceCondition.byzantineQuorums.minimumReplicas(faults: .max) == .max)
        #expect(ResilienceCondition.upRight.minimumReplicas(faults: ["u": 1, "r": .max]) == .max)
        #expect(ResilienceCondition.byzantineQuorums.minimumReplicas(faults: -1) == 1)
        #expect(ResilienceCondition.byzantineQuorums.maximumFaults(replicas: .max) == (Int.max - 1) / 3)
        #expect(ResilienceCondition.byzantineQuorums.maximumFaults(replicas: .min) == nil)
    }

    @Test func everyConditionHasASourceAndANameOfItsOwn() {
        let all = ResilienceCondition.literature
        #expect(Set(all.map(\.name)).count == all.count)
        #expect(all.allSatisfy { !$0.source.isEmpty })
    }
}
