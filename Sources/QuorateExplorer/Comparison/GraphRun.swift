import QuorateLanguage
import QuorateTraces

/// Run of an instance, to be shown as a counterexample is.
package struct GraphRun: Hashable, Sendable {
    /// Spec with mutant and parameters.
    package var instance: Instance
    /// The steps.
    package var steps: [Trace.Step]
    /// The fields of each state; one more than there are steps.
    package var states: [[SpecValue.Field]]
    /// Actions that the run's own side can take in each state; nil where a limit came before they were looked at.
    package var offers: [[ErasedSpec.ActionOutline]?] = []
    /// Place at which the other side cannot follow, for a run that only one side has.
    package var parting: GraphParting?

    /// The run as a trace that shows `claim`, as if that were a property.
    package func trace(claim: String) -> Trace {
        Trace(
            of: instance, property: claim, propertyKind: .reachable, propertySite: nil, steps: steps,
            states: states)
    }

    /// The run as a counterexample is shown: the instance and `claim`, then a line for each step with what it changes.
    package func rendering(claim: String, full: Bool = false) -> String {
        trace(claim: claim).rendering(claim: claim, full: full)
    }
}
