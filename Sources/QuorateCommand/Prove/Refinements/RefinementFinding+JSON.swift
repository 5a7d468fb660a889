import QuorateExplorer
import QuorateLanguage
import QuorateTraces

extension ProofResult {
    /// Figures of a refinement, and the step that the model does not have; nil for anything else.
    var refinement: JSONValue? {
        guard case .refinement(let finding) = outcome else { return nil }
        return [
            "spec": .string(finding.refinement.spec.name),
            "mutant": JSONValue(finding.refinement.spec.mutant),
            "parameters": JSONValue(finding.refinement.spec.settings),
            "model": .string(finding.refinement.model),
            "modelVerdict": JSONValue(finding.modelVerdict),
            "shown": .array(finding.shown.map { .string($0) }),
            "states": JSONValue(finding.report.distinctStates),
            "generated": JSONValue(finding.report.generatedStates),
            "pairs": JSONValue(finding.pairs), "pictures": JSONValue(finding.pictures),
            "actions": .array(finding.actions.taken.map { .string($0) }),
            "notNeeded": .array(
                (finding.isWhole ? finding.actions.notTaken : []).map { .string($0) }),
            "notReached": .array(
                (finding.isWhole ? [] : finding.actions.notTaken).map { .string($0) }),
            "notCompared": .array(finding.notCompared.map { .string($0) }),
            "picture": .array(finding.refinement.mapping.map { .string($0) }),
            "notShown": .array(RefinementDetails.limits.map { .string($0) }),
            "code": request.hasCode
                ? .string((["conform"] + finding.refinement.conformWords).joined(separator: " ")) : .null,
            "conformance": code?.json ?? .null,
            "stray": finding.stray?.json ?? .null,
        ]
    }
}

extension RefinementFinding.Stray {
    fileprivate var json: JSONValue {
        [
            "step": trace.steps.last.map { .string("\($0.action)") } ?? .null,
            "depth": JSONValue(trace.steps.count), "missing": JSONValue(missing),
            "changes": .array((step?.changes ?? []).map { .string($0) }),
            "obstacles": .array((step?.obstacles ?? []).map { .string($0) }),
        ]
    }
}
