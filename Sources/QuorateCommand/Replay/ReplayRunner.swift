import QuorateLanguage
import QuorateReplay
import QuorateTraces

/// Replays trace files, twice each.
struct ReplayRunner {
    /// The spec of files that other tools have written.
    struct Foreign {
        let spec: String
        let settings: [String]
        let mutant: String?

        /// The same as arguments.
        var arguments: [String] {
            ["--spec", spec] + settings.flatMap { ["--set", $0] } + (mutant.map { ["--mutant", $0] } ?? [])
        }
    }

    let session: Session
    var foreign: Foreign?

    /// What became of a file on each of the given codes.
    ///
    /// - Parameter isChosen: whether a person has named the code; otherwise a code that does not exist is left out.
    /// - Throws: ``CommandError`` for a file that is none, or of a spec without a driver.
    func replays(
        of file: String, against codes: [ReplayCommand.Code], isChosen: Bool
    ) throws -> [FinishedReplay] {
        let (trace, variables) = try trace(in: file)
        if trace.mutant == nil, isChosen, codes == [.mutant] { throw CommandError.noMutant(file: file) }
        let sensible = codes.filter { $0 == .shipped || trace.mutant != nil }
        return try sensible.compactMap { code in
            let report = try report(of: trace, against: code, file: file)
            if report.outcome == .noSuchCode {
                guard isChosen, let mutant = trace.mutant else { return nil }
                throw CommandError.noSuchCode(
                    mutant: mutant, spec: trace.spec, known: try target(for: trace.spec).mutantsWithCode)
            }
            return FinishedReplay(
                file: file, trace: trace, variables: variables, code: code, report: report,
                disagreement: try disagreement(with: report, file: file, code))
        }
    }

    /// The trace in a file, and which of its variables are held against the spec's.
    func trace(in file: String) throws -> (trace: Trace, variables: ComparedVariables) {
        do {
            guard let foreign else {
                // The replay walks it on the spec as it is, with all its variables.
                let trace = try ITF.trace(fromFile: file)
                return (trace, ComparedVariables(all: trace))
            }
            let request = CheckRequest(
                arguments: [foreign.spec], settings: foreign.settings, mutants: [], properties: [],
                workers: 1,
                store: .exact, continues: false, limits: .init())
            let spec = try session.catalog.entry(foreign.spec)
                .spec(settings: request.parsedSettings(), mutant: foreign.mutant)
            if let problem = spec.problem() { throw CommandError.unsuitableParameters(problem) }
            let run = try ITF.run(fromFile: file)
            return (try Self.trace(of: run, in: spec), try run.comparedVariables(in: spec))
        } catch let error
            where error is TraceInputOutputError || error is CommandError || error is CatalogError
        {
            throw error
        } catch {
            throw CommandError.refusedTrace(file: file, reason: error)
        }
    }

    /// The run of another tool as a trace of ours, which names no property where it shows none.
    private static func trace(of run: ForeignRun, in spec: ErasedSpec) throws -> Trace {
        do { return try Trace(run, in: spec) } catch TraceMismatch.showsNothing {
            if run.steps.isEmpty { throw TraceMismatch.noSteps(spec: spec.name) }
            let matched = try run.matched(in: spec)
            return Trace(
                spec: spec.name, mutant: spec.mutant,
                parameters: spec.settings.map { .init(name: $0.name, value: $0.value) }, property: "",
                propertyKind: .always, propertySite: nil, steps: matched.steps, states: matched.states)
        }
    }

    func report(of trace: Trace, against code: ReplayCommand.Code, file: String) throws -> ReplayReport {
        do {
            // Unknown names and values out of range are found here, as in every other command.
            let settings = Dictionary(
                trace.parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
            let spec = try session.catalog.entry(trace.spec).spec(settings: settings, mutant: trace.mutant)
            if let problem = spec.problem() { throw problem }
            return try target(for: trace.spec).replay(trace, code == .mutant)
        } catch let error as CommandError {
            throw error
        } catch {
            throw CommandError.refusedTrace(file: file, reason: error)
        }
    }

    /// The driver of a spec.
    func target(for spec: String) throws -> ReplayTarget {
        guard let target = session.driver(of: spec) else {
            throw CommandError.noDriver(spec: spec, known: session.drivers.map(\.spec))
        }
        return target
    }

    /// Where a second process does not see the same, or nil.
    private func disagreement(
        with report: ReplayReport, file: String, _ code: ReplayCommand.Code
    ) throws -> FinishedReplay.Disagreement? {
        let text = try session.freshProcess(
            ["replay", file, "--against", code.rawValue, "--transcript"] + (foreign?.arguments ?? []))
        return report.transcript.firstDifference(from: text).map {
            FinishedReplay.Disagreement(step: $0.step, field: $0.field)
        }
    }
}

/// A replay that was made, and what was expected of it.
struct FinishedReplay {
    /// Where two replays of the same trace are not the same.
    struct Disagreement {
        let step: Int
        let field: String
    }

    let file: String
    let trace: Trace
    /// Which variables of the file are held against the spec's.
    let variables: ComparedVariables
    let code: ReplayCommand.Code
    let report: ReplayReport
    let disagreement: Disagreement?

    /// What the file says that becomes of it, if it says so.
    var recorded: String? { trace.replays.first { $0.code == code.rawValue }?.outcome }

    var isAsExpected: Bool {
        if let recorded { return recorded == report.outcome.description }
        // What is possible in the spec has to be possible in the code.
        if trace.propertyKind == .reachable, code == .shipped, trace.mutant == nil {
            return report.outcome == .reproduced
        }
        switch (report.outcome, code) {
        case (.noSuchCode, _), (.noSuchStart, _): return true
        // The run of a mutant may be one without it too.
        case (.followed, .mutant), (.followed, .shipped): return true
        case (.leftOut, .shipped): return true
        case (.refused, .shipped) where trace.property.isEmpty: return trace.mutant != nil
        case (.reproduced, .mutant), (.refused, .shipped), (.withstood, .shipped): return true
        default: return false
        }
    }

    /// What was expected, in words.
    var expectation: String {
        if let recorded { return recorded }
        if trace.property.isEmpty { return "every step taken" }
        return trace.propertyKind == .reachable || code == .mutant
            ? "reproduced" : "a step that is refused, or the property kept"
    }

    var status: ExitStatus {
        if disagreement != nil { return .codeDisagreesWithItself }
        return isAsExpected ? .asExpected : .replayDiverged
    }
}
