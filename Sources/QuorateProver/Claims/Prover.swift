import BigInt
public import QuorateQuorums

/// Decides claims about sets of replicas for all numbers of replicas, by logic.
///
/// Each claim is one question to the solver Z3; see ``Finding`` for the answers. A proof is re-checked without the solver, a
/// counterexample is re-evaluated member by member, before either is given out.
public struct Prover: Sendable {
    /// Limit on the time for one claim, certificate and smallest counterexample included.
    public var timeLimit: Duration

    /// A prover that spends at most `timeLimit` on each claim.
    public init(timeLimit: Duration = .seconds(10)) { self.timeLimit = timeLimit }

    /// The name and version of the solver, as in `Z3 4.8.12`.
    public static var solver: String { "Z3 \(Z3Solver.version)" }

    /// Limits the memory that the solver may take in this process, in mebibytes.
    public static func limitMemory(mebibytes: Int) { Z3Solver.limitMemory(mebibytes: mebibytes) }

    /// Decides `claim`.
    ///
    /// - Throws: ``ClaimError`` when the claim means nothing. Whatever else goes wrong is a finding, ``Verdict/unknown``.
    public func decide(_ claim: Claim) throws(ClaimError) -> Finding {
        try claim.validate()
        let start = ContinuousClock.now
        let verdict = verdict(on: claim, deadline: start + timeLimit)
        return Finding(claim: claim, verdict: verdict, duration: ContinuousClock.now - start)
    }

    private func verdict(on claim: Claim, deadline: ContinuousClock.Instant) -> Verdict {
        let sets = claim.sets.count
        guard sets <= ClaimEncoding.setLimit else {
            return .unknown(
                "\(sets) sets make \(sets < 60 ? "\(1 << sets)" : "too many") regions; "
                    + "the limit is \(ClaimEncoding.setLimit) sets")
        }
        var decision = ClaimDecision(claim, until: deadline)
        return decision.verdict()
    }

    /// The solver's word for a limit, said plainly.
    static func words(for reason: String) -> String {
        switch reason {
        case "timeout", "canceled", "push canceled", Z3Solver.noTimeLeft: "the time limit was reached"
        case "max. memory exceeded", "out of memory": "the solver ran out of memory"
        default: "the solver says \"\(reason)\""
        }
    }
}

/// Verdict of a prover on a claim.
public struct Finding: Sendable {
    /// Claim as it was given to ``Prover/decide(_:)``.
    public let claim: Claim
    /// Verdict, re-checked without the solver where it can be.
    public let verdict: Verdict
    /// Time for the verdict, certificate or smallest counterexample included.
    public let duration: Duration

    /// True where the verdict is the one that the claim expects, with the numbers that it lists.
    public var isAsExpected: Bool {
        switch (verdict, claim.expected) {
        case (.proved, .proved), (.vacuous, .vacuous): true
        case (.refuted(let refutation), .refuted(let numbers)):
            numbers.allSatisfy { refutation.witness[parameter: $0.key] == $0.value }
        default: false
        }
    }
}

/// The answers of a prover.
public enum Verdict: Sendable {
    /// True for all numbers and all sets.
    case proved(Proof)
    /// False, with a counterexample.
    case refuted(Counterexample)
    /// Undecided, with the reason.
    case unknown(String)
    /// True only because the hypotheses never meet the case of interest.
    case vacuous

    /// Numbers and sets that meet every hypothesis and fail a conclusion.
    public struct Counterexample: Sendable {
        /// The numbers and sets.
        public let witness: QuorumWitness
        /// Minimality: no smaller one exists, by n, then f, then the other parameters.
        ///
        /// False when a limit was reached on the way to the smallest.
        public let isSmallest: Bool
        /// The conclusions that fail.
        public let failing: [Proposition]
    }
}
