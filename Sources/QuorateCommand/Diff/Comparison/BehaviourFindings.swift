import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// Findings from the graphs of an instance on both sides.
struct BehaviourFindings {
    let pair: InstancePair
    let graphs: GraphComparison

    var all: [DiffFinding] { initialStates + behaviour + properties }

    private func finding(
        _ kind: DiffFinding.Kind, _ subject: String = "", _ sentence: String, _ run: GraphRun? = nil,
        claim: String = ""
    ) -> DiffFinding {
        DiffFinding(
            kind: kind, spec: pair.specs.head.name, instance: pair.head.label, subject: subject,
            sentence: sentence, run: run.map { ($0, claim) })
    }

    private var initialStates: [DiffFinding] {
        func one(_ kind: DiffFinding.Kind, _ count: Int, _ side: String, _ run: GraphRun?) -> [DiffFinding] {
            guard count > 0 else { return [] }
            let shown = run.flatMap { $0.steps.isEmpty ? $0 : nil }
            let states = Numerals.count(count, "initial state")
            return [
                finding(
                    kind, "", "\(states) that only the \(side) has", shown,
                    claim: "an initial state that only the \(side) has")
            ]
        }
        return one(.initialStateAdded, graphs.initialStates.gained, "head", graphs.onlyHead)
            + one(.initialStateRemoved, graphs.initialStates.lost, "base", graphs.onlyBase)
    }

    private var behaviour: [DiffFinding] {
        side("head", .behaviourAdded, graphs.onlyHead, \.gained, graphs.actionNames.onlyHead)
            + side("base", .behaviourRemoved, graphs.onlyBase, \.lost, graphs.actionNames.onlyBase)
    }

    private func side(
        _ side: String, _ kind: DiffFinding.Kind, _ run: GraphRun?,
        _ count: (GraphComparison.Change) -> Int, _ actions: [String]
    ) -> [DiffFinding] {
        // A run without a step is an initial state, which is told of already.
        guard let run, let last = run.steps.last else { return [] }
        let figures: [String] = [(graphs.states, "state"), (graphs.steps, "step")].compactMap {
            change, noun in
            change.flatMap { change in
                let number = count(change)
                return number == 0 ? nil : Numerals.count(number, noun) + (change.isWhole ? "" : " at least")
            }
        }
        var parts = [
            (figures.isEmpty ? "runs" : figures.joined(separator: " and ")) + " that only the \(side) has"
        ]
        if !actions.isEmpty {
            parts.append("actions of the \(side) alone: \(actions.joined(separator: ", "))")
        }
        if let basis { parts.append(basis) }
        let length = Numerals.count(run.steps.count, "step")
        parts.append("the shortest run there has \(length), the last is \(last.action)")
        return [
            finding(
                kind, "", parts.joined(separator: "; "), run,
                claim: "a run that only the \(side) has, of \(length)")
        ]
    }

    /// Basis of the comparison, where it is not whole states.
    private var basis: String? {
        guard case .runs(_, let onlyBase, let onlyHead) = graphs.basis else { return nil }
        let fields = [("base", onlyBase), ("head", onlyHead)].filter { !$0.1.isEmpty }
            .map { "\($1.joined(separator: ", ")) of the \($0) alone" }
        return "compared by actions and the fields in common"
            + (fields.isEmpty ? "" : ", without \(fields.joined(separator: " and "))")
    }

    private var properties: [DiffFinding] {
        graphs.properties.filter(\.isAboutMeaning).flatMap { property in
            // To be met in fewer states is to ask for more.
            let isReversed = property.kind == .reachable
            return [
                self.property(
                    property, isHead: false, isReversed ? .propertyStrengthened : .propertyWeakened),
                self.property(property, isHead: true, isReversed ? .propertyWeakened : .propertyStrengthened),
            ].compactMap(\.self)
        }
    }

    /// The states of which one side alone says what the property looks for.
    private func property(
        _ property: GraphComparison.PropertyDifference, isHead: Bool, _ kind: DiffFinding.Kind
    ) -> DiffFinding? {
        let count = isHead ? property.onlyHead : property.onlyBase
        if count == 0 { return nil }
        let words = "of both sides \(property.verb) in the \(isHead ? "head" : "base") only"
        return finding(
            kind, property.name,
            "\(ForeignText.quoted(property.name)): \(Numerals.count(count, "state")) \(words)",
            isHead ? property.onlyHeadRun : property.onlyBaseRun, claim: "a state \(words)")
    }
}

extension GraphComparison.PropertyDifference {
    /// True of a difference that one state decides and that says what the property asks for.
    fileprivate var isAboutMeaning: Bool {
        switch kind {
        case .always, .reachable: aspect == .shown
        // Whether a state has a step is behaviour; whether it may do without is what the property says.
        case .deadlockFreedom: aspect == .forbidden
        case .eventually, .leadsTo, .eventuallyAlways, .infinitelyOften: aspect != .shown
        }
    }

    /// Effect of a state on the property.
    fileprivate var verb: String {
        switch (kind, aspect) {
        case (.always, _): "break it"
        case (.reachable, _): "meet it"
        case (.deadlockFreedom, _): "may not be the last of a run"
        case (_, .premise): "ask for the goal"
        default: "miss the goal"
        }
    }
}
