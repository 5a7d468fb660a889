import QuorateExplorer
import QuorateLanguage
import QuorateTraces

extension ProvePlan {
    /// Runs of real code that are asked for: those of a spec stand behind its last refinement, or behind one of a size at
    /// which the code is run.
    ///
    /// - Parameter names: What the command line names.
    /// - Throws: ``CommandError`` where no spec of the chain has code, so that nothing would be run.
    static func conformances(
        _ requests: [ProofRequest], named names: [String], _ session: Session
    ) throws -> [String: ConformPlan] {
        let refined = requests.filter { $0.refinement != nil }.compactMap(\.spec)
        guard let first = refined.first else {
            throw names.isEmpty
                ? CommandError.needsSpec(option: "--conform")
                : .unsuitable(
                    option: "--conform", value: names.joined(separator: " "),
                    write:
                        "the name of a model, or of a spec whose steps are held against one; of this there is no code"
                )
        }
        var plans: [String: ConformPlan] = [:]
        let coded = requests.filter(\.hasCode)
        for spec in Set(coded.compactMap(\.spec)) {
            guard let target = session.driver(of: spec) else { continue }
            let plan = ConformPlan(listedBy: [target], in: session.catalog)
            let labels = plan.parts.map(\.label)
            let own = coded.filter { $0.spec == spec }
            let place = own.first { $0.refinement.map { labels.contains($0.spec.label) } == true } ?? own.last
            if let place { plans[place.name] = plan }
        }
        if plans.isEmpty {
            throw CommandError.noDriver(spec: first, known: session.drivers.map(\.spec))
        }
        return plans
    }

    /// The code of a spec as it is says nothing of one that was changed.
    static func refuseWithCode(_ names: [String], mutant: String?, variant: String?, _ session: Session)
        throws
    {
        guard mutant != nil || variant != nil else { return }
        let known = mutant.flatMap { mutant in
            names.first.flatMap(session.driver)?.mutantsWithCode.contains(mutant) == true
                ? Shell.line([session.program, "conform", names[0], "--mutant", mutant]) : nil
        }
        throw CommandError.optionsExclude(
            "--conform", mutant == nil ? "--variant" : "--mutant",
            because: known.map { "of code that is changed likewise, \($0) tells" }
                ?? "the code is that of the spec as it is")
    }
}

extension ProofRequest {
    fileprivate var refinement: Refinement? {
        if case .refinement(let refinement, _) = subject { refinement } else { nil }
    }
}

/// Link from a spec to its code: what came of taking real replicas through the steps of the spec.
struct CodeLink {
    let runs: [FinishedConformance]

    /// Status of the worst run; where there is none, nothing was compared.
    var status: ExitStatus { runs.isEmpty ? .vacuous : .worst(runs.map(\.status)) }

    /// A line for each run.
    var lines: [String] {
        runs.map { run in
            "\(run.run.spec.label): \(run.headline), \(Numerals.count(run.figures.specStates, "state")), "
                + "\(Numerals.count(run.figures.transitions, "step")) taken by real replicas"
                + (run.missesStates ? "; another number of states is known" : "")
        }
    }

    /// Outcome in a few words.
    var remark: String {
        if status == .asExpected { return "the code conforms" }
        let worst = runs.first { $0.status == status }
        return worst.map { "the code of \($0.run.spec.label): \($0.headline)" } ?? "no code was run"
    }
}
