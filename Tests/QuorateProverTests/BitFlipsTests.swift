import QuorateProver
import QuorateQuorums
import Testing

@Suite struct BitFlipsTests {
    /// One flip per gigabyte and year, a gigabyte per replica: more flipped replicas than 3f + 1 of them survive.
    @Test(arguments: [
        (1, 4, 1, "153451841/1962886417920000", "7.82e-8"),
        (1, 7, 2, "13735500020362961/263898841757178691584000000", "5.20e-11"),
        (24, 4, 1, "796433/17748900625", "4.49e-5"),
        (24, 7, 2, "123224486913/172615601860890625", "7.14e-7"),
    ])
    func withinAnHourOrADay(hours: Int, replicas: Int, faults: Int, expected: String, rounded: String) {
        let flips = BitFlips(hours: Rational("\(hours)")!)
        let probability = flips.probability(ofMoreThan: faults, of: replicas)
        #expect(probability.description == expected)
        #expect(probability.scientific(digits: 3) == rounded)
    }

    /// A flipped replica is one that is not up: more than f of them is no quorum of n - f.
    @Test func agreesWithTheSumOverSets() throws {
        for hours in ["1/2", "24", "4380", "8760"] {
            let flips = BitFlips(gigabytes: Rational(3, 2), hours: try #require(Rational(hours)))
            let failures = try #require(IndependentFailures(probability: flips.probabilityPerReplica))
            for replicas in 1...7 {
                for faults in 0..<replicas {
                    let clean = ThresholdQuorums(of: ReplicaSet(count: replicas), size: replicas - faults)
                    #expect(
                        flips.probability(ofMoreThan: faults, of: replicas)
                            == 1 - failures.availability(of: clean))
                }
            }
        }
    }

    @Test func probabilityPerReplica() {
        #expect(BitFlips(hours: 1).probabilityPerReplica == Rational(1, 8760))
        #expect(
            BitFlips(perGigabyteYear: 2, gigabytes: 3, hours: 24).probabilityPerReplica == Rational(6, 365))
        #expect(BitFlips(gigabytes: 64, hours: 8760).probabilityPerReplica == 1, "no more than certain")
        #expect(BitFlips(hours: -5).probabilityPerReplica == 0)
        #expect(BitFlips(hours: 8760).probability(ofMoreThan: 3, of: 4) == 1)
        #expect(BitFlips(hours: 8760).probability(ofMoreThan: 4, of: 4) == 0)
    }
}
