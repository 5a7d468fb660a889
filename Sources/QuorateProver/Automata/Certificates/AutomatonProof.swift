/// Ground of a proof that a property of an automaton is true of every run: a certificate that was re-checked without the
/// solver, or the reason for which there is none, and then what a second solver says.
public struct AutomatonProof: Sendable {
    let system: CounterSystem
    let formula: RunFormula<Formula>
    /// Certificate that was re-checked, or nil.
    let certificate: RunCertificate?
    /// Reason for which there is no certificate, or nil where there is one.
    public let obstacle: String?
    /// Word of a second solver where there is no certificate, as in "cvc5 agrees"; nil where none was asked.
    public internal(set) var secondOpinion: String?

    /// True where a certificate was found and re-checked in exact arithmetic, without the solver.
    public var isCertified: Bool { certificate != nil }

    /// Size of the certificate, as in `12 cases, 50 rows`; nil where there is none.
    public var certificateSize: String? {
        guard let size = certificate?.size else { return nil }
        let rows = "\(size.rows) row\(size.rows == 1 ? "" : "s")"
        return size.leaves == 1 ? rows : "\(size.leaves) cases, \(rows)"
    }
}

extension AutomatonProof: CustomStringConvertible {
    /// Presence of a certificate, or the reason for which there is none, and whose word it is then.
    public var description: String {
        if isCertified { return "certificate checked" }
        let opinion = secondOpinion.map { "; \($0)" } ?? ""
        return "\(AutomatonFinding.warrant); no certificate: \(obstacle ?? "none was looked for")\(opinion)"
    }
}

extension AutomatonDecision {
    /// Decides the property at `position`, and looks for a certificate where it is proved.
    ///
    /// Where none is found, cvc5 is asked the same question, if it is installed; where it says otherwise nothing is proved.
    ///
    /// - Parameter timeLimit: How long the verdict may take, and then the certificate, and then the second solver.
    public func decideWithCertificate(_ position: Int, timeLimit: Duration = .seconds(10)) -> AutomatonFinding
    {
        var finding = decide(position, timeLimit: timeLimit)
        guard case .proved = finding.verdict else { return finding }
        let start = ContinuousClock.now
        var proof = proof(position, until: start + timeLimit)
        if !proof.isCertified, let question = obligations(position).first {
            let opinion = SecondSolver(timeLimit: timeLimit).answer(to: question)
            proof.secondOpinion = opinion.words
            if opinion == .disagrees {
                finding.verdict = .unknown("Z3 and cvc5 disagree; neither is believed")
            }
        }
        finding.proof = proof
        finding.duration += ContinuousClock.now - start
        return finding
    }

    /// A certificate of the property at `position`, re-checked, or the reason for none.
    func proof(_ position: Int, until deadline: ContinuousClock.Instant) -> AutomatonProof {
        let formula = system.properties[position].formula
        let schema = RunSchema(system, breaking: formula)
        var finder = RunCertificateFinder(deadline: deadline)
        let found = finder.certificate(for: schema)
        // The check begins with the automaton, not with what the search made of it.
        let isRight = found?.refutes(RunSchema(system, breaking: formula)) ?? false
        let obstacle = found == nil ? finder.obstacle : "the certificate that was found is not one"
        return AutomatonProof(
            system: system, formula: formula, certificate: isRight ? found : nil,
            obstacle: isRight ? nil : obstacle)
    }
}
