/// Contradiction between the hypotheses of a claim and the opposite of its conclusion, with a certificate if
/// one was found.
public struct Proof: Sendable {
    let problem: Problem
    /// Positions of the assertions that contradict each other.
    let core: [Int]
    /// Certificate that was re-checked, or nil.
    let certificate: Certificate?
    /// Reason for which there is no certificate, as in "the facts are not plain arithmetic", or nil where
    /// there is one.
    public let obstacle: String?

    /// Definitions, hypotheses and the negated conclusion that contradict each other, in words.
    public var facts: [String] { core.map { problem.assertions[$0].label } }

    /// True where a certificate was found and re-checked in exact arithmetic, without the solver.
    public var isCertified: Bool { certificate != nil }
}

extension Proof: CustomStringConvertible {
    /// Size of the certificate, or the reason for which there is none.
    public var description: String {
        certificateSize.map { "certificate checked, \($0)" }
            ?? "no certificate: \(obstacle ?? "none was found")"
    }
}
