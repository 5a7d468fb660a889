import QuorateLanguage
import QuorateTraces

@testable import PBFTSpecs

/// The states of PBFT that a scenario leads through, found from what the scenario says alone.
struct ScenarioRun {
    let spec: PBFT
    let states: [PBFT.State]
    let actions: [PBFT.Action]

    /// - Throws: ``AttackScenario/Malformed`` for a scenario that is none of PBFT's.
    init(_ scenario: AttackScenario) throws {
        let instance = Instance(
            spec: scenario.spec, mutant: scenario.mutant, variant: scenario.variant,
            values: scenario.parameters)
        var spec = instance.unchanged.adjustedUnchecked(PBFT())
        spec.mutant = scenario.mutant.flatMap(PBFT.Mutant.init(rawValue:))
        spec.variant = scenario.variant.flatMap(PBFT.Variant.init(rawValue:))
        var states = spec.initialStates.filter {
            Self.text(of: spec.correctPart(of: $0), spec) == scenario.start.line
        }
        var actions: [PBFT.Action] = []
        for step in scenario.steps {
            let take = states.last.flatMap { last in
                spec.takes(in: last).first { take in
                    let outline = ErasedSpec.ActionOutline(describing: take.action, for: spec.replicas)
                    return take.successor != nil && outline.name == step.action
                        && Self.text(outline.arguments) == step.arguments.line
                }
            }
            guard let take, let successor = take.successor else {
                throw AttackScenario.Malformed(description: "\(step.action) is no step of \(scenario.spec)")
            }
            states.append(successor)
            actions.append(take.action)
        }
        (self.spec, self.states, self.actions) = (spec, states, actions)
    }

    private static func text(of state: PBFT.State, _ spec: PBFT) -> String {
        text(SpecValue.fields(describing: state, for: spec.replicas))
    }

    private static func text(_ fields: [SpecValue.Field]) -> String {
        JSONValue.object(fields.map { .init(key: $0.name, value: JSONValue(ofITF: $0.value)) }).line
    }
}
