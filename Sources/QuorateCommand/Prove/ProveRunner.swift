import Foundation
import QuorateExplorer
import QuorateLanguage
import QuorateProver
import QuorateQuorums

/// Decides the questions of a plan, one after the other.
struct ProveRunner {
    let plan: ProvePlan
    let catalog: Catalog
    let timeLimit: Duration
    let interrupt: Interrupt

    /// What the solver may take, in mebibytes: claims take a few, and one that would take gigabytes does not end anyway.
    private static let memoryLimit = 4096

    /// Decides them, tells the reporter of each, and returns the exit status of all.
    func run(reporter: any ProveReporter) async throws -> ExitStatus {
        var reporter = reporter
        Prover.limitMemory(mebibytes: Self.memoryLimit)
        let start = ContinuousClock.now
        var answers: [Answer] = []
        for question in plan.questions {
            if interrupt.isRaised { break }
            let answer = try await answer(question)
            answers.append(answer)
            try reporter.finished(answer)
        }
        let summary = ProveSummary(
            answers: answers, notStarted: Array(plan.questions.dropFirst(answers.count)),
            duration: ContinuousClock.now - start)
        try reporter.ended(summary)
        return summary.status
    }

    private func answer(_ question: Question) async throws -> Answer {
        switch question.subject {
        case .impossibility(let impossibility):
            return Answer(
                question: question, outcome: .impossibility(impossibility.decide(timeLimit: timeLimit)))
        case .claim(let claim):
            let finding = try Prover(timeLimit: timeLimit).decide(claim)
            var run: ClaimRun?
            if case .refuted(let counterexample) = finding.verdict, let wanted = claim.run {
                run = try await explore(wanted, at: counterexample.witness)
            }
            return Answer(question: question, outcome: .claim(finding, run))
        }
    }

    /// Explores the spec that a refuted claim names, with the numbers of the counterexample.
    private func explore(_ wanted: Claim.SpecRun, at witness: QuorumWitness) async throws -> ClaimRun {
        do {
            let settings = try wanted.settings(in: witness)
            let spec = try catalog.entry(wanted.spec).spec(settings: settings, mutant: wanted.mutant)
            if let problem = spec.problem() { throw problem }
            let explorer = Explorer(
                erased: spec, workers: ProcessInfo.processInfo.activeProcessorCount,
                limits: .init(seconds: timeLimit / .seconds(1)))
            return .explored(try await interrupt.cancelling { try await explorer.run() })
        } catch let error as InternalError {
            throw error
        } catch {
            return .impossible(CommandError.message(of: error))
        }
    }
}

/// What became of the spec that a refuted claim names.
enum ClaimRun {
    case explored(Report)
    /// There is no such instance, for the reason given.
    case impossible(String)
}

/// A question with what was found.
struct Answer {
    enum Outcome {
        case claim(Finding, ClaimRun?)
        case impossibility(ImpossibilityFinding)
    }

    let question: Question
    let outcome: Outcome

    /// What ended the exploration that belongs to the answer before it had shown anything, or nil.
    var cut: Report.Limit? {
        if case .claim(_, .explored(let report)) = outcome { report.cut(continuing: false) } else { nil }
    }

    /// The exit status of this answer alone.
    var status: ExitStatus {
        switch outcome {
        case .claim(_, .impossible): .malformedInput
        case .claim(let finding, _) where !finding.isAsExpected: ExitStatus(of: finding)
        case .claim: cut == nil ? .asExpected : .inconclusive
        case .impossibility(let finding):
            if finding.isAsExpected {
                .asExpected
            } else if finding.reason != nil {
                .inconclusive
            } else {
                .internalError
            }
        }
    }
}

extension ExitStatus {
    /// The status of a finding that is not as expected.
    fileprivate init(of finding: Finding) {
        switch (finding.verdict, finding.claim.expected) {
        case (.unknown, _): self = .inconclusive
        case (.vacuous, _): self = .vacuous
        // Refuted as expected, and by other numbers.
        case (.refuted, .refuted): self = .different
        case (.refuted, _): self = .safetyViolated
        case (.proved, _): self = .mutantNotCaught
        }
    }
}

/// All the answers of a command.
struct ProveSummary {
    let answers: [Answer]
    /// The questions that an interrupt kept from being asked.
    let notStarted: [Question]
    let duration: Duration

    /// The exit status: that of the answers when they agree.
    var status: ExitStatus {
        ExitStatus(of: answers.map(\.status), isCut: !notStarted.isEmpty)
    }
}

/// Prints what was found, in one format.
protocol ProveReporter {
    /// A question was answered.
    mutating func finished(_ answer: Answer) throws
    /// There are no more questions.
    mutating func ended(_ summary: ProveSummary) throws
}
