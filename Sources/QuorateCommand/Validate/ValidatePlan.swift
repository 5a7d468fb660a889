import QuorateLanguage
import QuorateTraces

/// A log and the spec of which it is to be a run.
struct ValidatePlan {
    /// The largest limit: a pair takes some hundred bytes.
    static let largestLimit = 100_000_000

    /// The files, which are one log together.
    let files: [String]
    /// Spec, mapping file and silent steps.
    let request: ForeignRequest
    /// The most pairs of a state and a place in the log.
    let limit: Int

    /// Names of the files.
    var label: String { files.map(ForeignText.path).joined(separator: ", ") }
}

/// Holds a log against its spec.
struct ValidateRunner: Job {
    let plan: ValidatePlan
    let session: Session

    var parts: [ValidatePlan] { [plan] }
    var interrupt: Interrupt { session.interrupt }

    func result(of plan: ValidatePlan) async throws -> ValidatedLog {
        guard let instance = plan.request.instance else { throw CommandError.needsSpec(option: "validate") }
        let spec = try instance.suitableSpec(in: session.catalog)
        let silent = try plan.request.silentSteps(of: spec)
        let start = ContinuousClock.now
        let log = try log(of: spec)
        let search = ExplanationSearch(
            in: spec, silent: silent, pairLimit: plan.limit, isStopped: { [interrupt] in interrupt.isRaised })
        var (runs, counts) = ([ValidatedLog.Run](), log.counts)
        for run in log.runs {
            let explanation = try explanation(of: run, by: search)
            counts.leaveOut(explanation.furthest?.resting(of: run.observed) ?? [])
            runs.append(.init(run, explanation))
        }
        return ValidatedLog(
            plan: plan, spec: spec, counts: counts, runs: runs, executions: log.executions,
            isInterrupted: interrupt.isRaised,
            seconds: (ContinuousClock.now - start) / .seconds(1))
    }

    private func log(of spec: ErasedSpec) throws -> ObservedLog {
        let map = plan.request.map
        do { return try ObservedLog(files: plan.files, map: map?.content ?? RunMap(), of: spec) } catch let
            error
            as RunMapError
        {
            throw CommandError.refusedTrace(file: map?.file ?? "", reason: error)
        }
    }

    private func explanation(
        of run: ObservedLog.Run, by search: ExplanationSearch
    ) throws -> Explanation {
        do { return try search.explanation(of: run.observed) } catch {
            throw CommandError.refusedTrace(file: plan.files[0], reason: error)
        }
    }
}
