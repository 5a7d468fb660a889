import Foundation
import QuorateExplorer
import QuorateLanguage
import QuorateProver
import QuorateQuorums

/// Decides the requests of a plan, one after the other.
struct ProveRunner: Job {
    let plan: ProvePlan
    private let catalog: Catalog
    private let timeLimit: Duration
    let interrupt: Interrupt

    /// Memory that the solver may take, in mebibytes: claims take a few, and one that would take gigabytes
    /// does not end anyway.
    private static let memoryLimit = 4096

    init(plan: ProvePlan, catalog: Catalog, timeLimit: Duration, interrupt: Interrupt) {
        self.plan = plan
        self.catalog = catalog
        self.timeLimit = timeLimit
        self.interrupt = interrupt
        Prover.limitMemory(mebibytes: Self.memoryLimit)
    }

    var parts: [ProofRequest] { plan.requests }

    func result(of request: ProofRequest) async throws -> ProofResult {
        try request.validate()
        switch request.subject {
        case .impossibility(let impossibility):
            return ProofResult(
                request: request, outcome: .impossibility(impossibility.decide(timeLimit: timeLimit)))
        case .model(let model): return ProofResult(request: request, outcome: .model(try decide(model)))
        case .automaton(let property):
            return ProofResult(
                request: request, outcome: .automaton(property.decide(timeLimit: timeLimit)))
        case .claim(let claim):
            let finding = try Prover(timeLimit: timeLimit).decide(claim)
            var run: ClaimRun?
            if case .refuted(let counterexample) = finding.verdict, let wanted = claim.run {
                run = try await explore(wanted, at: counterexample.witness)
            }
            return ProofResult(request: request, outcome: .claim(finding, run))
        }
    }

    private func decide(_ model: ProtocolModel) throws -> ModelFinding {
        do { return try model.decide(knowing: catalog.claims, timeLimit: timeLimit) } catch {
            if case .undecided = error { throw CommandError.undecided(error.description) }
            throw SpecError(spec: model.name, message: error.description)
        }
    }

    /// Explores the spec that a refuted claim names, with the numbers of the counterexample.
    private func explore(_ wanted: Claim.SpecRun, at witness: QuorumWitness) async throws -> ClaimRun {
        do {
            let spec = try Instance(
                spec: wanted.spec, mutant: wanted.mutant, variant: wanted.variant,
                values: wanted.settings(in: witness)
            ).spec(in: catalog)
            let explorer = Explorer(
                erased: spec, workers: ProcessInfo.processInfo.activeProcessorCount,
                limits: .init(seconds: timeLimit / .seconds(1)))
            return .explored(try await explorer.run(until: interrupt))
        } catch let error as InternalError {
            throw error
        } catch {
            return .impossible(CommandError.message(of: error))
        }
    }
}
