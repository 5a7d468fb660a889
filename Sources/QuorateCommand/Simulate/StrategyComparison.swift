import QuorateExplorer
import QuorateLanguage

/// Measurement of how soon each strategy catches mutants.
struct StrategyComparison {
    private let request: SimulateRequest
    private let seeds: Int
    private let interrupt: Interrupt

    init(_ request: SimulateRequest, seeds: Int, interrupt: Interrupt) {
        (self.request, self.seeds, self.interrupt) = (request, seeds, interrupt)
    }

    /// The figures of every mutant that states can show, by every strategy.
    ///
    /// - Throws: as the simulations do, and ``CommandError`` where there is nothing to measure.
    func measured(in catalog: Catalog) async throws -> StrategyFigures {
        interrupt.heed()
        var (rows, others): ([StrategyFigures.Row], [String]) = ([], [])
        for candidate in try candidates(in: catalog) {
            switch candidate {
            case .mutant(let spec, let property):
                do {
                    rows.append(try await row(spec, property))
                } catch let slip as SpecError {
                    // A mutant may do what its types do not allow before it breaks anything.
                    others.append("\(spec.label): a run meets a mistake first, \(place(of: slip))")
                }
            case .other(let name, let reason): others.append("\(name): \(reason)")
            }
        }
        if rows.isEmpty {
            throw CommandError.unsuitable(
                option: "--compare", value: request.specs.specs.joined(separator: " "),
                write: "specs with mutants that break an .always or deadlock freedom")
        }
        return StrategyFigures(rows: rows, others: others, request: request, seeds: seeds)
    }

    private func row(_ spec: ErasedSpec, _ property: String) async throws -> StrategyFigures.Row {
        var cells: [StrategyFigures.Cell] = []
        for strategy in RunStrategy.allCases {
            cells.append(try await cell(spec, property, strategy))
        }
        return StrategyFigures.Row(label: spec.label, property: property, cells: cells)
    }

    private func place(of slip: SpecError) -> String { slip.site.map { "at \($0)" } ?? slip.message }

    private enum Candidate {
        case mutant(ErasedSpec, property: String)
        /// One that is not measured, with the reason.
        case other(String, reason: String)
    }

    private func candidates(in catalog: Catalog) throws -> [Candidate] {
        try request.specs.specs.flatMap { name in
            let chosen = request.specs.mutants
            let names = chosen.isEmpty ? try catalog.entry(name).mutants.map(\.name) : chosen
            return try names.map { try candidate(name, $0, in: catalog) }
        }
    }

    private func candidate(_ name: String, _ mutant: String, in catalog: Catalog) throws -> Candidate {
        var one = request.specRequest
        one.arguments = one.arguments.filter { $0 == name || $0.contains("=") }
        one.mutants = [mutant]
        let runs: [CheckPlan.Run]
        do { runs = try CheckPlan(one, catalog: catalog).runs } catch CommandError.unsuitableParameters(
            let problem)
        {
            return .other("\(name) \(mutant)", reason: problem.message)
        }
        let spec = runs[0].spec
        let fallen = spec.properties.first { $0.name == runs[0].expectation.brokenProperty }
        guard let fallen, fallen.kind.isOfStates else {
            return .other(spec.label, reason: "no state shows that it breaks its property")
        }
        return .mutant(spec, property: fallen.name)
    }

    private func cell(
        _ spec: ErasedSpec, _ property: String, _ strategy: RunStrategy
    ) async throws -> StrategyFigures.Cell {
        var cell = StrategyFigures.Cell(strategy: strategy, seeds: seeds)
        for offset in 0..<seeds {
            if interrupt.isRaised { throw CommandError.interrupted }
            var simulator = request.simulator(of: spec, ending: property)
            simulator.strategy = strategy
            simulator.seed = request.seed &+ UInt64(offset)
            simulator.shrinks = false
            let planned = simulator
            let report = try await interrupt.cancelling { try await planned.run() }
            if let last = report.lastRun { cell.found.append((last + 1, report.wallSeconds)) }
        }
        return cell
    }
}

extension PropertyKind {
    /// Returns true for a kind that a state can break.
    fileprivate var isOfStates: Bool { self == .always || self == .deadlockFreedom }
}
