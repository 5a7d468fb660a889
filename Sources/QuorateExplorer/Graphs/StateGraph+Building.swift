import QuorateLanguage

/// Builder of a graph in memory.
final class GraphBuilder: GraphListener {
    private(set) var graph: StateGraph

    init(_ instance: Instance) { graph = StateGraph(of: instance, heading: StateGraph.Heading()) }

    func begin(_ heading: StateGraph.Heading) { graph = StateGraph(of: graph.instance, heading: heading) }

    func add(_ value: SpecValue, toField field: Int) { graph.values[field].append(value) }

    func add(_ action: ErasedSpec.ActionOutline) { graph.labels.append(StateGraph.Label(action: action)) }

    func add(_ judgement: StateGraph.Judgement) { graph.judgements.append(judgement) }

    func addInitialState(_ state: FoundState) {
        add(state)
        graph.initialStates.append(state.number)
    }

    func beginSteps(_ count: Int, judgement: Int) {
        graph.stepStarts.append(graph.stepTargets.count + count)
        graph.stateJudgements.append(UInt32(judgement))
    }

    func addStep(_ label: UInt32, to state: FoundState) {
        add(state)
        graph.stepLabels.append(label)
        graph.stepTargets.append(UInt32(state.number))
    }

    private func add(_ state: FoundState) {
        guard state.isNew else { return }
        graph.stateCount += 1
        graph.stateValues.append(
            contentsOf: UnsafeBufferPointer(start: state.values, count: graph.heading.fields.count))
    }

    func end(_ totals: GraphTotals, labelSites: [SourceSite?], propertySites: [SourceSite?]) {
        graph.cut = totals.cut
        for (number, site) in labelSites.enumerated() { graph.labels[number].site = site }
        graph.propertySites = propertySites
    }
}

extension StateGraph {
    /// An empty graph.
    init(of instance: Instance, heading: Heading) {
        self.instance = instance
        self.heading = heading
        values = heading.fields.map { _ in [] }
        propertySites = heading.properties.map { _ in nil }
    }

    /// Size of the graph.
    package var totals: GraphTotals { GraphTotals(states: stateCount, steps: stepCount, cut: cut) }
}

extension StateGraph.Heading {
    /// Heading of the graphs of a spec whose states have these fields.
    init(_ spec: ErasedSpec, fields: [String]) {
        self.fields = fields
        actions = spec.actionNames
        properties = spec.properties.map {
            StateGraph.Property(name: $0.name, kind: $0.kind, hasPremise: $0.hasPremise)
        }
        fairness = spec.fairness.map(\.description)
        constraint = spec.constraint
    }
}
