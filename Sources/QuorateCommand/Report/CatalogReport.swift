import QuorateExplorer
import QuorateTraces

/// Report on a catalog, or on some of its specs, for people who decide: what is shown, and what is not.
struct CatalogReport {
    let specs: [SpecReport]
    /// Claims and theorems that stand on their own.
    let claims: [ProofRow]
    /// Parts that could not be made at all, a line each.
    let errors: [String]
    let status: ExitStatus

    init(of check: CatalogCheck, _ results: CatalogCheck.Results) {
        let wanted = check.request.specs
        specs = check.session.catalog.entries
            .filter { wanted.isEmpty || wanted.contains($0.standard.name) }
            .map { SpecReport($0, in: results) }
        let known = Set(specs.flatMap { results.proofs(about: $0.name) }.map(\.request.name))
        claims = (results.claims?.made ?? []).filter { !known.contains($0.request.name) }.map(ProofRow.init)
        errors = results.unmadeLines
        status = .joined(results.statuses, countingSuccesses: false)
    }
}

extension CatalogReport {
    /// A figure that stands for many, with its name.
    struct Total {
        let count: Int
        /// Name of one of them.
        let singular: String
        /// Number of those that are not as expected, or nil where none can be.
        var wrong: Int?
        /// Number of those that were not made.
        var unmade = 0

        /// Name of as many as there are.
        var name: String { count == 1 ? singular : plural ?? singular + "s" }
        /// Name of several, where it is not one with an s behind it.
        var plural: String?
    }

    /// The figures at the head of the report.
    var totals: [Total] {
        let unmade = specs.flatMap(\.unmade)
        let runs = specs.flatMap { $0.runs + $0.variants }
        let proofs = specs.flatMap(\.proofs) + claims
        let code = specs.flatMap(\.code)
        let tried = specs.reduce(0) { $0 + $1.triedMutants }
        return [
            Total(
                count: specs.count, singular: "spec", wrong: specs.count { $0.standing == .notAsExpected },
                unmade: specs.count { $0.standing == .notMade }),
            Total(
                count: runs.count, singular: "run",
                wrong: runs.isEmpty ? nil : runs.count { !$0.isAsExpected },
                unmade: unmade.count { $0.kind == .run || $0.kind == .variant }),
            Total(
                count: specs.flatMap { $0.runs + $0.mutants + $0.variants }.reduce(0) { $0 + $1.distinct },
                singular: "distinct state"),
            Total(
                count: tried, singular: "mutant",
                wrong: tried == 0 ? nil : specs.reduce(0) { $0 + $1.wrongMutants },
                unmade: specs.reduce(0) { $0 + $1.unmadeMutants }),
            Total(
                count: proofs.count, singular: "claim for all n",
                wrong: proofs.isEmpty ? nil : proofs.count { !$0.isAsExpected },
                unmade: unmade.count { $0.kind == .claim },
                plural: "claims for all n"),
            Total(
                count: code.reduce(0) { $0 + $1.steps }, singular: "step of real code",
                wrong: code.isEmpty ? nil : code.count { !$0.isAsExpected },
                unmade: unmade.count { $0.kind == .code }, plural: "steps of real code"),
        ]
    }

    /// The answer in one line.
    var verdict: String {
        let wrong =
            specs.filter { $0.standing == .notAsExpected }.map(\.name)
            + claims.filter { !$0.isAsExpected }.map(\.name)
        let facts =
            (wrong.isEmpty ? [] : ["not as expected: \(wrong.joined(separator: ", "))"])
            + (errors.isEmpty ? [] : ["\(Numerals.count(errors.count, "part")) could not be made"])
        return facts.isEmpty ? "everything came out as expected" : facts.joined(separator: "; ")
    }
}

extension CatalogReport: WholeResult {
    /// The totals, a line for each spec, and what went wrong.
    var text: String {
        let width = specs.map(\.name.count).max() ?? 0
        let lines = specs.map { spec in
            return ([spec.standing.mark, spec.name.padded(to: width)] + [spec.shown.joined(separator: ", ")])
                .joined(separator: "  ")
        }
        let figures = totals.filter { $0.count > 0 }.map { "\(Numerals.count($0.count)) \($0.name)" }
        return (lines + errors + ["", "\(verdict): \(figures.joined(separator: ", "))"])
            .joined(separator: "\n")
    }
}

extension SpecReport {
    /// Findings about the spec, in a few words each.
    var shown: [String] {
        let holding = runs.count { $0.verdict == "holds" }
        var facts = ["\(Numerals.count(holding, "run holds", "runs hold"))"]
        if let largest { facts.append("up to \(Numerals.count(largest.distinct, "state"))") }
        let unmadeRuns = unmade.count { $0.kind == .run || $0.kind == .variant }
        if unmadeRuns > 0 { facts.append("\(Numerals.count(unmadeRuns, "run")) not made") }
        if triedMutants + unmadeMutants > 0 {
            facts.append(
                "\(caughtMutants) of \(Numerals.count(triedMutants + unmadeMutants, "mutant")) caught")
        }
        let proved = proofs.count { $0.isAsExpected }
        if claimCount > 0 { facts.append("\(proved) of \(Numerals.count(claimCount, "claim")) decided") }
        if codeCount > 0 {
            let conforming = code.count { $0.isAsExpected }
            facts.append("code conforms in \(conforming) of \(Numerals.count(codeCount, "instance"))")
        }
        return facts
    }
}
