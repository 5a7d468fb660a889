import QuorateProver
import QuorateQuorums
import QuorateTraces

/// Claims about sets by name, each decided for all numbers and all sets.
struct ClaimResults: WholeResult {
    let findings: [Finding]

    init(_ claims: [Claim], _ prover: Prover) throws {
        findings = try claims.map { claim in
            do throws(ClaimError) { return try prover.decide(claim) } catch {
                throw CommandError.unsuitableRule(.malformed(error))
            }
        }
    }

    var text: String {
        findings.map {
            ClaimDetails(name: $0.claim.name, program: "quorate", finding: $0, run: nil, isExpected: false)
                .text
        }.joined(separator: "\n\n")
    }

    var json: JSONValue {
        ["version": .string(quorateVersion), "claims": .array(findings.map(\.questionJSON))]
    }

    /// Exit status of the one question that the claims answer together: what is wrong comes first.
    var status: ExitStatus {
        let statuses = findings.map(\.answerStatus)
        let order: [ExitStatus] = [.safetyViolated, .livenessViolated, .inconclusive, .vacuous]
        return order.first { statuses.contains($0) } ?? .asExpected
    }
}

extension Finding {
    /// Hypotheses, conclusions and what is found, as JSON.
    fileprivate var questionJSON: JSONValue {
        guard case .object(let fields) = boundJSON else { return .null }
        return .object(
            fields.filter { $0.key != "asExpected" } + [
                .init(key: "given", value: .array(claim.given.map { .string("\($0)") })),
                .init(key: "then", value: .array(claim.then.map { .string("\($0)") })),
            ])
    }

    /// Exit status of a claim of which nothing is expected but that it be true.
    fileprivate var answerStatus: ExitStatus {
        switch verdict {
        case .proved: .asExpected
        case .refuted: claim.name == "availability" ? .livenessViolated : .safetyViolated
        case .unknown: .inconclusive
        case .vacuous: .vacuous
        }
    }
}
