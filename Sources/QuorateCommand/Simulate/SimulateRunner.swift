import QuorateExplorer
import QuorateLanguage

/// Makes the random runs of each spec of a plan.
struct SimulateRunner: Job {
    let plan: CheckPlan
    let request: SimulateRequest
    let export: TraceExport?
    let interrupt: Interrupt

    var parts: [CheckPlan.Run] { plan.runs }

    func result(of planned: CheckPlan.Run) async throws -> FinishedSimulation {
        let simulator = request.simulator(
            of: planned.spec, ending: planned.expectation.brokenProperty)
        let report = try await interrupt.cancelling { try await simulator.run() }
        let files = try export?.write(report.counterexamples, of: planned) ?? []
        return FinishedSimulation(planned: planned, report: report, files: files)
    }
}
