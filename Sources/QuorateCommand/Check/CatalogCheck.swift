import QuorateExplorer
import QuorateLanguage

/// Everything that a catalog promises: the usual runs of specs, their claims, and the conformance of their code.
struct CatalogCheck {
    let request: CheckRequest
    let session: Session
    let checks: CheckPlan
    let proofs: ProvePlan
    let conformance: ConformPlan
    private let progress: ProgressDisplay?

    /// Outcome of each part; nil where there was nothing to do.
    struct Results {
        let runs: CheckResults
        let claims: ProveResults?
        let conformance: JobResults<FinishedConformance>?

        /// The exit statuses of the parts.
        var statuses: [ExitStatus] {
            [runs.status, claims?.status, conformance?.status].compactMap(\.self)
        }
    }

    /// Printing of results as they come.
    enum Printing {
        /// Lines of text, or those of what is not as expected.
        case text(isQuiet: Bool)
        /// Errors and nothing else: everything is told at the end.
        case nothing
    }

    /// Check of the specs that the request names, or of all.
    ///
    /// - Parameter refines: whether it is asked too if specs refine the models that are proved for all numbers.
    /// - Throws: ``CommandError``.
    init(
        _ request: CheckRequest, in session: Session, showsProgress: Bool, refines: Bool = false
    ) throws {
        self.request = request
        self.session = session
        checks = try CheckPlan(request, catalog: session.catalog)
        let specs = request.specs.isEmpty ? nil : Set(request.specs)
        let requests =
            refines
            ? try ProvePlan.chains(of: request.specs, in: session)
            : try ProvePlan.requests(of: session).filter { request in
                specs.map { request.spec.map($0.contains) ?? false } ?? true
            }
        proofs = ProvePlan(requests: requests)
        conformance = ConformPlan(
            listedBy: session.drivers.filter { specs?.contains($0.spec) ?? true }, in: session.catalog)
        let searches = checks.runs.count + conformance.parts.count
        progress = showsProgress ? ProgressDisplay(console: session.console, of: searches) : nil
    }

    /// Does everything.
    func results(printing: Printing) async throws -> Results {
        let runs = try await CheckRunner(
            plan: checks, request: request, export: nil, update: nil, interrupt: session.interrupt,
            progress: progress
        ).results(reporter: reporter(printing, checkText))
        return Results(
            runs: runs, claims: try await results(of: proofs, printing),
            conformance: try await results(of: conformance, printing))
    }

    private func results(of plan: ProvePlan, _ printing: Printing) async throws -> ProveResults? {
        if plan.requests.isEmpty { return nil }
        return try await ProveRunner(
            plan: plan, catalog: session.catalog, timeLimit: .seconds(ProveCommand.usualSecondLimit),
            interrupt: session.interrupt
        ).results(
            reporter: reporter(printing) {
                ProveText(console: session.console, program: session.program, plan: plan, isQuiet: $0)
            })
    }

    private func results(
        of plan: ConformPlan, _ printing: Printing
    ) async throws -> JobResults<FinishedConformance>? {
        if plan.parts.isEmpty { return nil }
        return try await ConformRunner(
            plan: plan, catalog: session.catalog, request: request, interrupt: session.interrupt,
            progress: progress
        ).results(
            reporter: reporter(printing) {
                ConformText(console: session.console, isOfOne: plan.parts.count == 1, isQuiet: $0)
            })
    }

    private func checkText(isQuiet: Bool) -> CheckText {
        CheckText(
            console: session.console, program: session.program, plan: checks, request: request,
            isQuiet: isQuiet)
    }

    private func reporter<Result, Text: Reporter>(
        _ printing: Printing, _ text: (_ isQuiet: Bool) -> Text
    ) -> any Reporter<Result> where Text.Result == Result {
        switch printing {
        case .text(let isQuiet): text(isQuiet)
        case .nothing: SilentReporter<Result>(console: session.console)
        }
    }
}

/// A reporter that tells of errors only.
private struct SilentReporter<Result: JobResult>: Reporter {
    let console: Console
    func ended(_ results: JobResults<Result>) {}
}
