import BigInt
import QuorateQuorums
import SeededRandom
import Testing

@testable import QuorateProver
@testable import QuorateSpecs

@Suite struct CertificateTests {
    /// The certificates of all claims of the catalog, with what they refute.
    static let known: [(name: String, certificate: Certificate, facts: Facts)] = claims.compactMap { claim in
        guard case .proved(let proof)? = try? Prover().decide(claim).verdict,
            let certificate = proof.certificate,
            let facts = Facts(proof.core, of: proof.problem)
        else { return nil }
        return (claim.name, certificate, facts)
    }

    @Test func everyProvedClaimHasOne() {
        #expect(Self.known.count == claims.count { $0.expected == .proved })
        for (name, certificate, facts) in Self.known { #expect(certificate.refutes(facts), "\(name)") }
    }

    /// A certificate with one number changed is accepted only where it is still a proof, which the checker's twin decides.
    @Test func oneChangedNumberIsRejected() {
        var random = SplitMix(seed: Seed.announced(20_261_125))
        var rejected = 0
        var total = 0
        for (name, certificate, facts) in Self.known {
            for _ in 0..<10 {
                let changed = certificate.changed(using: &random)
                guard changed != certificate else { continue }
                total += 1
                let verdict = changed.refutes(facts)
                #expect(verdict == changed.isProof(of: facts), "\(name)")
                if !verdict { rejected += 1 }
            }
        }
        print("\(rejected) of \(total) changed certificates rejected")
        // What is accepted has a larger multiplier on a row that the sum can take more of.
        #expect(rejected * 10 > total * 9)
    }

    /// A certificate for other facts proves nothing: every claim that is false has facts without a proof.
    @Test func certificatesOfOtherClaimsAreRejected() throws {
        var accepted = 0
        for claim in claims {
            guard case .refuted = claim.expected else { continue }
            let problem = ClaimEncoding(claim).problem
            let facts = try #require(Facts(Array(problem.assertions.indices), of: problem))
            for (_, certificate, _) in Self.known where certificate.refutes(facts) { accepted += 1 }
        }
        #expect(accepted == 0)
    }

    @Test func malformedCertificatesAreRejected() {
        var facts = Facts()
        _ = facts.assume(.atLeastZero(LinearForm(-1)))
        #expect(Certificate.sum([.init(row: 0, multiplier: 1)]).refutes(facts))
        #expect(!Certificate.sum([.init(row: 0, multiplier: 0)]).refutes(facts))
        #expect(!Certificate.sum([.init(row: 0, multiplier: -1)]).refutes(facts))
        #expect(!Certificate.sum([.init(row: 1, multiplier: 1)]).refutes(facts))
        #expect(!Certificate.sum([.init(row: -1, multiplier: 1)]).refutes(facts))
        #expect(!Certificate.sum([]).refutes(facts))
        #expect(!Certificate.cases(choice: 0, []).refutes(facts))
        let leaf = Certificate.sum([.init(row: 0, multiplier: 1)])
        #expect(!Certificate.divide([.init(row: 0, multiplier: 1)], by: 0, then: leaf).refutes(facts))
        #expect(!Certificate.divide([.init(row: 0, multiplier: 1)], by: -2, then: leaf).refutes(facts))
        _ = facts.assume(.any([.atLeastZero(LinearForm(1)), .atLeastZero(LinearForm(2))]))
        #expect(!Certificate.cases(choice: 0, [leaf]).refutes(facts), "a case is missing")
        #expect(Certificate.cases(choice: 0, [leaf, leaf]).refutes(facts))
    }

    /// A floor or a ceiling is one number wherever it is written: two would be equal as integers only.
    @Test func aQuotientIsRoundedOnce() throws {
        let f: Quantity = "f", third = ceiling(("q" as Quantity) / 3)
        let claim = Claim("rounded-once", "Rounding keeps the order.") {
            f <= third
        } then: {
            floor((3 * third + third) / 3) >= ceiling((3 * f + f) / 3) - 1
        } inTheCase: {
            f + third >= floor((3 * third + third) / 3)
        }
        guard case .proved(let proof) = try Prover().decide(claim).verdict else {
            Issue.record("not proved")
            return
        }
        #expect(proof.isCertified, "\(proof)")
        #expect(proof.facts.count { $0.hasPrefix("definition of ⌈q/3⌉") } <= 1)
    }

    /// Multipliers alone cannot tell even numbers from odd ones; cuts and splits can.
    @Test func integersNeedMoreThanSums() throws {
        let n: Quantity = "n", f: Quantity = "f", q: Quantity = "q", k: Quantity = "k"
        let parity = [
            Claim("odd", "") {
                n + q == 2 * k
            } then: {
                n - q != 2 * f + 1
            },
            Claim("thirds", "") {
                n + q + f == 3 * k
            } then: {
                n - 2 * q + f != 3 * f + 1
            },
            Claim("between", "") {
                3 * n >= 1
            } then: {
                3 * n > 2
            },
            Claim("gap", "") {
                5 * n >= 3 * q + 1
                5 * n <= 3 * q + 2
                n <= 1
            } then: {
                q != 0
            },
            Claim("rounded", "") {
                q == floor((2 * n + 1) / 2)
            } then: {
                q == n
            },
        ]
        for claim in parity {
            guard case .proved(let proof) = try Prover().decide(claim).verdict else {
                Issue.record("\(claim.name)")
                continue
            }
            #expect(proof.isCertified, "\(claim.name): \(proof)")
        }
    }
}

extension Certificate {
    /// The certificate with one number in it changed.
    func changed(using random: inout SplitMix) -> Certificate {
        switch self {
        case .sum(let terms): return .sum(Self.changed(terms, using: &random))
        case .divide(let terms, let divisor, let rest):
            return switch random.number(0..<3) {
            case 0: .divide(Self.changed(terms, using: &random), by: divisor, then: rest)
            case 1: .divide(terms, by: divisor + 1, then: rest)
            default: .divide(terms, by: divisor, then: rest.changed(using: &random))
            }
        case .cases(let choice, var branches):
            if branches.isEmpty || random.number(0..<4) == 0 { return .cases(choice: choice + 1, branches) }
            let index = random.number(0..<branches.count)
            branches[index] = branches[index].changed(using: &random)
            return .cases(choice: choice, branches)
        case .split(var form, let low, let high):
            switch random.number(0..<3) {
            case 0:
                form.constant += 1
                return .split(form, low, high)
            case 1: return .split(form, low.changed(using: &random), high)
            default: return .split(form, low, high.changed(using: &random))
            }
        }
    }

    private static func changed(_ terms: [WeightedRow], using random: inout SplitMix) -> [WeightedRow] {
        var terms = terms
        guard !terms.isEmpty else { return [WeightedRow(row: 0, multiplier: 1)] }
        let index = random.number(0..<terms.count)
        if random.number(0..<2) == 0 {
            terms[index].row += random.pick([-1, 1])
        } else {
            terms[index].multiplier += BigInt(random.pick([-1, 1, 7]))
        }
        return terms
    }

    /// The checker's twin: the same rules over dictionaries of machine integers, written a second time.
    func isProof(of facts: Facts) -> Bool {
        typealias Row = (constant: Int, coefficients: [Int: Int])
        func row(_ form: LinearForm) -> Row {
            (Int(form.constant), form.coefficients.mapValues { Int($0) })
        }
        func sum(_ terms: [WeightedRow], _ rows: [Row]) -> Row? {
            var total: Row = (0, [:])
            for term in terms {
                guard term.multiplier >= 0, term.row >= 0, term.row < rows.count else { return nil }
                let factor = Int(term.multiplier)
                total.constant += factor * rows[term.row].constant
                for (variable, coefficient) in rows[term.row].coefficients {
                    total.coefficients[variable, default: 0] += factor * coefficient
                }
            }
            return total
        }
        func add(_ formula: Formula, _ rows: inout [Row], _ choices: inout [[Formula]]) {
            switch formula {
            case .atLeastZero(let form): rows.append(row(form))
            case .all(let parts): for part in parts { add(part, &rows, &choices) }
            case .any(let parts): choices.append(parts)
            default: break
            }
        }
        func check(_ certificate: Certificate, _ rows: [Row], _ choices: [[Formula]]) -> Bool {
            func check(_ certificate: Certificate, with formula: Formula) -> Bool {
                var (rows, choices) = (rows, choices)
                add(formula, &rows, &choices)
                return checkAll(certificate, rows, choices)
            }
            switch certificate {
            case .sum(let terms):
                guard let total = sum(terms, rows) else { return false }
                return total.constant <= -1 && !total.coefficients.values.contains { $0 > 0 }
            case .cases(let choice, let branches):
                guard choice >= 0, choice < choices.count, choices[choice].count == branches.count else {
                    return false
                }
                return !branches.indices.contains { !check(branches[$0], with: choices[choice][$0]) }
            case .split(let form, let low, let high):
                return check(low, with: .atLeastZero(form))
                    && check(high, with: .atLeastZero(LinearForm(-1) - form))
            case .divide(let terms, let divisor, let rest):
                guard divisor >= 1, let total = sum(terms, rows) else { return false }
                let d = Int(divisor)
                guard total.coefficients.values.allSatisfy({ $0 % d == 0 }) else { return false }
                var cut = LinearForm(BigInt((total.constant - (total.constant % d + d) % d) / d))
                for (variable, coefficient) in total.coefficients { cut[variable] = BigInt(coefficient / d) }
                return check(rest, with: .atLeastZero(cut))
            }
        }
        func checkAll(_ certificate: Certificate, _ rows: [Row], _ choices: [[Formula]]) -> Bool {
            check(certificate, rows, choices)
        }
        return checkAll(self, facts.rows.map(row), facts.choices)
    }
}
