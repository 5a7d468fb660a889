import Foundation
import QuorateQuorums
import Testing

@testable import QuorateProver

/// Whatever the solver cannot do ends in a clear answer.
@Suite struct LimitTests {
    static let n: Quantity = "n"

    /// A claim with a given number of sets, any two of them majorities.
    static func majorities(_ count: Int) -> Claim {
        let sets = (0..<count).map { SetExpression.named("Q\($0)") }
        return Claim("majorities-\(count)", "Any two of \(count) majorities share a replica.") {
            sets.map { 2 * $0.count > n }
        } then: {
            (sets[0] & sets[count - 1]).count >= 1
        }
    }

    @Test func thirteenSetsAreTooMany() throws {
        let finding = try Prover().decide(Self.majorities(13))
        guard case .unknown(let reason) = finding.verdict else {
            Issue.record("\(finding.verdict)")
            return
        }
        #expect(reason == "13 sets make 8192 regions; the limit is 12 sets")
        let many = try Prover().decide(Self.majorities(80))
        guard case .unknown = many.verdict else {
            Issue.record("\(many.verdict)")
            return
        }
    }

    @Test func eightSetsAreDecided() throws {
        let finding = try Prover(timeLimit: .seconds(60)).decide(Self.majorities(8))
        print("8 sets: \(finding.duration)")
        guard case .proved = finding.verdict else {
            Issue.record("\(finding.verdict)")
            return
        }
    }

    /// A claim that takes the solver more than a moment: many products of large primes that never meet.
    static var hard: Claim {
        let x = (0..<12).map { Quantity.parameter("x\($0)") }
        let primes = [10007, 10009, 10037, 10039, 10061, 10067, 10069, 10079, 10091, 10093, 10099, 10103]
        func sum(_ quantities: some Collection<Quantity>) -> Quantity {
            quantities.dropFirst().reduce(quantities.first!, +)
        }
        return Claim("hard", "A knapsack that nothing fills.") {
            sum(x.indices.map { primes[$0] * x[$0] }) == 123_456_789
            sum(x.indices.map { primes[11 - $0] * x[$0] }) == 123_456_787
            sum(x.indices.map { (primes[$0] * primes[11 - $0]) % 9973 * x[$0] }) == 65_432_101
            sum(x) <= 12_400
        } then: {
            n >= 1
            n < 1
        }
    }

    @Test func timeLimitEndsInUnknown() throws {
        let finding = try Prover(timeLimit: .milliseconds(1)).decide(Self.hard)
        guard case .unknown(let reason) = finding.verdict else {
            Issue.record("\(finding.verdict)")
            return
        }
        #expect(reason.contains("the time limit was reached"))
        #expect(finding.duration < .seconds(60))
    }

    /// One step of the solver can take as long as it likes here, so a limit on steps would not end it.
    @Test func largeCoefficientsEndInTime() throws {
        let x: Quantity = "x", y: Quantity = "y", z: Quantity = "z"
        let claim = Claim("large-coefficients", "Large primes that meet far away.") {
            1_000_000_007 * x + y == 998_244_353 * y + z
            x + y + z >= 1
        } then: {
            z > x || x == y
        }
        let finding = try Prover(timeLimit: .seconds(4)).decide(claim)
        #expect(finding.duration < .seconds(60), "\(finding.duration)")
        switch finding.verdict {
        case .refuted, .unknown("the time limit was reached"): break
        default: Issue.record("\(finding.verdict)")
        }
    }

    /// A contradiction is never met, however little memory there is: no assertion is lost on the way.
    ///
    /// With the most memory there is an answer, or the others would show nothing.
    @Test(arguments: [12, 16, 20, 24, 28, 32, 40, 48, 1024])
    func littleMemoryLosesNoAssertion(mebibytes: Int) async {
        await #expect(processExitsWith: .success) { [mebibytes] in
            Prover.limitMemory(mebibytes: mebibytes)
            var problem = ClaimEncoding(LimitTests.majorities(10)).interestingProblem
            problem.assert("never", .falsehood)
            guard let solver = try? Z3Solver(problem) else { exit(mebibytes < 1024 ? 0 : 2) }
            switch solver.check(until: .now + .seconds(100)) {
            case .satisfiable: exit(1)
            case .unsatisfiable: exit(0)
            case .unknown: exit(mebibytes < 1024 ? 0 : 2)
            }
        }
    }

    /// In a process of its own: the limit is for the whole process.
    @Test func memoryLimitEndsInUnknown() async {
        await #expect(processExitsWith: .exitCode(42)) {
            Prover.limitMemory(mebibytes: 24)
            let finding = try Prover(timeLimit: .seconds(100)).decide(LimitTests.majorities(12))
            guard case .unknown(let reason) = finding.verdict,
                reason.hasSuffix("the solver ran out of memory")
            else {
                print("not unknown: \(finding.verdict)")
                exit(1)
            }
            exit(42)
        }
    }
}
