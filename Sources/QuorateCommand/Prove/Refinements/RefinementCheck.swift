import Foundation
import QuorateExplorer
import QuorateLanguage
import QuorateProver
import QuorateQuorums
import QuorateTraces
import Synchronization

/// Look at every step of a spec: the model has it, or nothing changes there.
struct RefinementCheck {
    let refinement: Refinement
    let model: ProtocolModel
    let steps: ModelSteps

    /// - Throws: `SpecError` where picture and model do not fit together.
    init(_ refinement: Refinement, of model: ProtocolModel, knowing claims: [Claim]) throws {
        (self.refinement, self.model) = (refinement, model)
        do {
            steps = try ModelSteps(
                model, sizes: refinement.sizes, constants: refinement.constants,
                relations: refinement.relations, fixed: refinement.fixed, notes: refinement.notes,
                knowing: claims)
        } catch {
            throw Self.error(error, in: refinement)
        }
    }

    private static func error(_ error: ModelError, in refinement: Refinement) -> SpecError {
        SpecError(spec: refinement.spec.name, message: error.description)
    }

    /// - Parameter modelVerdict: Verdict on the model in a word, or nil where nothing follows from it.
    func run(
        workers: Int = ProcessInfo.processInfo.activeProcessorCount, limits: Explorer.Limits = .init(),
        until interrupt: Interrupt = Interrupt(), modelVerdict: String? = nil
    ) async throws -> RefinementFinding {
        let (steps, misfits) = (steps, Misfits())
        // A picture that means nothing ends the search like a stray step.
        let stepped = refinement.stepped(
            by: StepRule { picture in
                misfits.noting { () throws(ModelError) in try steps.problem(ofStart: picture) == nil }
            } allows: { before, after in
                misfits.noting { () throws(ModelError) in try steps.answer(from: before, to: after) != .stray
                }
            })
        let report = try await Explorer(erased: stepped, workers: workers, limits: limits).run(
            until: interrupt)
        if let misfit = misfits.first { throw Self.error(misfit, in: refinement) }
        let stray = try report.counterexamples.first.map { try self.stray($0, in: stepped) }
        return RefinementFinding(
            refinement: refinement, report: report, pairs: steps.pairCount, pictures: steps.pictureCount,
            actions: steps.actions, safety: steps.safetyProperties, modelVerdict: modelVerdict,
            stray: stray)
    }

    /// The end of a run in the words of the model; the run itself as one of the spec.
    private func stray(_ trace: Trace, in stepped: ErasedSpec) throws -> RefinementFinding.Stray {
        let pictures = try trace.words(in: stepped).suffix(2).map(refinement.picture)
        var plain = trace
        (plain.instance, plain.propertySite) = (refinement.spec.instance, nil)
        plain.states = trace.states.map { fields in
            guard case .record(let own)? = fields.first(where: { $0.name == Refinement.subject })?.value
            else {
                return fields
            }
            return own
        }
        if trace.steps.isEmpty {
            return .init(trace: plain, step: nil, missing: try steps.problem(ofStart: pictures[0]) ?? "")
        }
        let step = try steps.explanation(from: pictures[0], to: pictures[1])
        return .init(trace: plain, step: step, missing: nil)
    }
}

/// Pictures that a search came upon and that no state of the model has.
private final class Misfits: Sendable {
    private let noted = Mutex<[ModelError]>([])

    /// The first in the order of their words: several workers may each come upon one.
    var first: ModelError? { noted.withLock { $0.min { $0.description < $1.description } } }

    func noting(_ look: () throws(ModelError) -> Bool) -> Bool {
        do { return try look() } catch {
            noted.withLock { $0.append(error) }
            return false
        }
    }
}
