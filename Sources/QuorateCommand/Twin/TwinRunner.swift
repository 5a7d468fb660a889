import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// Explores a spec and its twin to the end, and says where they part.
struct TwinRunner {
    let request: CheckRequest
    let interrupt: Interrupt
    let progress: ProgressDisplay?

    /// A size at which one of the searches has more states than this is too large, unless a person says so.
    static let smallStateLimit = 100_000
    /// So many sizes that are too large are enough; what is larger than one of them in every parameter is not tried.
    static let mostTooLarge = 3

    /// The sizes of `subject`, compared in order until one is too large.
    func finish(_ subject: TwinPlan.Subject) async throws -> FinishedTwin {
        var finished = FinishedTwin(subject: subject, compared: [], tooLarge: [])
        for size in subject.sizes
        where !finished.tooLarge.contains(where: { size.spec.isAtLeast($0.spec) }) {
            let result = try await compare(size, isChosen: subject.isChosen)
            if let limit = result.limit {
                finished.tooLarge.append((size.spec, limit))
                guard case .states = limit, finished.tooLarge.count < Self.mostTooLarge else { break }
            } else {
                finished.compared.append(result)
                if result.difference != nil { break }
            }
        }
        return finished
    }

    private func compare(_ size: TwinPlan.Size, isChosen: Bool) async throws -> TwinComparison {
        var result = TwinComparison(spec: size.spec)
        let comparison = size.comparison
        let silent = try await search(comparison.silent, isChosen)
        if silent.limit != nil { return result.ended(silent.limit) }
        if let trace = silent.counterexamples.first {
            result.difference = TwinDifference(story: .tooLittleLeft, trace: trace)
            return result
        }
        let original = try await search(comparison.original, isChosen)
        let twin = try await search(comparison.twin, isChosen)
        if original.limit ?? twin.limit != nil { return result.ended(original.limit ?? twin.limit) }
        result.states = (original.distinctStates, twin.distinctStates)
        result.parts = comparison.counts()
        result.properties = original.properties.map(\.name)
        result.difference = try await difference(comparison, original, twin, isChosen)
        return result
    }

    private func difference(
        _ comparison: AdversaryComparison, _ original: Report, _ twin: Report, _ isChosen: Bool
    ) async throws -> TwinDifference? {
        if let spec = comparison.onlyInOriginal() {
            let report = try await search(spec, isChosen, continues: false)
            return TwinDifference(story: .onlyInOriginal, trace: report.counterexamples.first)
        }
        if let spec = comparison.onlyInTwin() {
            let report = try await search(spec, isChosen, continues: false)
            return TwinDifference(story: .onlyInTwin, trace: report.counterexamples.first)
        }
        for (one, other) in zip(original.properties, twin.properties) where one.outcome != other.outcome {
            let traces = (original.counterexamples + twin.counterexamples).filter { $0.property == one.name }
            return TwinDifference(
                story: .outcome(property: one.name, original: one.outcome, twin: other.outcome),
                trace: traces.first)
        }
        return nil
    }

    private func search(_ spec: ErasedSpec, _ isChosen: Bool, continues: Bool = true) async throws -> Report {
        var limits = request.limits
        if limits.states == nil, !isChosen { limits.states = Self.smallStateLimit }
        var explorer = Explorer(
            erased: spec, workers: request.workers, limits: limits, continuesAfterViolation: continues)
        if let progress {
            explorer.progressInterval = progress.interval
            explorer.progress = { progress.show($0, of: spec.label) }
        }
        defer { progress?.clear() }
        let search = explorer
        return try await interrupt.cancelling { try await search.run() }
    }
}

/// What was found of a spec at one size.
struct TwinComparison {
    let spec: ErasedSpec
    /// Distinct states of the spec, and with each message in a step.
    var states = (original: 0, twin: 0)
    /// How many different states correct replicas were in.
    var parts = AdversaryComparison.Counts(original: 0, twin: 0, silent: 0)
    /// The properties whose outcomes were compared.
    var properties: [String] = []
    /// What ended a search early, so that nothing can be said.
    var limit: Report.Limit?
    /// Where the two part, or nil.
    var difference: TwinDifference?

    /// Whether correct replicas come anywhere where they do not without faulty ones.
    var makesDifference: Bool { parts.twin > parts.silent }

    /// The same, ended early.
    func ended(_ limit: Report.Limit?) -> TwinComparison {
        var result = self
        result.limit = limit
        return result
    }
}

/// How the adversary and its twin part.
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

/// What was found of a spec at all its sizes.
struct FinishedTwin {
    let subject: TwinPlan.Subject
    /// The sizes that were compared to the end.
    var compared: [TwinComparison]
    /// The sizes at which a search ended early, and why.
    var tooLarge: [(spec: ErasedSpec, limit: Report.Limit)]

    /// What is to be said in a word.
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

extension ErasedSpec {
    /// Whether no parameter is smaller than in `other`, a size of the same spec.
    fileprivate func isAtLeast(_ other: ErasedSpec) -> Bool {
        zip(settings, other.settings).allSatisfy { $0.value >= $1.value }
    }
}
