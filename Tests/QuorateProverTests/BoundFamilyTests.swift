import QuorateProver
import QuorateQuorums
import Testing

/// The families have the bounds of their papers, and mean what they say.
@Suite struct BoundFamilyTests {
    static let bounds = [
        ("crash", "n > 2f", ["q = ⌈(n + 1)/2⌉"]), ("byzantine", "n > 3f", ["q = ⌈(n + f + 1)/2⌉"]),
        ("masking", "n > 4f", ["q = ⌈(n + 2f + 1)/2⌉"]), ("opaque", "n ≥ 5f", ["q = ⌈(2n + 2f)/3⌉"]),
        ("secret-sharing", "n > 3f", ["t = f + 1"]),
        (
            "fast-paxos", "n > 2e + f and n > 2f",
            ["q = max(⌈(n + 1)/2⌉, 2e + 1)", "r = ⌈(2n - q + 1)/2⌉"]
        ),
        ("upright", "n > 2u + r", ["q = ⌈(n + r + 1)/2⌉"]), ("fab", "n > 5f", ["q = ⌈(n + 3f + 1)/2⌉"]),
    ]

    @Test func familiesAreAllExpected() { #expect(QuorumFamily.all.map(\.name) == Self.bounds.map(\.0)) }

    @Test(arguments: bounds)
    func boundsAreDerived(name: String, condition: String, sizes: [String]) throws {
        let family = try #require(QuorumFamily.all.first { $0.name == name })
        let bound = try Prover().bound(of: family.rule)
        guard case .condition(let derived, .elimination) = bound.answer else {
            Issue.record("\(bound.answer)")
            return
        }
        #expect("\(derived)" == condition)
        #expect(bound.sizes.map { $0.map { "\($0)" } } == [sizes])
        #expect(bound.theorems.map(\.kind) == [.possible, .impossibleOtherwise])
        #expect(bound.theorems.allSatisfy { $0.isCertified })
        print(name, bound.duration, bound.failure.map { "\($0.witness)" } ?? "-")
    }

    /// What was derived is what the literature says, for all numbers.
    @Test(arguments: QuorumFamily.all.indices)
    func literature(index: Int) throws {
        let family = QuorumFamily.all[index]
        let derived = try #require(try Prover().bound(of: family.rule).condition)
        for (left, right) in [
            (derived.statement, family.condition.statement), (family.condition.statement, derived.statement),
        ] {
            let claim = Claim(family.name, "") {
                family.rule.assuming
                left
            } then: {
                right
            }
            guard case .proved = try Prover().decide(claim).verdict else {
                Issue.record("\(family.name): \(left), \(right)")
                return
            }
        }
    }

    @Test(arguments: QuorumFamily.all.indices)
    func meaning(index: Int) throws {
        for claim in QuorumFamily.all[index].meaning { try meaning(claim) }
    }

    private func meaning(_ claim: Claim) throws {
        let finding = try Prover().decide(claim)
        #expect(finding.isAsExpected, "\(claim.name): \(finding.verdict)")
        if case .proved(let proof) = finding.verdict { #expect(proof.isCertified) }
        if case .refuted(let example) = finding.verdict { print(claim.name, example.witness) }
    }

    @Test func smallestNumbersOfReplicas() throws {
        func smallest(_ name: String) throws -> [Int?] {
            let family = try #require(QuorumFamily.all.first { $0.name == name })
            let bound = try Prover().bound(of: family.rule)
            return (0...5).map { bound.smallestFirst([$0]) }
        }
        #expect(try smallest("byzantine") == [1, 4, 7, 10, 13, 16])
        #expect(try smallest("crash") == [1, 3, 5, 7, 9, 11])
        #expect(try smallest("opaque") == [1, 5, 10, 15, 20, 25])
        #expect(try smallest("fab") == [1, 6, 11, 16, 21, 26])
    }

    @Test func tables() throws {
        func table(_ name: String, _ range: ClosedRange<Int>) throws -> [String] {
            let family = try #require(QuorumFamily.all.first { $0.name == name })
            let rows = try #require(try Prover().bound(of: family.rule).table(range))
            return rows.map { $0.witness.map { "\($0)" } ?? "n = \($0.first): none" }
        }
        #expect(
            try table("byzantine", 0...7) == [
                "n = 0: none", "n = 1, f = 0, q = 1", "n = 2, f = 0, q = 2", "n = 3, f = 0, q = 2",
                "n = 4, f = 1, q = 3", "n = 5, f = 1, q = 4", "n = 6, f = 1, q = 4", "n = 7, f = 2, q = 5",
            ])
        #expect(
            try table("fast-paxos", 7...7) == [
                "n = 7, f = 0, e = 3, q = 7, r = 4", "n = 7, f = 2, e = 2, q = 5, r = 5",
                "n = 7, f = 3, e = 1, q = 4, r = 6",
            ])
    }

    @Test func justBelowTheBound() throws {
        let rule = try #require(QuorumFamily.all.first { $0.name == "byzantine" }).rule
        let failing = try #require(try Prover().bound(of: rule).failure).witness
        #expect("\(failing)" == "n = 3, f = 1")
        #expect(rule.needs(of: rule.safety[0], at: failing).map { "\($0)" } == ["q ≥ 3"])
        #expect(rule.needs(of: rule.liveness[0], at: failing).map { "\($0)" } == ["q ≤ 2"])
    }
}
