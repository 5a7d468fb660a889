import QuorateCommand
import QuorateLanguage
import QuorateReplay
import QuorateTraces

/// A walk through one instance of a spec: what was visited, and what is being looked for.
actor Exploration {
    let spec: ErasedSpec
    let target: ReplayTarget?
    let limits: GoalSearch.Limits
    let evaluation: SpecEvaluation
    private let texts: StepTexts
    private let nodeLimit: Int
    var tree: WalkTree
    private(set) var job: BackgroundJob?
    private var jobCount = 0
    private var initialStates: [[UInt64]]?

    init(
        of spec: ErasedSpec, on target: ReplayTarget? = nil, limits: GoalSearch.Limits = .init(),
        nodeLimit: Int = WalkTree.usualLimit, texts: StepTexts = StepTexts()
    ) {
        self.texts = texts
        (self.spec, self.target, self.limits, self.nodeLimit) = (spec, target, limits, nodeLimit)
        evaluation = SpecEvaluation(spec)
        tree = WalkTree(limit: nodeLimit)
    }

    /// The answer to a question of the page.
    func answer(_ question: String, _ body: JSONValue) throws(Refusal) -> JSONValue {
        switch question {
        case "spec": return about
        case "starts": return try starts(body)
        case "begin": return try begin(body)
        case "node": return try view(of: node(body), body)
        case "step": return try step(body)
        case "tree": return nodes
        case "reset": return reset()
        case "search": return try search(body)
        case "progress": return job?.json ?? .null
        case "stop": return stop()
        case "trace": return try trace(body)
        case "replay": return try replay(body)
        default: throw Refusal(404, "there is no such question")
        }
    }

    /// A search or replay that begins, in place of the one that ended.
    func beginJob(_ kind: String) -> BackgroundJob {
        jobCount += 1
        let job = BackgroundJob(kind, id: jobCount)
        self.job = job
        return job
    }

    /// Stops whatever runs.
    func stop() -> JSONValue {
        job?.control.stop()
        return ["stopped": .boolean(job?.isRunning == true)]
    }
}

/// Walking.
extension Exploration {
    /// The most initial states that are sent at once.
    private static let mostStarts = 200
    /// The most nodes of the tree that are sent.
    private static let mostNodes = 2_000

    private var about: JSONValue {
        [
            "spec": .shown(spec.name), "label": .shown(spec.label), "summary": .shown(spec.summary),
            "source": .shown(spec.source), "constraint": spec.constraint.map { .shown($0) } ?? .null,
            "actions": .array(spec.actionNames.map { .shown($0) }),
            "properties": .array(
                spec.properties.map {
                    [
                        "name": .shown($0.name), "kind": .string($0.kind.rawValue),
                        "isOfStates": .boolean(!$0.kind.isLiveness),
                    ]
                }),
            "fields": .array((initial.first.map(spec.describe) ?? []).map { .shown($0.name) }),
            "codes": .array(codes.map { .string($0) }), "version": .string(StandaloneTool.version),
        ]
    }

    var codes: [String] {
        guard let target else { return [] }
        let hasMutant = spec.mutant.map(target.mutantsWithCode.contains) ?? false
        return ["shipped"] + (hasMutant ? ["mutant"] : [])
    }

    var initial: [[UInt64]] {
        if let initialStates { return initialStates }
        let states = spec.initialStates()
        initialStates = states
        return states
    }

    private func starts(_ body: JSONValue) throws(Refusal) -> JSONValue {
        let filter = (body["filter"]?.text ?? "").lowercased()
        var (found, count) = ([JSONValue](), 0)
        for (position, words) in initial.enumerated() {
            let text = spec.describe(words).map { "\($0.name): \($0.value)" }.joined(separator: ", ")
            guard filter.isEmpty || text.lowercased().contains(filter) else { continue }
            count += 1
            if found.count < Self.mostStarts {
                found.append(["start": JSONValue(position), "text": .shown(text)])
            }
        }
        return ["count": JSONValue(count), "of": JSONValue(initial.count), "starts": .array(found)]
    }

    private func begin(_ body: JSONValue) throws(Refusal) -> JSONValue {
        guard let start = body["start"]?.wholeNumber, initial.indices.contains(start) else {
            throw Refusal(404, "there are \(initial.count) initial states, numbered from 0")
        }
        return try view(of: tree.begin(initial[start]), body)
    }

    func node(_ body: JSONValue) throws(Refusal) -> Int {
        guard let node = body["node"]?.wholeNumber, tree.nodes.indices.contains(node) else {
            throw Refusal(404, "the walk has no such state")
        }
        return node
    }

    func view(of node: Int, _ body: JSONValue) throws(Refusal) -> JSONValue {
        let filter = StateView.Filter(text: body["filter"]?.text ?? "", party: body["party"]?.text)
        return try StateView(
            tree: tree, position: node, evaluation: evaluation, texts: texts, filter: filter
        ).json()
    }

    private func step(_ body: JSONValue) throws(Refusal) -> JSONValue {
        let node = try node(body)
        let takes = try evaluation.takes(tree.nodes[node].words)
        guard let position = body["take"]?.wholeNumber, takes.indices.contains(position) else {
            throw Refusal(404, "the state offers no such step")
        }
        guard let words = takes[position].successor else {
            throw Refusal(409, "\(takes[position].action) is not enabled here")
        }
        return try view(of: tree.take(takes[position], to: words, from: node), body)
    }

    private var nodes: JSONValue {
        [
            "count": JSONValue(tree.nodes.count),
            "nodes": .array(
                tree.nodes.prefix(Self.mostNodes).enumerated().map { position, node in
                    [
                        "node": JSONValue(position), "parent": node.parent.map { JSONValue($0) } ?? .null,
                        "depth": JSONValue(node.depth),
                        "action": node.take.map { .shown($0.action.description) } ?? .null,
                    ]
                }),
        ]
    }

    private func reset() -> JSONValue {
        _ = stop()
        job = nil
        tree = WalkTree(limit: nodeLimit)
        return ["count": JSONValue(0)]
    }
}
