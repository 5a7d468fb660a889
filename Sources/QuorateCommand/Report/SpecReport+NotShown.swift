import QuorateExplorer
import QuorateLanguage

extension SpecReport {
    /// Report on a spec of the catalog, out of the results that are about it.
    init(_ entry: Catalog.Entry, in results: CatalogCheck.Results) {
        let finished = results.runs.made.filter { $0.planned.spec.name == entry.standard.name }
        func rows(_ isWanted: (ErasedSpec) -> Bool) -> [RunRow] {
            finished.filter { isWanted($0.planned.spec) }.map(RunRow.init)
        }
        let proofs = results.proofs(about: entry.standard.name)
        let conformances = (results.conformance?.made ?? []).filter {
            $0.run.spec.name == entry.standard.name
        }
        name = entry.standard.name
        subject = entry.subject
        summary = entry.standard.summary
        source = entry.standard.source
        runs = rows { $0.mutant == nil && $0.variant == nil }
        mutants = rows { $0.mutant != nil }
        variants = rows { $0.variant != nil }
        self.proofs = proofs.map(ProofRow.init)
        code = conformances.map(CodeRow.init)
        let unchanged = finished.filter { $0.planned.spec.instance.changes.isEmpty }.compactMap(\.report)
        actions = entry.standard.actionNames.map { name in
            (
                name,
                unchanged.flatMap(\.actions).reduce(0) { $0 + ($1.name == name ? $1.taken : 0) }
            )
        }
        unmade = results.unmade(about: entry.standard.name)
        let isRunMissing =
            unmade.contains { $0.kind == .run }
            || finished.contains { $0.planned.spec.instance.changes.isEmpty && $0.report == nil }
        notShown =
            Self.unfinished(entry, finished, unmade) + Self.silent(entry)
            + Self.beyondSearch(unchanged, proofs) + Self.beyondCode(conformances, unmade)
            + (isRunMissing || unchanged.isEmpty ? [] : Self.neverTaken(actions))
    }

    /// Runs that came to no verdict, and those that nobody made.
    private static func unfinished(
        _ entry: Catalog.Entry, _ finished: [FinishedRun], _ unmade: [UnmadePart]
    ) -> [String] {
        let made = Set(finished.map(\.planned.spec.label))
        let long = entry.instances.filter { $0.expected.isLong }.map(\.spec.label)
            .filter { !made.contains($0) }
        let open = finished.filter { run in
            run.report.map { run.cut != nil || $0.outcome == .inconclusive } ?? true
        }
        return open.map { "\($0.planned.spec.label) came to no end" }
            + unmade.map { "what was not made: \($0.line)" }
            + long.map { "\($0) takes long, and was not run" }
    }

    /// Questions that the spec does not ask.
    private static func silent(_ entry: Catalog.Entry) -> [String] {
        var remarks: [String] = []
        if !entry.standard.properties.contains(where: \.kind.isLiveness) {
            remarks.append("that anything happens in the end: no property is about that")
        }
        if entry.mutants.isEmpty { remarks.append("that a mistake would be noticed: there is no mutant") }
        return remarks
    }

    /// Limits of what was explored, with what proofs for all numbers take from them.
    private static func beyondSearch(_ reports: [Report], _ proofs: [ProofResult]) -> [String] {
        let constraints = Set(reports.compactMap(\.spec.constraint)).sorted()
        let larger = "anything about parameters that are larger than those of the runs above"
        return constraints.map { "anything beyond the constraint \"\($0)\"" }
            + [larger + exceptions(proofs).map { "; except " + $0 }.joined()]
    }

    /// Consequences for larger parameters from models that are proved, if those refine them; a phrase for each model.
    private static func exceptions(_ proofs: [ProofResult]) -> [String] {
        let proved = proofs.filter { $0.verdict == "proved" }.compactMap(\.request.model)
        let sizes = proofs.reduce(into: [(model: String, sizes: [String])]()) { known, proof in
            guard proof.verdict == "refines", proof.status == .asExpected,
                case .refinement(let refinement, let model) = proof.request.subject,
                proved.contains(model.name)
            else { return }
            let size = refinement.spec.size
            if let place = known.firstIndex(where: { $0.model == model.name }) {
                known[place].sizes.append(size)
            } else {
                known.append((model.name, [size]))
            }
        }
        return sizes.map { model, sizes in
            "what the model \(model) states (its safety), if larger instances refine it, which is shown of "
                + "\(sizes.joined(separator: " and of ")) only; nothing of liveness"
        }
    }

    private static func beyondCode(
        _ conformances: [FinishedConformance], _ unmade: [UnmadePart]
    ) -> [String] {
        if conformances.isEmpty {
            let isListed = unmade.contains { $0.kind == .code }
            return isListed ? [] : ["that any code does this: none is held against it here"]
        }
        let variables = Set(conformances.flatMap(\.run.conformance.notCompared)).sorted()
        let leftOut = conformances.flatMap(\.figures.leftOut)
            .reduce(into: [String]()) { known, step in
                let words = "that the code takes \(step.action): \(step.reason)"
                if !known.contains(words) { known.append(words) }
            }
        let compared =
            variables.isEmpty
            ? [] : ["that the code has \(variables.joined(separator: ", ")) as the spec has: not compared"]
        return compared + leftOut + otherSizes(conformances)
    }

    /// Limit of code that conforms: it does so for the parameters with which it was run.
    private static func otherSizes(_ conformances: [FinishedConformance]) -> [String] {
        let sizes = conformances.filter { $0.status == .asExpected }.map(\.run.spec.size)
        if sizes.isEmpty { return ["that any code does this: none that was run conforms"] }
        return ["that the code does this for other parameters than \(sizes.joined(separator: " and "))"]
    }

    private static func neverTaken(_ actions: [(name: String, taken: Int)]) -> [String] {
        let names = actions.filter { $0.taken == 0 }.map(\.name)
        return names.isEmpty ? [] : ["anything about \(names.joined(separator: ", ")): never taken"]
    }
}

extension ErasedSpec {
    /// Parameters as a person sets them.
    fileprivate var size: String {
        settings.isEmpty ? label : settings.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
    }
}
