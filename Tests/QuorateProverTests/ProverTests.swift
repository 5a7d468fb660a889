import QuorateProver
import QuorateQuorums
import QuorateSpecs
import Foundation
import Testing

@Suite struct ProverTests {
    static let n: Quantity = "n", f: Quantity = "f", q: Quantity = "q", k: Quantity = "k"
    static let A: SetExpression = "A", B: SetExpression = "B", F: SetExpression = "F"

    @Test func provesThatByzantineQuorumsShareACorrectReplica() throws {
        let claim = Claim("intersection", "") {
            Self.n > 3 * Self.f
            Self.q == ceiling((Self.n + Self.f + 1) / 2)
            Self.A.count == Self.q
            Self.B.count == Self.q
            Self.F.count <= Self.f
        } then: {
            (Self.A & Self.B - Self.F).count >= 1
        }
        let finding = try Prover().decide(claim)
        print(finding.duration, finding.verdict)
        guard case .proved(let proof) = finding.verdict else { Issue.record("\(finding.verdict)"); return }
        #expect(proof.isCertified)
    }

    @Test func refutes() throws {
        let claim = Claim("intersection", "") {
            Self.n == 3 * Self.f + 1
            Self.f >= 1
            Self.A.count == 2 * Self.f
            Self.B.count == 2 * Self.f
            Self.F.count <= Self.f
        } then: {
            (Self.A & Self.B - Self.F).count >= 1
        }
        let finding = try Prover().decide(claim)
        print(finding.duration, finding.verdict)
        guard case .refuted(let c) = finding.verdict else { Issue.record("\(finding.verdict)"); return }
        #expect(c.witness.description == "n = 4, f = 1; A = {0, 1}, B = {2, 3}, F = {}")
    }

    /// Farkas alone is not enough: an even number is not odd.
    @Test func certifiesParity() throws {
        let claim = Claim("parity", "") {
            Self.n == 2 * Self.k
            Self.q == 2 * Self.f + Self.k
            Self.n + Self.q == Self.k
        } then: {
            Self.q + Self.n != 2 * Self.f + 2 * Self.k + 1
        }
        let odd = Claim("odd", "") {
            Self.n + Self.q == 2 * Self.k
        } then: {
            Self.n - Self.q != 2 * Self.f + 1
        }
        for claim in [claim, odd] {
            let finding = try Prover().decide(claim)
            print(finding.duration, finding.verdict)
        }
    }
}

@Suite struct CatalogClaimTests {
    /// Every claim of the catalog gets the verdict and the numbers that are expected of it, and every proof a certificate.
    @Test func everyClaimIsAsExpected() throws {
        for claim in claims {
            let finding = try Prover().decide(claim)
            #expect(finding.isAsExpected, "\(claim.name): \(finding.verdict.summary)")
            if case .proved(let proof) = finding.verdict {
                #expect(proof.isCertified, "\(claim.name): \(proof.obstacle ?? "")")
            }
            print(
                claim.name.padding(toLength: 50, withPad: " ", startingAt: 0), finding.duration,
                finding.verdict.summary)
        }
    }
}

extension Verdict {
    var summary: String {
        switch self {
        case .proved(let proof): "proved, certificate of \(proof.certificateSize ?? "none")"
        case .refuted(let counterexample):
            "refuted, \(counterexample.witness)\(counterexample.isSmallest ? "" : " (not smallest)")"
        case .unknown(let reason): "unknown: \(reason)"
        case .vacuous: "vacuous"
        }
    }
}
