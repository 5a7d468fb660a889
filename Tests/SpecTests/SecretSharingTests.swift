import QuorateExplorer
import QuorateFaults
import QuorateQuorums
import Testing

@testable import SecretsSpecs

@Suite struct SecretSharingTests {
    typealias Element = SecretSharing.Element

    /// Seven parties, two Byzantine, threshold 3: too many states to explore, few enough polynomials to list.
    static let seven = SecretSharing(parties: 7, faults: 2, field: 11)

    static func word(_ spec: SecretSharing, _ polynomial: SecretSharing.Polynomial) -> [Element] {
        spec.parties.map { spec.share(of: $0, polynomial) }
    }

    /// A threshold is right exactly if f + 1 ≤ t ≤ n - 2f.
    @Test(arguments: [3, 4], 1...3)
    func thresholdsAreRightInTheRangeOnly(parties: Int, threshold: Int) async throws {
        let report = try await Explorer(SecretSharing(parties: parties, threshold: threshold)).run()
        #expect((report.outcome == .holds) == (2...max(2, parties - 2) ~= threshold && parties >= 4))
        #expect([.holds, .violated].contains(report.outcome))
    }

    /// The threshold f + 1 is one as soon as n ≥ 3f + 1, and no threshold is with fewer parties.
    @Test func thresholdsExistExactlyFrom3fPlus1() {
        for faults in 0...8 {
            for parties in 1...30 {
                let thresholds = (1...parties).filter { faults + 1 <= $0 && $0 <= parties - 2 * faults }
                #expect(thresholds.isEmpty == (parties < 3 * faults + 1))
                let first = SecretSharing().thresholdRule(n: parties, f: faults)
                #expect(thresholds.isEmpty || thresholds.first == first)
            }
        }
    }

    /// Of the 1331 polynomials, eleven fit what two colluders hold, one for each secret.
    @Test func twoColludersOfSevenLearnNothing() {
        let spec = Self.seven
        for colluders in spec.parties.subsets(ofSize: 2) {
            var secrets: [[Element]: [Element]] = [:]
            for polynomial in spec.polynomials {
                secrets[colluders.map { spec.share(of: $0, polynomial) }, default: []].append(
                    polynomial.secret)
            }
            #expect(secrets.count == 121)
            #expect(secrets.values.allSatisfy { $0.count == 11 && Set($0).count == 11 })
        }
    }

    /// Any three shares belong to one polynomial; two polynomials that each fit five of seven shares have
    /// three in common.
    @Test func threeSharesOfSevenDetermineThePolynomial() {
        let spec = Self.seven
        #expect(spec.polynomials.count == 1331 && spec.matchesNeeded == 5)
        for holders in spec.parties.subsets(ofSize: 3) {
            let shares = Set(
                spec.polynomials.map { polynomial in holders.map { spec.share(of: $0, polynomial) } })
            #expect(shares.count == 1331)
        }
    }

    /// Two of six is a third: with f = 2 and threshold 3 two secrets fit four of the same six shares.
    @Test func twoOfSixCanBeTakenForTheOthers() throws {
        let spec = SecretSharing(parties: 6, faults: 2, field: 7)
        let zero = try #require(spec.polynomials.first)
        #expect(Self.word(spec, zero).allSatisfy { $0.value == 0 })
        let other = try #require(
            spec.polynomials.first {
                Self.word(spec, $0).prefix(2).allSatisfy { $0.value == 0 } && $0.secret.value != 0
            })
        var s = try #require(spec.initialStates.first)
        for i in spec.parties { s.shown[i] = spec.share(of: i, i < 4 ? zero : other) }
        #expect(spec.fits(zero.secret, in: s) && spec.fits(other.secret, in: s))
    }

    /// The values at all points are those of the polynomial with the given digits, computed term by term.
    @Test func sharesAreValuesOfThePolynomial() {
        let spec = SecretSharing(parties: 4, threshold: 3, field: 5)
        for polynomial in spec.polynomials {
            let number = polynomial.number
            let (secret, linear, square) = (number % 5, number / 5 % 5, number / 25)
            let values = (1...4).map { (secret + linear * $0 + square * $0 * $0) % 5 }
            #expect(Self.word(spec, polynomial).map { Int($0.value) } == values)
        }
    }
}
