import QuorateExplorer
import QuorateLanguage
import QuorateProver
import QuorateTraces

/// Answer to whether each step of a spec is one of a model.
struct RefinementFinding {
    let refinement: Refinement
    /// Report of the search of all steps.
    let report: Report
    /// Pairs of pictures that were held against the model, and pictures.
    let pairs: Int
    let pictures: Int
    /// Actions of the model that steps of the spec are, and those that no step is for want of another.
    let actions: (taken: [String], notTaken: [String])
    /// Names of what the model is to have; apart from them those that speak of something that no step changed.
    let safety: (compared: [String], notCompared: [String])
    /// Verdict on the model in a word; nil where nothing is to follow from it, as of a mutant.
    let modelVerdict: String?
    /// Step that the model does not have, or start that is none of its starts.
    let stray: Stray?

    struct Stray {
        /// Run of the spec up to that step.
        let trace: Trace
        /// The step in the words of the model; nil where it is the start.
        let step: StrayStep?
        /// Fact that the start does not have; nil where it is a step.
        let missing: String?
    }

    enum Verdict: String {
        case refines, strays, unknown
        /// No step of the spec is one of the model: nothing was compared.
        case vacuous
    }

    var verdict: Verdict {
        switch report.outcome {
        case .violated: .strays
        case .holds: actions.taken.isEmpty ? .vacuous : .refines
        case .inconclusive, .vacuous: .unknown
        }
    }

    /// Verdict that is expected, of the spec as it is or of its mutant.
    var expected: Verdict { refinement.isExpectedToRefine ? .refines : .strays }

    var status: ExitStatus {
        if verdict == expected { return .asExpected }
        return switch verdict {
        case .refines: .mutantNotCaught
        case .strays: .safetyViolated
        case .unknown: .inconclusive
        case .vacuous: .vacuous
        }
    }

    /// Names of what the spec has of the model: what is proved there, and of which something was compared, where each step
    /// is one of the model.
    var shown: [String] { verdict == .refines && modelVerdict == "proved" ? safety.compared : [] }

    /// Names of what is not shown although it is proved of the model: no step changes what it speaks of.
    var notCompared: [String] { verdict == .refines ? safety.notCompared : [] }

    /// True where the search saw every step, so that an action that none was is needed for none.
    var isWhole: Bool { verdict == .refines || verdict == .vacuous }

    /// Reason for which nothing follows although each step is one of the model, or nil.
    var openLink: String? {
        guard verdict == .refines, let modelVerdict, modelVerdict != "proved" else { return nil }
        return "the model \(refinement.model) is \(modelVerdict), not proved"
    }

    /// Ground of the verdict, in a few words.
    var remark: String {
        switch verdict {
        case .refines:
            "\(Numerals.count(report.distinctStates, "state")), every step is one of the model"
                + (openLink.map { "; \($0)" } ?? "")
        case .strays: stray.map { $0.reason } ?? "a step is none of the model"
        case .unknown: report.limit?.description ?? "ended early"
        case .vacuous: "no step is one of the model"
        }
    }
}

extension RefinementFinding.Stray {
    var reason: String {
        if let missing { return "the start is none of the model: \(missing)" }
        let action = trace.steps.last.map { "\($0.action)" } ?? "a step"
        return "\(action), step \(trace.steps.count), is none of the model"
    }
}
