import QuorateProver
import QuorateQuorums
import Testing

@Suite struct ProverTests {
    static let n: Quantity = "n", f: Quantity = "f", q: Quantity = "q"
    static let a: SetExpression = "A", b: SetExpression = "B", faulty: SetExpression = "F"

    /// Two quorums of `size` out of the replicas that `system` describes share a correct one.
    static func intersection(_ size: Quantity, _ system: Proposition...) -> Claim {
        Claim("intersection", "Two quorums share a correct replica.") {
            system
            a.count == size
            b.count == size
            faulty.count <= f
        } then: {
            (a & b - faulty).count >= 1
        }
    }

    @Test func byzantineQuorumsShareACorrectReplica() throws {
        let claim = Self.intersection(ceiling((Self.n + Self.f + 1) / 2), Self.n > 3 * Self.f)
        guard case .proved(let proof) = try Prover().decide(claim).verdict else {
            Issue.record("not proved")
            return
        }
        #expect(proof.isCertified)
        #expect(!proof.facts.contains("given: n > 3f"), "the bound is for availability, not for intersection")
        #expect(proof.argument.last?.hasPrefix("add up to 0 ≥ ") == true)
        #expect(proof.argument.count == 7 && proof.certificateSize == "6 rows")
    }

    @Test func smallestCounterexampleComesMemberByMember() throws {
        let claim = Self.intersection(2 * Self.f, Self.n == 3 * Self.f + 1, Self.f >= 1)
        guard case .refuted(let counterexample) = try Prover().decide(claim).verdict else {
            Issue.record("not refuted")
            return
        }
        #expect(counterexample.witness.description == "n = 4, f = 1; A = {0, 1}, B = {2, 3}, F = {}")
        #expect(counterexample.isSmallest)
        #expect(counterexample.failing == claim.then)
        #expect(try counterexample.witness.refutes(claim))
    }

    /// True of nothing is not true of anything.
    @Test func hypothesesThatCannotHoldAreVacuous() throws {
        let never = Self.intersection(2 * Self.f, Self.n > 3 * Self.f, Self.n < Self.f)
        guard case .vacuous = try Prover().decide(never).verdict else {
            Issue.record("not vacuous")
            return
        }
        // They can hold, but not with a fault.
        let withoutFaults = Self.intersection(Self.n, Self.f < 1, Self.n >= 1)
        guard case .vacuous = try Prover().decide(withoutFaults).verdict else {
            Issue.record("not vacuous")
            return
        }
        // What is false is refuted, whatever else it is.
        let wrong = Self.intersection(0, Self.f < 1)
        guard case .refuted = try Prover().decide(wrong).verdict else {
            Issue.record("not refuted")
            return
        }
    }

    @Test func numbersMayBeLarge() throws {
        let large = Claim("large", "") {
            Self.n >= 1_000_000_000_000
        } then: {
            Self.n >= 1_000_000_000_001
        }
        guard case .refuted(let found) = try Prover().decide(large).verdict else {
            Issue.record("not refuted")
            return
        }
        #expect(found.witness[parameter: "n"] == 1_000_000_000_000)
        let replicas = Claim("replicas", "") {
            SetExpression.everyone.count >= 1_000_000_000
        } then: {
            Self.n < 5
        }
        guard case .unknown(let reason) = try Prover().decide(replicas).verdict else {
            Issue.record("not unknown")
            return
        }
        #expect(reason == "the smallest counterexample found is too large to be shown member by member")
        let overflow = Claim("overflow", "") {
            Int.max * Self.n >= Int.max * Self.q
        } then: {
            Self.n >= Self.q
        }
        guard case .proved = try Prover().decide(overflow).verdict else {
            Issue.record("not proved")
            return
        }
    }

    @Test func claimsThatMeanNothingAreRefused() {
        #expect(throws: ClaimError.noConclusion(claim: "empty")) {
            try Prover().decide(
                Claim("empty", "") {
                    Self.n >= 1
                } then: {
                })
        }
        #expect(throws: ClaimError.badDivisor(0, claim: "division")) {
            try Prover().decide(
                Claim("division", "") {
                } then: {
                    floor(Self.n / 0) >= 0
                })
        }
        #expect(throws: ClaimError.parameterAndSet("A", claim: "twice")) {
            try Prover().decide(
                Claim("twice", "") {
                } then: {
                    Self.a.count >= "A"
                })
        }
        #expect(throws: ClaimError.badName("push)", claim: "name")) {
            try Prover().decide(
                Claim("name", "") {
                } then: {
                    "push)" >= 0
                })
        }
    }

    /// The numbers that are expected are compared, and not only the verdict.
    @Test func otherNumbersThanExpectedAreNotAsExpected() throws {
        let claim = Self.intersection(2 * Self.f, Self.n == 3 * Self.f + 1, Self.f >= 1)
        #expect(try Prover().decide(claim.refuted(["n": 4, "f": 1])).isAsExpected)
        #expect(try !Prover().decide(claim.refuted(["n": 7])).isAsExpected)
        #expect(try !Prover().decide(claim.refuted(["q": 2])).isAsExpected)
        #expect(try !Prover().decide(claim).isAsExpected)
    }
}
