import QuorateExplorer
import QuorateTraces

/// Graph as other tools read it: states by number, and each step once.
struct WrittenGraph {
    /// A step between two states.
    struct Step: Hashable {
        let source: Int
        let label: Int
        let target: Int
    }

    let graph: StateGraph
    /// Labels that read differently.
    let labels: [String]
    let steps: [Step]
    /// States outside the constraint.
    let outside: [Int]

    init(_ graph: StateGraph) {
        self.graph = graph
        var numbers: [String: Int] = [:]
        var labels: [String] = []
        let read = graph.labels.map { label -> Int in
            let text = label.action.description
            if let number = numbers[text] { return number }
            numbers[text] = labels.count
            labels.append(text)
            return labels.count - 1
        }
        self.labels = labels
        steps = (0..<graph.stateCount).flatMap { state -> [Step] in
            var seen: Set<Step> = []
            return graph.steps(from: state).map {
                Step(source: state, label: read[$0.label], target: $0.target)
            }
            .filter { seen.insert($0).inserted }
        }
        outside = (0..<graph.stateCount).filter { graph.judgement(on: $0)?.isOutside ?? false }
    }

    /// The numbers of the initial states, each once.
    var initialStates: [Int] {
        var seen: Set<Int> = []
        return graph.initialStates.filter { seen.insert($0).inserted }
    }

    /// Note for whoever sees states without steps; nil where there is no constraint.
    var constraintNote: String? {
        graph.heading.constraint.map {
            "states outside the constraint \"\($0)\" have no steps: \(outside.count) of \(graph.stateCount); they are no deadlocks"
        }
    }

    /// The text in a format.
    ///
    /// - Throws: ``CommandError/refusedGraph(_:)`` for what the format cannot tell.
    func text(_ form: GraphForm) throws -> String {
        guard graph.stateCount > 0 else {
            throw CommandError.refusedGraph(
                "\(graph.instance.label) has no initial state, so there is no graph")
        }
        return switch form {
        case .aut: try aut()
        case .dot: dot()
        case .json: JSONPrinter(width: 124) { depth, _ in depth <= 1 }.text(json)
        }
    }

    // MARK: Aldebaran

    private func aut() throws -> String {
        let labels = try labels.map(Self.autLabel)
        let starts = initialStates
        // The format has one initial state: where there are several, a new one in front of all.
        let shift = starts.count == 1 ? 0 : 1
        let first = shift == 0 ? starts[0] : 0
        let leading = shift == 0 ? [] : starts.map { "(0, \"(initial)\", \($0 + 1))" }
        let lines = steps.map { "(\($0.source + shift), \(labels[$0.label]), \($0.target + shift))" }
        let head = "des (\(first), \(lines.count + leading.count), \(graph.stateCount + shift))"
        return ([head] + leading + lines).joined(separator: "\n") + "\n"
    }

    /// A label between quotes. The format knows no way to write a quote within, and `i` and `tau` are names of steps
    /// that nobody sees.
    private static func autLabel(_ text: String) throws -> String {
        let isPlain = text.unicodeScalars.allSatisfy {
            $0 != "\"" && $0 != "\\" && $0.value >= 0x20 && $0.value < 0x7f
        }
        guard isPlain, text != "i", text != "tau" else {
            throw CommandError.refusedGraph(
                "the action \(ForeignText.quoted(text)) cannot be written in aut, where it would mean something else;"
                    + " use --format json, or give it another name")
        }
        return "\"\(text)\""
    }

    // MARK: Graphviz

    private func dot() -> String {
        let starts = Set(initialStates)
        let (outside, name) = (Set(self.outside), Self.escaped(graph.instance.label))
        let nodes = (0..<graph.stateCount).map { state -> String in
            let fields = graph.fields(of: state).map { Self.escaped("\($0.name) = \($0.value)") }
            let marks =
                (starts.contains(state) ? ", peripheries=2" : "")
                + (outside.contains(state) ? ", style=dashed" : "")
            return "  \(state) [label=\"\((["\(state)"] + fields).joined(separator: "\\n"))\"\(marks)]"
        }
        let edges = steps.map {
            "  \($0.source) -> \($0.target) [label=\"\(Self.escaped(labels[$0.label]))\"]"
        }
        return (["digraph \"\(name)\" {", "  node [shape=box]"] + nodes + edges + ["}"]).joined(
            separator: "\n") + "\n"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    // MARK: JSON

    private var json: JSONValue {
        [
            "version": .string(quorateVersion), "spec": .string(graph.instance.spec),
            "mutant": JSONValue(graph.instance.mutant), "variant": JSONValue(graph.instance.variant),
            "parameters": JSONValue(graph.instance.settings),
            "constraint": JSONValue(graph.heading.constraint),
            "initialStates": .array(initialStates.map { JSONValue($0) }),
            "statesOutside": .array(outside.map { JSONValue($0) }),
            "states": .array(
                (0..<graph.stateCount).map { state in
                    .object(
                        graph.fields(of: state).map { .init(key: $0.name, value: .string("\($0.value)")) })
                }),
            "labels": .array(labels.map { .string($0) }),
            "steps": .array(
                steps.map { [JSONValue($0.source), JSONValue($0.label), JSONValue($0.target)] }),
        ]
    }
}
