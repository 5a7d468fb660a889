import Foundation
import QuorateExplorer
import QuorateLanguage
import QuorateProver
import QuorateQuorums
import Synchronization

/// Decides the requests of a plan, one after the other.
struct ProveRunner: Job {
    let plan: ProvePlan
    private let catalog: Catalog
    private let timeLimit: Duration
    /// Limits of the search of a spec's steps.
    private let limits: Explorer.Limits
    private let verdicts = ModelVerdicts()
    let interrupt: Interrupt

    /// Memory that the solver may take, in mebibytes: claims take a few, and one that would take gigabytes
    /// does not end anyway.
    private static let memoryLimit = 4096

    /// - Parameter limits: Limits of the search of a spec's steps, of which a size has as many as it has.
    init(
        plan: ProvePlan, catalog: Catalog, timeLimit: Duration, limits: Explorer.Limits = .init(),
        interrupt: Interrupt
    ) {
        self.plan = plan
        self.limits = limits
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
        case .model(let model):
            let finding = try decide(model)
            let harvest = plan.asksForHarvest ? try harvest(model) : nil
            return ProofResult(request: request, outcome: .model(finding), harvest: harvest)
        case .automaton(let property):
            let bound = plan.asksForBounds ? property.bound(timeLimit: timeLimit) : nil
            return ProofResult(
                request: request,
                outcome: .automaton(property.decideWithCertificate(timeLimit: timeLimit), bound))
        case .rounds(let consensus, let goal):
            return ProofResult(
                request: request,
                outcome: .rounds(consensus.decide(goal, timeLimit: timeLimit, certifies: true)))
        case .refinement(let refinement, let model):
            let check = try RefinementCheck(refinement, of: model, knowing: catalog.claims)
            // A mutant has nothing from the model.
            let verdict = refinement.spec.mutant == nil ? word(of: model) : nil
            let finding = try await check.run(limits: limits, until: interrupt, modelVerdict: verdict)
            let code = try await code(behind: request)
            return ProofResult(request: request, outcome: .refinement(finding), code: code)
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
        do {
            let finding = try model.decide(knowing: catalog.claims, timeLimit: timeLimit)
            verdicts.note(finding.verdict.word, of: model.name)
            return finding
        } catch {
            if case .undecided = error { throw CommandError.undecided(error.description) }
            throw SpecError(spec: model.name, message: error.description)
        }
    }

    /// Link from the spec of a refinement to its code; nil where it is not asked for here.
    private func code(behind request: ProofRequest) async throws -> CodeLink? {
        guard let plan = plan.conformances[request.name] else { return nil }
        var wanted = CheckRequest()
        (wanted.limits, wanted.workers) = (limits, ProcessInfo.processInfo.activeProcessorCount)
        let runner = ConformRunner(
            plan: plan, catalog: catalog, request: wanted, interrupt: interrupt, progress: nil)
        var runs: [FinishedConformance] = []
        for part in runner.parts { runs.append(try await runner.result(of: part)) }
        return CodeLink(runs: runs)
    }

    /// Seconds that a harvest may take where nobody says otherwise: it asks some thousand questions.
    static let usualHarvestLimit = 120.0

    private func harvest(_ model: ProtocolModel) throws -> ModelHarvest {
        var limits = HarvestLimits(deadline: .now + .seconds(self.limits.seconds ?? Self.usualHarvestLimit))
        let interrupt = interrupt
        limits.isStopped = { interrupt.isRaised }
        do {
            return try model.harvest(knowing: catalog.claims, limits: limits, timeLimit: timeLimit)
        } catch {
            throw SpecError(spec: model.name, message: error.description)
        }
    }

    /// The verdict on a model in a word; it is decided unless it was before.
    private func word(of model: ProtocolModel) -> String {
        verdicts.word(of: model.name) ?? (try? decide(model).verdict.word) ?? "undecided"
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

/// Verdicts on models, for the links behind them.
private final class ModelVerdicts: Sendable {
    private let words = Mutex<[String: String]>([:])

    func word(of model: String) -> String? { words.withLock { $0[model] } }
    func note(_ word: String, of model: String) { words.withLock { $0[model] = word } }
}
