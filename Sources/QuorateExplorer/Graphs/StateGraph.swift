import QuorateLanguage

/// Whole graph of an instance: every reachable state and every step, by what a person reads of them and not by bytes.
///
/// States and steps have numbers in the order in which a search breadth first finds them, which is the same in every
/// process. A state is a number per field, into a table of that field's values.
package struct StateGraph: Sendable {
    /// Names by which the graph can be read: what does not depend on any state.
    package struct Heading: Hashable, Sendable {
        /// Names of the fields of a state, in the order of their declaration.
        package var fields: [String]
        /// Names of the actions, whether taken or not.
        package var actions: [String]
        /// Properties in the order of the spec.
        package var properties: [Property]
        /// Obligations to go on, with their strength, as in `weak fairness "r0 takes steps"`.
        package var fairness: [String]
        /// Name of the constraint, or nil.
        package var constraint: String?

        /// Names of nothing.
        init() { (fields, actions, properties, fairness, constraint) = ([], [], [], [], nil) }
    }

    /// A property, and what is known of it in each state.
    package struct Property: Hashable, Sendable {
        /// Name of the property.
        package var name: String
        /// Kind of the property.
        package var kind: PropertyKind
        /// Presence of a premise.
        package var hasPremise: Bool
    }

    /// An action with its arguments, and the place of a `take` that offers it.
    package struct Label: Hashable, Sendable {
        /// The action with its arguments.
        package var action: ErasedSpec.ActionOutline
        /// Place of the first `take` that was seen to offer it, when known.
        package var site: SourceSite?
    }

    /// Spec with mutant and parameters, of which this is the graph.
    package var instance: Instance
    /// Names of fields, actions and properties.
    package let heading: Heading
    /// For each field the values that it has, without repetition of bytes; two may read the same.
    package internal(set) var values: [[SpecValue]]
    /// Actions with arguments that are taken.
    package internal(set) var labels: [Label] = []
    /// Places of the properties in the source, when known; one for each.
    package internal(set) var propertySites: [SourceSite?]
    /// Limit that ended the exploration before every state was expanded, or nil for a whole graph.
    package internal(set) var cut: Report.Limit?

    /// Numbers of the initial states, in the order of the spec.
    package internal(set) var initialStates: [Int] = []
    /// Numbers of the values of all states, a number for each field of a state.
    var stateValues: [UInt32] = []
    /// Position of the first step of each state that was looked at, and behind the last.
    var stepStarts: [Int] = [0]
    /// Labels of the steps.
    var stepLabels: [UInt32] = []
    /// States to which the steps lead.
    var stepTargets: [UInt32] = []
    /// Number of the judgement on each state that was looked at.
    var stateJudgements: [UInt32] = []
    /// Judgements that occur.
    var judgements: [Judgement] = []
    /// Number of the states; apart, since a state without fields takes no room.
    package internal(set) var stateCount = 0
}

extension StateGraph {
    /// Number of the steps, those that change nothing and those offered twice included.
    package var stepCount: Int { stepTargets.count }

    /// Number of states that were looked at: the first ones. They were expanded, unless they lie outside the constraint.
    package var expandedCount: Int { stepStarts.count - 1 }

    /// The fields of a state, as a trace has them.
    package func fields(of state: Int) -> [SpecValue.Field] {
        let width = heading.fields.count
        return heading.fields.indices.map { field in
            let number = Int(stateValues[state * width + field])
            return SpecValue.Field(name: heading.fields[field], value: values[field][number])
        }
    }

    /// The steps out of a state, in the order of the spec's text; none where the state was not expanded.
    package func steps(from state: Int) -> [(label: Int, target: Int)] {
        guard state < expandedCount else { return [] }
        return (stepStarts[state]..<stepStarts[state + 1]).map {
            (Int(stepLabels[$0]), Int(stepTargets[$0]))
        }
    }

    /// Judgement on a state, or nil where a limit came before it was looked at.
    package func judgement(on state: Int) -> Judgement? {
        state < stateJudgements.count ? judgements[Int(stateJudgements[state])] : nil
    }
}
