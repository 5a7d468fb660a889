import QuorateQuorums
import Testing

/// What a claim knows of itself, and which claims are refused.
@Suite struct ClaimTests {
    let n: Quantity = "n"
    let f: Quantity = "f"
    let a: SetExpression = "A"

    @Test func namesAreOrderedAsCounterexamplesAre() {
        let claim = Claim("order", "n, then f, then as first mentioned.") {
            "q" <= ("B" as SetExpression).count
            a.count >= "t" + f
        } then: {
            a.isSubset(of: "B")
        }
        #expect(claim.parameters == ["n", "f", "q", "t"])
        #expect(claim.sets == ["B", "A"])
        #expect(claim.speaksOfSets && !claim.hasWeights)
    }

    /// Without sets nothing is counted, and n is a number like any other.
    @Test func numbersAlone() {
        let claim = Claim("numbers", "No set.") {
            "q" >= 1
        } then: {
            "q" >= 2
        } inTheCase: {
            "q" >= 1
        }
        #expect(claim.parameters == ["q"])
        #expect(!claim.speaksOfSets)
    }

    @Test func caseOfInterestIsAFaultOrElseAReplica() {
        let withFaults = Claim("faults", "f.") {
            n > f
        } then: {
            n >= 1
        }
        #expect(withFaults.interestingCase == [f >= 1])
        let without = Claim("crowd", "n.") {
            a.count >= 1
        } then: {
            n >= 1
        }
        #expect(without.interestingCase == [n >= 1])
        let stated = Claim("stated", "n.") {
            n > f
        } then: {
            n >= 1
        } inTheCase: {
            f >= 2
        }
        #expect(stated.interestingCase == [f >= 2])
    }

    @Test(arguments: ["", "1f", "f-1", "f 1", "größe", "echo!"]) func badNamesAreRefused(name: String) {
        let parameter = Claim("bad", "A bad parameter.") {
            Quantity.parameter(name) >= 1
        } then: {
            n >= 1
        }
        #expect(throws: ClaimError.badName(name, claim: "bad")) { try parameter.validate() }
        let set = Claim("bad", "A bad set.") {
            SetExpression.named(name).count >= 1
        } then: {
            n >= 1
        }
        #expect(throws: ClaimError.badName(name, claim: "bad")) { try set.validate() }
    }

    @Test func anythingElseWithoutMeaningIsRefused() throws {
        let both = Claim("both", "f twice.") {
            f >= 1
        } then: {
            ("f" as SetExpression).count >= 1
        }
        #expect(throws: ClaimError.parameterAndSet("f", claim: "both")) { try both.validate() }
        let crowd = Claim("crowd", "A set n.") {
            f >= 1
        } then: {
            ("n" as SetExpression).count >= 1
        }
        #expect(throws: ClaimError.parameterAndSet("n", claim: "crowd")) { try crowd.validate() }
        let half = Claim("half", "Divided by zero.") {
            f >= 1
        } then: {
            floor(n / 0) >= ceiling(n / 2)
        }
        #expect(throws: ClaimError.badDivisor(0, claim: "half")) { try half.validate() }
        let nothing = Claim("nothing", "No conclusion.") {
            f >= 1
        } then: {
        }
        #expect(throws: ClaimError.noConclusion(claim: "nothing")) { try nothing.validate() }
        try Claim("good", "Nothing wrong.") {
            n > 3 * f
        } then: {
            floor(n / 1) >= 0
        }.validate()
    }

    @Test func errorsSayWhatToWriteInstead() {
        #expect(
            "\(ClaimError.badName("f-1", claim: "bad"))"
                == "bad: \"f-1\" cannot be a name; use letters and digits, a letter first")
        #expect(
            "\(ClaimError.badDivisor(0, claim: "half"))"
                == "half: a quantity is divided by 0; divide by 1 or more")
    }
}
