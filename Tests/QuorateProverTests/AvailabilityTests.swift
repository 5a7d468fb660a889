import BigInt
import QuorateProver
import QuorateQuorums
import SeededRandom
import Testing

@Suite struct AvailabilityTests {
    /// The majority of a swarm whose leader is up and whose links fail: figures that are decimals to the end.
    @Test(arguments: [
        ("0.1", 3, "0.99"), ("0.1", 4, "0.972"), ("0.1", 5, "0.9963"), ("0.1", 7, "0.99873"),
        ("0.1", 9, "0.99956835"), ("0.3", 3, "0.91"), ("0.3", 5, "0.9163"), ("0.3", 7, "0.92953"),
        ("0.1", 1, "1"), ("0.1", 2, "0.9"),
    ])
    func leaderAndLinks(failure: String, count: Int, expected: String) throws {
        let failures = try Self.failures(failure)
        let size = QuorumSize.majority(n: count)
        #expect(failures.availability(quorum: size, of: count, hasLeader: true) == Rational(expected))
        let quorums = ThresholdQuorums.majority(of: ReplicaSet(count: count))
        #expect(failures.availability(of: quorums, leader: 0) == Rational(expected))
    }

    @Test(arguments: [
        ("0.1", "0.99", 3), ("0.1", "0.999", 9), ("0.3", "0.99", 27), ("0.3", "0.999", 51),
    ])
    func smallestOddGroup(failure: String, target: String, expected: Int) throws {
        let target = try #require(Rational(target))
        let group = try Self.failures(failure).smallestGroup(
            reaching: target, hasLeader: true, among: .odd, upTo: 99)
        guard case .reached(let replicas, let availability) = group else {
            Issue.record("not reached: \(group)")
            return
        }
        #expect(replicas == expected)
        #expect(availability >= target)
    }

    /// Each replica up or down, one combination after the other, its probability a product.
    @Test func anySystemAgreesWithTheProductOverReplicas() throws {
        var random = SplitMix(seed: Seed.announced(605))
        for _ in 0..<300 {
            let sets = (0..<random.number(0..<5)).map { _ in ReplicaSet(bits: UInt16(random.number(0..<64))) }
            let system = ExplicitQuorums(sets, besides: [ReplicaID(random.number(0..<6))])
            let leader = random.pick([nil, ReplicaID(random.number(0..<7))])
            let probability = Self.probability(&random)
            var sum: Rational = 0
            for up in system.replicas.subsets where system.isQuorum(up) {
                sum =
                    sum
                    + system.replicas.reduce(1) { product, replica in
                        let failing = replica == leader ? 0 : probability
                        return product * (up.contains(replica) ? 1 - failing : failing)
                    }
            }
            let failures = try #require(IndependentFailures(probability: probability))
            try #require(failures.availability(of: system, leader: leader) == sum, "\(system) \(probability)")
        }
    }

    @Test func closedFormAgreesWithTheSumOverSets() throws {
        var random = SplitMix(seed: Seed.announced(606))
        for _ in 0..<500 {
            let (count, size) = (random.number(0..<9), random.number(-1..<11))
            let leader = random.pick([nil, ReplicaID(0)])
            let probability = Self.probability(&random)
            let failures = try #require(IndependentFailures(probability: probability))
            let quorums = ThresholdQuorums(of: ReplicaSet(count: count), size: size)
            let closed = failures.availability(quorum: size, of: count, hasLeader: leader != nil)
            try #require(
                closed == failures.availability(of: quorums, leader: leader),
                "\(size) of \(count), \(probability), leader \(leader as Any)")
            try #require(closed.numerator.greatestCommonDivisor(with: closed.denominator) == 1)
        }
    }

    /// At most k of n fail, or at most n - k - 1 do not.
    @Test(arguments: [(1001, 400, "1/3"), (3000, 1499, "0.49"), (777, 3, "0.001"), (64, 32, "1/2")])
    func largeGroups(count: Int, most: Int, failure: String) throws {
        let failures = try Self.failures(failure)
        let others = try #require(IndependentFailures(probability: 1 - failures.probability))
        let few = failures.probability(atMost: most, of: count)
        let many = others.probability(atMost: count - most - 1, of: count)
        #expect(few + many == 1)
        #expect(few > 0 && many > 0)
    }

    /// Fair coins: everything is counted in halves, and the reduction has the most to do.
    @Test func fairCoins() throws {
        let fair = try Self.failures("1/2")
        for count in stride(from: 1, to: 60, by: 2) {
            let size = QuorumSize.majority(n: count)
            #expect(fair.availability(quorum: size, of: count) == Rational(1, 2))
        }
        #expect(fair.probability(atMost: 1, of: 4) == Rational(5, 16))
        #expect(fair.probability(atMost: 2, of: 4) == Rational(11, 16))
    }

    @Test func certainties() throws {
        let (never, always) = (try Self.failures("0"), try Self.failures("1"))
        #expect(never.availability(quorum: 5, of: 5) == 1)
        #expect(always.availability(quorum: 1, of: 5) == 0)
        #expect(always.availability(quorum: 1, of: 5, hasLeader: true) == 1, "the leader is enough")
        #expect(always.availability(quorum: 0, of: 5) == 1)
        #expect(always.availability(quorum: .min, of: .min, hasLeader: true) == 1)
        #expect(never.availability(quorum: .max, of: 5) == 0)
        #expect(IndependentFailures(probability: Rational(11, 10)) == nil)
        #expect(IndependentFailures(probability: Rational(-1, 10)) == nil)
    }

    /// Every number of replicas, looked at by itself.
    @Test func smallestGroupIsTheFirstThatIsEnough() throws {
        var random = SplitMix(seed: Seed.announced(607))
        for _ in 0..<200 {
            let failures = try #require(IndependentFailures(probability: Self.probability(&random)))
            let (target, faults) = (Self.probability(&random), random.number(0..<3))
            let (hasLeader, sizes) = (
                random.pick([true, false]), random.pick(IndependentFailures.GroupSizes.allCases)
            )
            let group = failures.smallestGroup(
                reaching: target, rule: .byzantine, faults: faults, hasLeader: hasLeader, among: sizes,
                upTo: 12)
            let tried = ((hasLeader ? 2 : 1)...12).filter { sizes == .any || $0 % 2 == 1 }.map { count in
                let size = (count + faults) / 2 + 1
                return (count, failures.availability(quorum: size, of: count, hasLeader: hasLeader))
            }
            if let (count, availability) = tried.first(where: { $0.1 >= target }) {
                try #require(group == .reached(replicas: count, availability: availability))
            } else {
                let most = try #require(tried.map(\.1).max())
                let count = try #require(tried.first { $0.1 == most }).0
                try #require(group == .missed(best: .init(replicas: count, availability: most)))
            }
        }
        #expect(try Self.failures("0.1").smallestGroup(reaching: 0, upTo: 0) == .missed(best: nil))
    }

    @Test func noGroupIsLargeEnoughAtOneHalf() throws {
        let group = try Self.failures("1/2").smallestGroup(
            reaching: Rational(51, 100), among: .odd, upTo: 199)
        #expect(group == .missed(best: .init(replicas: 1, availability: Rational(1, 2))))
    }

    static func failures(_ text: String) throws -> IndependentFailures {
        let probability = try #require(Rational(text))
        return try #require(IndependentFailures(probability: probability))
    }

    /// Between 0 and 1, and these too.
    static func probability(_ random: inout SplitMix) -> Rational {
        let denominator = random.number(1..<13)
        return Rational(BigInt(random.number(0..<denominator + 1)), BigInt(denominator))
    }
}
