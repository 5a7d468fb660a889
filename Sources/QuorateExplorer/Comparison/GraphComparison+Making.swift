import QuorateLanguage
import QuorateTraces

extension GraphComparison {
    /// The comparison of two graphs.
    ///
    /// States are told apart by their fields where both sides have the same ones, whatever the memory layout, and no two
    /// states of a side read the same. Otherwise runs are compared, by actions and by the fields in common.
    ///
    /// - Throws: ``GraphRenameError`` where the renames make two things one.
    package init(
        base: StateGraph, head: StateGraph, renames: GraphRenames = GraphRenames(), limits: Limits = Limits()
    ) throws {
        let sides = try ComparedGraphs(base: base, head: head, renames: renames)
        self.init(base: base.totals, head: head.totals)
        questions = PropertyQuestion.all(sides.baseProperties, base: base, head: head)
        compareNames(sides, base, head)
        if sides.fields.isEmpty, let whole = WholeStates(base: sides.base, head: sides.head) {
            isDecided = base.cut == nil && head.cut == nil
            whole.compare(&self)
            return
        }
        basis = .runs(common: sides.common, onlyBase: sides.fields.onlyBase, onlyHead: sides.fields.onlyHead)
        var runs = ObservedRuns(base: sides.base, head: sides.head, questions: questions, limits: limits)
        runs.compare(&self)
    }

    /// The comparison of two graphs of these sizes that are the same as far as they go.
    init(base: GraphTotals, head: GraphTotals) {
        (self.base, self.head, basis) = (base, head, .wholeStates)
        isDecided = base.cut == nil && head.cut == nil
        for (side, totals) in [("base", base), ("head", head)] {
            guard let cut = totals.cut else { continue }
            notes.append("the \(side) was explored up to \(cut): \(totals.words)")
        }
    }

    private mutating func compareNames(_ sides: ComparedGraphs, _ base: StateGraph, _ head: StateGraph) {
        propertyNames = Names(base: sides.baseProperties, head: head.heading.properties.map(\.name))
        fairnessNames = Names(base: base.heading.fairness, head: head.heading.fairness)
        let (taken, takenThere) = (
            sides.baseLabels.map(\.shape).distinct, head.labels.map(\.action.shape).distinct
        )
        let (ofBase, ofHead) = (Shapes(sides.baseActions, taken), Shapes(head.heading.actions, takenThere))
        actionNames = Names(onlyBase: ofBase.missing(in: ofHead), onlyHead: ofHead.missing(in: ofBase))
    }
}

/// Actions of one side by name, with the shapes in which they are taken.
private struct Shapes {
    let names: [String]
    let shapes: [String: [String]]

    init(_ names: [String], _ taken: [String]) {
        self.names = names
        shapes = Dictionary(grouping: taken) { String($0.prefix { $0 != "(" }) }
    }

    /// The shapes that the other side does not have; of an action that one side never takes, only the name is known.
    func missing(in other: Shapes) -> [String] {
        names.flatMap { name -> [String] in
            guard other.names.contains(name) else { return shapes[name] ?? [name] }
            guard let own = shapes[name], let others = other.shapes[name] else { return [] }
            return own.filter { !others.contains($0) }
        }
    }
}

extension [String] {
    /// The elements, each once.
    fileprivate var distinct: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}

extension GraphTotals {
    /// The size in words, as in `288 states and 1145 steps`.
    package var words: String { "\(Numerals.count(states, "state")) and \(Numerals.count(steps, "step"))" }
}
