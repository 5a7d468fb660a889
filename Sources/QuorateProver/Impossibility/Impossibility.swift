/// A theorem about what no protocol can do, or about where it begins to be possible, shown by computation.
///
/// It comes down to some lemmas: questions to the solver, claims with certificates, and things that are simply computed.
/// All are expected to be proved.
public struct Impossibility: Sendable {
    /// Name on the command line: lowercase words joined by hyphens.
    public let name: String
    /// Sentence for a reader who does not know the paper.
    public let sentence: String
    /// Paper and section.
    public let source: String
    let lemmas: [Lemma]

    /// Decides all that the theorem comes down to.
    ///
    /// - Parameter timeLimit: How long it may take in all.
    /// - Returns: What was found; whatever goes wrong is a finding too, ``ImpossibilityFinding/Outcome/unknown(_:)``.
    public func decide(timeLimit: Duration = .seconds(10)) -> ImpossibilityFinding {
        let start = ContinuousClock.now
        let steps = lemmas.map { $0.step(deadline: start + timeLimit) }
        return ImpossibilityFinding(impossibility: self, steps: steps, duration: ContinuousClock.now - start)
    }

    /// The questions that are put to the solver, as files.
    public var obligations: [Obligation] {
        questions.map { Obligation($0) }
    }

    /// The same, each with the theorem above it.
    var questions: [Question] {
        lemmas.flatMap { $0.questions() }.map { question in
            var question = question
            question.problem.title.insert("\(name): \(sentence)", at: 0)
            return question
        }
    }
}

/// Verdict on a theorem, lemma by lemma.
public struct ImpossibilityFinding: Sendable {
    /// The answers.
    public enum Outcome: Hashable, Sendable {
        /// Everything is as the theorem says.
        case proved
        /// Something is not, and this is what.
        case refuted(String)
        /// Undecided, with the reason.
        case unknown(String)

        /// The answer in one word.
        public var word: String {
            switch self {
            case .proved: "proved"
            case .refuted: "refuted"
            case .unknown: "unknown"
            }
        }
    }

    /// Verdict on one lemma.
    public struct Step: Sendable {
        /// Sentence of the lemma.
        public let sentence: String
        /// The answer.
        public let outcome: Outcome
        /// Further lines of text for a reader.
        public let notes: [String]
        /// Number of questions that were put to the solver.
        public let questions: Int
        /// Time for the verdict.
        public let duration: Duration
        /// Ground that it stands on besides the solver's word.
        let certificate: LemmaCertificate
    }

    /// The theorem.
    public let impossibility: Impossibility
    /// Its lemmas, in order.
    public let steps: [Step]
    /// Time for the verdict.
    public let duration: Duration
}

extension ImpossibilityFinding {
    /// The answer: refuted where a lemma is, else unknown where a lemma is, else proved.
    public var verdict: Outcome {
        let outcomes = steps.map(\.outcome)
        let open = outcomes.first { if case .unknown = $0 { true } else { false } }
        return outcomes.first { if case .refuted = $0 { true } else { false } } ?? open ?? .proved
    }

    /// True where every lemma was proved.
    public var isAsExpected: Bool { verdict == .proved }

    /// The word for the verdict that is expected.
    public var expectedWord: String { Outcome.proved.word }

    /// Reason for which there is no verdict, or nil.
    public var reason: String? {
        if case .unknown(let reason) = verdict { reason } else { nil }
    }
}

extension Lemma {
    /// Decides the lemma; what the solver cannot do is an answer.
    func step(deadline: ContinuousClock.Instant) -> ImpossibilityFinding.Step {
        let start = ContinuousClock.now
        let questions = questions()
        var found: (Outcome, notes: [String], certificate: LemmaCertificate)
        do { found = try decide(questions, deadline) } catch let failure as Z3Solver.SolverFailure {
            found = (.unknown(Prover.words(for: failure.reason)), [], .none)
        } catch {
            found = (.unknown("\(error)"), [], .none)
        }
        return .init(
            sentence: sentence, outcome: found.0, notes: found.notes, questions: questions.count,
            duration: ContinuousClock.now - start, certificate: found.certificate)
    }
}
