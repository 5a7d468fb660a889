import QuorateExplorer
import QuorateLanguage

/// Findings about one spec: what was explored, proved and held against code, and what none of it shows.
struct SpecReport {
    let name: String
    let subject: String
    let summary: String
    let source: String
    /// Runs of the spec as it is, of its mutants and of its variants, each group in the order of the catalog.
    let runs: [RunRow]
    let mutants: [RunRow]
    let variants: [RunRow]
    let proofs: [ProofRow]
    let code: [CodeRow]
    /// Number of times that each action was taken in the runs of the spec as it is.
    let actions: [(name: String, taken: Int)]
    /// Parts of it without a result.
    let unmade: [UnmadePart]
    /// Statements that a reader may take for shown, and that are not.
    let notShown: [String]

    /// Largest state space of the runs of the spec as it is.
    var largest: RunRow? { runs.max { $0.distinct < $1.distinct } }
}

/// One run of a spec.
struct RunRow {
    /// Name, mutant or variant, and parameters.
    let label: String
    let settings: [Instance.Setting]
    /// The mutant or the variant, or nil.
    let change: String?
    let isAsExpected: Bool
    /// Verdict in one word; `error` where there is none.
    let verdict: String
    /// Verdict in a line.
    let words: String
    /// Bound, fault model and network that the verdict is about.
    let assumptions: [String]
    /// Distinct and generated states, and the depth.
    let distinct: Int
    let generated: Int
    let depth: Int
    /// Distinct states of each level.
    let levels: [Int]
    let properties: [(name: String, kind: PropertyKind, outcome: String)]
    /// Properties that broke, each with the number of steps of the shortest run that shows it.
    let broken: [(property: String, steps: Int)]
}

/// One claim, theorem, model, automaton or refinement.
struct ProofRow {
    let name: String
    let sentence: String
    let verdict: String
    /// Ground of the verdict, in a few words.
    let ground: String
    let isAsExpected: Bool
}

/// One search in which real code was taken through the steps of a spec.
struct CodeRow {
    let label: String
    let verdict: String
    let isAsExpected: Bool
    let states: Int
    let pairs: Int
    let steps: Int
    /// Variables that were not compared, and actions that the code never takes, with the reason.
    let notCompared: [String]
    let leftOut: [String]
}

extension RunRow {
    init(_ run: FinishedRun) {
        let report = run.report
        label = run.planned.spec.label
        settings = run.planned.spec.settings
        change = run.planned.spec.instance.changes.first
        isAsExpected = run.judgement.isAsExpected
        verdict = report?.outcome.rawValue ?? "error"
        words = report.map { run.verdict($0) } ?? run.judgement.remarks.joined(separator: "; ")
        assumptions = run.planned.spec.assumptions?.clauses ?? []
        distinct = report?.distinctStates ?? 0
        generated = report?.generatedStates ?? 0
        depth = report?.depth ?? 0
        levels = report?.statesPerLevel ?? []
        properties = report?.properties.map { ($0.name, $0.kind, $0.outcome.word) } ?? []
        broken = report?.counterexamples.map { ($0.property, $0.steps.count) } ?? []
    }
}

extension ProofRow {
    init(_ result: ProofResult) {
        name = result.request.name
        sentence = result.request.sentence
        verdict = result.verdict
        ground = result.remark
        isAsExpected = result.status == .asExpected
    }
}

extension CodeRow {
    init(_ result: FinishedConformance) {
        label = result.run.spec.label
        verdict = result.verdict.rawValue
        isAsExpected = result.status == .asExpected
        states = result.figures.specStates
        pairs = result.figures.pairs
        steps = result.figures.transitions
        notCompared = result.run.conformance.notCompared.sorted()
        leftOut = result.figures.leftOut.map { "\($0.action): \($0.reason)" }
    }
}
