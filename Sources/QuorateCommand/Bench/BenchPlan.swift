import QuorateExplorer
import QuorateLanguage

/// The cases to be measured, and the searches that are measured in each of them.
struct BenchPlan {
    let cases: [BenchmarkCase]
    let workers: [Int]
    let stores: [StoreKind]
    let tools: [BenchmarkCase.Twin.Tool]
    /// Liveness, measured beside the search for safety alone.
    let asksForLiveness: Bool
    let repeats: Int

    /// - Throws: ``CommandError`` for a case without figures, and a tool that is missing or has no model.
    init(
        cases: [BenchmarkCase], workers: [Int], stores: [StoreKind], tools: [BenchmarkCase.Twin.Tool],
        asksForLiveness: Bool, repeats: Int
    ) throws {
        for chosen in cases { _ = try chosen.figures }
        for tool in tools {
            if !cases.contains(where: { $0.twin(for: tool, liveness: asksForLiveness) != nil }) {
                throw CommandError.noTwin(tool: tool.rawValue)
            }
            try ToolTwin.require(tool)
        }
        self.cases = cases
        self.workers = workers
        self.stores = stores
        self.tools = tools
        self.asksForLiveness = asksForLiveness
        self.repeats = repeats
    }
}

extension BenchmarkCase.Twin {
    /// A formula in the model: it asks for liveness, in pairs of a state and a state of the formula's automaton.
    var asksForLiveness: Bool { model.contains("\nltl ") }
}

extension BenchmarkCase {
    /// Presence of a liveness property in the case's spec.
    var hasLiveness: Bool { instance.spec.properties.contains(where: \.kind.isLiveness) }

    /// The model for a tool, of liveness or of safety alone.
    func twin(for tool: Twin.Tool, liveness: Bool) -> Twin? {
        twins.first { $0.tool == tool && $0.asksForLiveness == liveness }
    }

    /// The figures that a search of the case has to find.
    var figures: (distinct: Int, generated: Int) {
        get throws {
            guard let distinct = instance.expected.distinctStates,
                let generated = instance.expected.generatedStates
            else { throw CommandError.noFigures(case: name) }
            return (distinct, generated)
        }
    }
}
