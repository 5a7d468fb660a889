/// Why a claim is true: what the solver needed, and a certificate if one was found.
public struct Proof: Sendable {
    /// The definitions, hypotheses and the negated conclusion that contradict each other, in words.
    public let facts: [String]
    /// Why there is no certificate, or nil where there is one, and it was checked.
    public let obstacle: String?
    let certificate: Certificate?
    let problem: Problem
    let core: [Int]

    /// Whether a certificate was found and re-checked in exact arithmetic, without the solver.
    public var isCertified: Bool { certificate != nil }

    /// Looks for a certificate that the assertions at `core` contradict each other, and checks it.
    init(of problem: Problem, core: [Int], deadline: ContinuousClock.Instant) {
        self.problem = problem
        self.core = core
        facts = core.map { problem.assertions[$0].label }
        guard let known = Proof.facts(of: problem, core) else {
            (certificate, obstacle) = (nil, "the facts are not plain arithmetic")
            return
        }
        var finder = CertificateFinder(deadline: deadline)
        guard let found = finder.certificate(for: known) else {
            (certificate, obstacle) = (nil, finder.obstacle)
            return
        }
        let isRight = found.refutes(known)
        certificate = isRight ? found : nil
        obstacle = isRight ? nil : "the certificate that was found is not one"
    }

    /// The assertions at `core` as facts; nil where some are not plain arithmetic over natural numbers.
    static func facts(of problem: Problem, _ core: [Int]) -> Facts? {
        guard problem.variables.allSatisfy({ $0.sort == .natural }) else { return nil }
        var facts = Facts()
        for index in core where !facts.assume(problem.assertions[index].formula) { return nil }
        return facts
    }
}

extension Proof: CustomStringConvertible {
    /// Whether there is a certificate, and how large it is.
    public var description: String {
        certificateSize.map { "certificate checked, \($0)" }
            ?? "no certificate: \(obstacle ?? "none was found")"
    }
}
