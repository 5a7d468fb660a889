import QuorateExplorer
import QuorateProver

/// Run of the spec that a refuted claim names.
enum ClaimRun {
    case explored(Report)
    /// There is no such instance, for the reason given.
    case impossible(String)
}

/// Request with what was found.
struct ProofResult {
    enum Outcome {
        case claim(Finding, ClaimRun?)
        case impossibility(ImpossibilityFinding)
        case model(ModelFinding)
        case automaton(AutomatonFinding, AutomatonBound?)
        case rounds(RoundsFinding)
        case refinement(RefinementFinding)
    }

    let request: ProofRequest
    let outcome: Outcome
    /// Invariants that were harvested, if they were asked for.
    var harvest: ModelHarvest?
    /// Runs of the code of the spec, if they were asked for.
    var code: CodeLink?

    /// Limit that ended the exploration of a refuted claim before it had shown anything, or nil.
    var cut: Report.Limit? {
        if case .claim(_, .explored(let report)) = outcome { report.cut(continuing: false) } else { nil }
    }

    /// Exit status of this result alone.
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
        case .model(let finding) where !finding.isAsExpected: ExitStatus(of: finding)
        case .model: harvest?.isProved == false ? .inconclusive : .asExpected
        case .rounds(let finding): finding.isProved ? .asExpected : .inconclusive
        case .automaton(let finding, let bound):
            // A bound with gaps may not be the tightest, which takes nothing from a verdict that is not as expected.
            switch ExitStatus(of: finding, isToBreak: request.expected == "refuted") {
            case .asExpected where bound.map(\.isComplete) == false: .inconclusive
            case let status: status
            }
        // Code that diverges does so whether or not the search of the spec came to its end.
        case .refinement(let finding): .worst([finding.status] + (code.map { [$0.status] } ?? []))
        }
    }
}

extension ExitStatus {
    /// The status of a property of an automaton, which is to be true, or to be lost by a mutant.
    fileprivate init(of finding: AutomatonFinding, isToBreak: Bool) {
        switch finding.verdict {
        case .proved: self = isToBreak ? .mutantNotCaught : .asExpected
        case .refuted where isToBreak: self = .asExpected
        case .refuted: self = finding.isLiveness ? .livenessViolated : .safetyViolated
        case .unknown: self = .inconclusive
        case .vacuous: self = .vacuous
        }
    }

    /// The status of a finding that is not as expected.
    fileprivate init(of finding: Finding) {
        switch (finding.verdict, finding.claim.expected) {
        case (.unknown, _): self = .inconclusive
        case (.vacuous, _): self = .vacuous
        // Refuted as expected, and by other numbers.
        case (.refuted, .refuted): self = .otherFigures
        case (.refuted, _): self = .safetyViolated
        case (.proved, _): self = .mutantNotCaught
        }
    }
}

extension ExitStatus {
    /// The status of a model that is not as expected.
    fileprivate init(of finding: ModelFinding) {
        switch finding.verdict {
        case .unknown: self = .inconclusive
        case .vacuous: self = .vacuous
        // Proved although it is wrong, or wrong in another way than it says.
        case .proved: self = .mutantNotCaught
        case .failed: self = finding.model.breaks == nil ? .safetyViolated : .mutantNotCaught
        }
    }
}

extension ProofResult: JobResult {
    typealias Part = ProofRequest

    static var answersForItself: Bool { true }
    static func label(of request: ProofRequest) -> String { request.name }
}

/// Results of a command.
typealias ProveResults = JobResults<ProofResult>
