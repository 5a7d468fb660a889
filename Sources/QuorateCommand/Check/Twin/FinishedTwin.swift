import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// Comparison of a spec and its twin at one size.
struct TwinComparison {
    let spec: ErasedSpec
    /// Distinct states of the spec, and with each message in a step.
    var states = (original: 0, twin: 0)
    /// Numbers of different states that correct replicas were in.
    var parts = AdversaryComparison.Counts(original: 0, twin: 0, silent: 0)
    /// The properties whose outcomes were compared.
    var properties: [String] = []
    /// Limit that ended a search early, so that nothing can be said.
    var limit: Report.Limit?
    /// Difference where the two part, or nil.
    var difference: TwinDifference?

    /// Presence of states that correct replicas reach only where there are faulty ones.
    var makesDifference: Bool { parts.twin > parts.silent }

    /// The same, ended early.
    func ended(_ limit: Report.Limit?) -> TwinComparison {
        var result = self
        result.limit = limit
        return result
    }
}

/// Difference between the adversary and its twin.
struct TwinDifference {
    enum Story {
        /// Correct replicas come somewhere that they do not where each message is sent in a step.
        case onlyInOriginal
        /// Correct replicas come somewhere that they do not where the messages are there from the start.
        case onlyInTwin
        /// Something of what correct replicas are is taken away from states in which faulty ones have sent nothing.
        case tooLittleLeft
        /// A property has another outcome.
        case outcome(property: String, original: Report.PropertyOutcome, twin: Report.PropertyOutcome)
    }

    let story: Story
    /// The shortest run there; nil where there is none, or where a limit kept it from being found again.
    let trace: Trace?
}

/// Comparisons of a spec and its twin at all its sizes.
struct FinishedTwin {
    let subject: TwinPlan.Subject
    /// The sizes that were compared to the end.
    var compared: [TwinComparison]
    /// The sizes at which a search ended early, and why.
    var tooLarge: [(spec: ErasedSpec, limit: Report.Limit)]

    /// Verdict on the spec, in a word.
    enum Verdict: String {
        case same, different, vacuous, inconclusive
    }

    var verdict: Verdict {
        if compared.contains(where: { $0.difference != nil }) { return .different }
        let isSeen = compared.contains(where: \.makesDifference)
        if tooLarge.contains(where: { $0.limit == .interrupt }) { return .inconclusive }
        if isSeen { return .same }
        return tooLarge.isEmpty ? .vacuous : .inconclusive
    }

    var status: ExitStatus {
        switch verdict {
        case .same: .asExpected
        // A spec that is not what it says of itself is as good as one that cannot be searched.
        case .different: .malformedInput
        case .vacuous: .vacuous
        case .inconclusive: .inconclusive
        }
    }
}

extension FinishedTwin: JobResult {
    typealias Part = TwinPlan.Subject

    static func label(of subject: TwinPlan.Subject) -> String { subject.name }
}
