import QuorateQuorums
import SeededRandom
import Testing

/// The size that a search uses and the quantity that is proved about are the same rule.
@Suite struct QuorumSizeTests {
    @Test func quantityHasTheValue() throws {
        let seed = Seed.announced(20_261_123)
        var random = SplitMix(seed: seed)
        for _ in 0..<500 {
            let size = QuorumSize(
                replicas: random.number(-3..<4), faults: random.number(-3..<4), plus: random.number(-3..<4),
                over: random.number(1..<5))
            let (n, f) = (random.number(0..<20), random.number(0..<7))
            let value = try QuorumWitness(parameters: ["n": n, "f": f]).value(of: size.quantity())
            #expect(size(n: n, f: f) == max(value, 0), "\(size.quantity()) for n = \(n), f = \(f)")
        }
    }

    @Test func rulesOfTheLiterature() {
        #expect((1...7).map { QuorumSize.majority(n: $0) } == [1, 2, 2, 3, 3, 4, 4])
        #expect([4, 5, 6, 7].map { QuorumSize.byzantine(n: $0, f: 1) } == [3, 4, 4, 5])
        #expect([5, 6, 9].map { QuorumSize.masking(n: $0, f: 1) } == [4, 5, 6])
        #expect(QuorumSize.allButFaulty(n: 4, f: 1) == 3)
        #expect(QuorumSize.allButFaulty(n: 1, f: 2) == 0)
    }

    @Test func quantitiesReadAsInThePaper() {
        #expect("\(QuorumSize.majority.quantity())" == "⌈(n + 1)/2⌉")
        #expect("\(QuorumSize.byzantine.quantity())" == "⌈(n + f + 1)/2⌉")
        #expect("\(QuorumSize.masking.quantity())" == "⌈(n + 2f + 1)/2⌉")
        #expect("\(QuorumSize.allButFaulty.quantity())" == "n - f")
        #expect("\(QuorumSize(replicas: 2, faults: 2, over: 3).quantity())" == "⌈(2n + 2f)/3⌉")
        #expect("\(QuorumSize(plus: 1).quantity())" == "1")
        #expect("\(QuorumSize().quantity())" == "0")
    }
}
