import QuorateLanguage
import QuorateTraces

/// Place at which one side cannot go on as a run of the other does: in front of the run's last step, or at its start where
/// it has no step.
package struct GraphParting: Hashable, Sendable {
    /// Way that is open there: a step, or a start.
    package struct Way: Hashable, Sendable {
        /// Step, or nil for an initial state.
        package var step: Trace.Step?
        /// State before the step, or nil for an initial state.
        package var before: [SpecValue.Field]?
        /// State behind it.
        package var state: [SpecValue.Field]
        /// True where the run's last step has the same action, with the same arguments, and another effect.
        package var hasSameAction: Bool

        /// Changes that the step makes, a line each; of an initial state what is not empty in it.
        package var changes: [String] {
            let states = (before.map { [$0] } ?? []) + [state]
            return Trace(
                of: Instance(spec: ""), property: "", propertyKind: .always, propertySite: nil, steps: [],
                states: states
            ).changes(at: states.count - 1)
        }
    }

    /// Ways that the other side can go there, the least texts first; those with the action of the run in front.
    package var ways: [Way]
    /// Number of all ways: of many only some are listed.
    package var count: Int

    /// Most ways that are listed.
    static let most = 100
}

extension ComparedGraph {
    /// The parting of this side from a run of the other one that goes on from these states with the action of this label.
    func parting(in states: [Int], from label: UInt32) -> GraphParting {
        var found: [(label: UInt32, position: Int, origin: Int, target: Int)] = []
        for state in states {
            forEachStep(from: state) { found.append(($1, $0, state, $2)) }
        }
        let ways = distinct(found) { ($0.label, $0.target) }
        let sorted = ways.filter { $0.label == label } + ways.filter { $0.label != label }
        return GraphParting(
            ways: sorted.prefix(GraphParting.most).map { way in
                let step = graph.labels[Int(graph.stepLabels[way.position])]
                return .init(
                    step: .init(action: step.action, site: step.site), before: graph.fields(of: way.origin),
                    state: graph.fields(of: way.target), hasSameAction: way.label == label)
            }, count: sorted.count)
    }

    /// The parting of this side from a run whose start it lacks.
    func partingAtStart() -> GraphParting {
        let starts = distinct(graph.initialStates) { (0, $0) }
        return GraphParting(
            ways: starts.prefix(GraphParting.most).map {
                .init(step: nil, before: nil, state: graph.fields(of: $0), hasSameAction: false)
            }, count: starts.count)
    }

    /// The label of an action of this side.
    func label(of action: ErasedSpec.ActionOutline) -> UInt32? {
        graph.labels.firstIndex { $0.action == action }.map { labels[$0] }
    }

    /// Elements in the order of their labels and of what is compared of their states, each sight once.
    private func distinct<Element>(
        _ elements: [Element], _ sight: (Element) -> (label: UInt32, state: Int)
    ) -> [Element] {
        let sorted = elements.sorted { one, other in
            let (one, other) = (sight(one), sight(other))
            if one.label != other.label { return one.label < other.label }
            return key(one.state).lexicographicallyPrecedes(key(other.state))
        }
        var kept: [Element] = []
        for element in sorted {
            let new = sight(element)
            if let last = kept.last.map(sight), last.label == new.label, key(last.state) == key(new.state) {
                continue
            }
            kept.append(element)
        }
        return kept
    }
}
