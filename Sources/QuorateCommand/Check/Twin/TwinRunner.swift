import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// Explores a spec and its twin to the end, and says where they part.
struct TwinRunner: Job {
    let plan: TwinPlan
    let request: CheckRequest
    let interrupt: Interrupt
    let progress: ProgressDisplay?

    /// A size at which one of the searches has more states than this is too large, unless a person says so.
    static let smallStateLimit = 100_000
    /// So many sizes that are too large are enough; what is larger than one of them in every parameter is not tried.
    static let mostTooLarge = 3

    var parts: [TwinPlan.Subject] { plan.subjects }

    /// The sizes of `subject`, compared in order until one is too large.
    func result(of subject: TwinPlan.Subject) async throws -> FinishedTwin {
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
        let explorer = Explorer(
            erased: spec, workers: request.workers, limits: limits, continuesAfterViolation: continues)
        return try await explorer.run(until: interrupt, showing: progress, of: spec.label)
    }
}

extension ErasedSpec {
    /// Returns true if no parameter is smaller than in `other`, a size of the same spec.
    fileprivate func isAtLeast(_ other: ErasedSpec) -> Bool {
        zip(settings, other.settings).allSatisfy { $0.value >= $1.value }
    }
}
