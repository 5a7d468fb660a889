import QuorateLanguage
import QuorateTraces

/// One side of a comparison: a graph, and the numbers by which both sides call the values and actions that read the same.
///
/// Numbers are in the order of the texts, so that the least number is the least text.
final class ComparedGraph {
    let graph: StateGraph
    /// For each step's label in the graph, the number of both sides.
    let labels: [UInt32]
    /// Number of the fields that are compared.
    let width: Int
    /// For each state the numbers of the values of the fields that are compared.
    private let keys: [UInt32]

    init(_ graph: StateGraph, fields: [Int], values: [[UInt32]], labels: [UInt32]) {
        self.graph = graph
        self.labels = labels
        width = fields.count
        let all = graph.heading.fields.count
        var keys: [UInt32] = []
        keys.reserveCapacity(graph.stateCount * fields.count)
        for state in 0..<graph.stateCount {
            for (place, field) in fields.enumerated() {
                keys.append(values[place][Int(graph.stateValues[state * all + field])])
            }
        }
        self.keys = keys
    }

    /// The numbers of a state's values.
    func key(_ state: Int) -> ArraySlice<UInt32> { keys[state * width..<(state + 1) * width] }

    /// Calls `body` for each step out of a state with the position of the step, its label and the state behind it.
    @inline(__always)
    func forEachStep(from state: Int, _ body: (_ position: Int, _ label: UInt32, _ target: Int) -> Void) {
        guard state < graph.expandedCount else { return }
        for position in graph.stepStarts[state]..<graph.stepStarts[state + 1] {
            body(position, labels[Int(graph.stepLabels[position])], Int(graph.stepTargets[position]))
        }
    }

    /// Returns true where the steps out of the state are known: a limit did not come before.
    func isExpanded(_ state: Int) -> Bool { state < graph.expandedCount }

    /// The run that begins in a state and takes the steps at these positions.
    func run(from state: Int, taking positions: [Int]) -> GraphRun {
        let states = [state] + positions.map { Int(graph.stepTargets[$0]) }
        return GraphRun(
            instance: graph.instance,
            steps: positions.map {
                let label = graph.labels[Int(graph.stepLabels[$0])]
                return Trace.Step(action: label.action, site: label.site)
            },
            states: states.map(graph.fields), offers: states.map(offers))
    }

    /// The actions that can be taken in a state, or nil where that is not known.
    private func offers(in state: Int) -> [ErasedSpec.ActionOutline]? {
        guard isExpanded(state) else { return nil }
        return Set(graph.steps(from: state).map(\.label)).sorted().map { graph.labels[$0].action }
    }
}

/// Two sides, with the fields that both have.
struct ComparedGraphs {
    let base: ComparedGraph
    let head: ComparedGraph
    let fields: GraphComparison.Names
    /// Names of the fields in common, those of the head.
    let common: [String]
    /// Names of the base's properties as the head calls them.
    let baseProperties: [String]
    /// Names of the base's actions as the head calls them.
    let baseActions: [String]
    /// Actions of the base as the head calls them, one for each label.
    let baseLabels: [ErasedSpec.ActionOutline]

    init(base: StateGraph, head: StateGraph, renames: GraphRenames) throws {
        let names = try GraphRenames.applied(
            renames.fields, to: base.heading.fields, head: head.heading.fields, "field")
        baseProperties = try GraphRenames.applied(
            renames.properties, to: base.heading.properties.map(\.name),
            head: head.heading.properties.map(\.name),
            "property")
        baseActions = try GraphRenames.applied(
            renames.actions, to: base.heading.actions, head: head.heading.actions, "action")
        let actions = Dictionary(zip(base.heading.actions, baseActions)) { first, _ in first }
        let inLabels = renames.missing(in: head.labels.map { .record($0.action.arguments) })
        baseLabels = base.labels.map {
            .init(
                name: actions[$0.action.name] ?? $0.action.name,
                arguments: inLabels.applied(to: $0.action.arguments))
        }
        fields = GraphComparison.Names(base: names, head: head.heading.fields)
        // Fields of one name on one side are told apart by nothing: compared is the first.
        let places = head.heading.fields.enumerated().compactMap { place, name -> (base: Int, head: Int)? in
            guard head.heading.fields.firstIndex(of: name) == place else { return nil }
            return names.firstIndex(of: name).map { ($0, place) }
        }
        common = places.map { head.heading.fields[$0.head] }
        let labels = Self.shared(baseLabels.map(\.canonicalText), head.labels.map(\.action.canonicalText))
        let values = places.map { place in
            let renames = renames.missing(in: head.values[place.head])
            return Self.shared(
                base.values[place.base].map { renames.applied(to: $0).canonicalText },
                head.values[place.head].map(\.canonicalText))
        }
        self.base = ComparedGraph(
            base, fields: places.map(\.base), values: values.map(\.base), labels: labels.base)
        self.head = ComparedGraph(
            head, fields: places.map(\.head), values: values.map(\.head), labels: labels.head)
    }

    /// Numbers for texts, in their order.
    private static func shared(_ base: [String], _ head: [String]) -> (base: [UInt32], head: [UInt32]) {
        let texts = Set(base).union(head).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: zip(texts, 0 as UInt32..<UInt32(texts.count)))
        return (base.map { numbers[$0]! }, head.map { numbers[$0]! })
    }
}

extension ErasedSpec.ActionOutline {
    /// A text that two actions share exactly when they are the same with the same arguments.
    var canonicalText: String { "\(name)\(SpecValue.list(arguments.map { .record([$0]) }).canonicalText)" }

    /// Name with the names of the arguments, as in `send(to:)`.
    var shape: String {
        arguments.isEmpty
            ? name
            : name + "(" + arguments.map { ($0.name.hasPrefix(".") ? "_" : $0.name) + ":" }.joined() + ")"
    }
}

extension GraphComparison.Names {
    /// Names of one side only, in the order in which they come.
    init(base: [String], head: [String]) {
        let (inBase, inHead) = (Set(base), Set(head))
        onlyBase = base.filter { !inHead.contains($0) }
        onlyHead = head.filter { !inBase.contains($0) }
    }

    /// Returns true where both sides have the same names.
    var isEmpty: Bool { onlyBase.isEmpty && onlyHead.isEmpty }
}
