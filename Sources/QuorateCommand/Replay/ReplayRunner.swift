import QuorateLanguage
import QuorateReplay
import QuorateTraces

/// Replays trace files, twice each.
struct ReplayRunner: Job {
    let session: Session
    let plan: ReplayPlan
    var pages: PageFolder?

    var parts: [ReplayPlan.Part] { plan.parts }
    var interrupt: Interrupt { session.interrupt }
    private var foreign: ForeignRequest { plan.foreign }

    /// Every error is of one file.
    func isOfOnePart(_ error: any Error) -> Bool { true }

    /// Replays a file on each of the codes.
    ///
    /// - Throws: ``CommandError`` for a file that is none, or one that was named and is of a spec without a driver.
    func result(of part: ReplayPlan.Part) async throws -> ReplayedFile {
        switch part {
        case .folder(_, let error): throw error
        case .named(let file): return try replays(of: file, try trace(in: file))
        case .found(let file):
            let found = try trace(in: file)
            guard let omission = omission(of: found.trace) else { return try replays(of: file, found) }
            // That there is no code for it makes nothing of a file that is no run of its spec.
            if foreign.instance == nil { _ = try CatalogTrace(file: file, in: session.catalog) }
            return ReplayedFile(file: file, replays: [], omission: omission)
        }
    }

    /// Reason why there is nothing to replay a trace on, or nil.
    private func omission(of trace: Trace) -> String? {
        guard let target = session.driver(of: trace.spec) else { return "no driver" }
        guard plan.codes == [.mutant] else { return nil }
        guard let mutant = trace.mutant else { return "a run without a mutant" }
        return target.mutantsWithCode.contains(mutant) ? nil : "no code with \(mutant)"
    }

    private func replays(
        of file: String, _ found: (trace: Trace, variables: ComparedVariables)
    ) throws -> ReplayedFile {
        let (trace, variables) = found
        if trace.mutant == nil, plan.isChosen, plan.codes == [.mutant] {
            throw CommandError.noMutant(file: file)
        }
        let sensible = plan.codes.filter { $0 == .shipped || trace.mutant != nil }
        let replays = try sensible.compactMap { try replay(of: file, trace, variables, on: $0) }
        try pages?.write(trace, in: trace.instance.spec(in: session.catalog)) { page in
            for replay in replays { page.add(replay) }
        }
        return ReplayedFile(file: file, replays: replays)
    }

    /// Replays a trace on one code; nil where the code does not exist and was not asked for.
    private func replay(
        of file: String, _ trace: Trace, _ variables: ComparedVariables, on code: Code
    ) throws -> FinishedReplay? {
        let report = try report(of: trace, against: code, file: file)
        if report.outcome == .noSuchCode {
            guard plan.isChosen, let mutant = trace.mutant else { return nil }
            throw CommandError.noSuchCode(
                mutant: mutant, spec: trace.spec, known: try target(for: trace.spec).mutantsWithCode)
        }
        return FinishedReplay(
            file: file, trace: trace, variables: variables, code: code, report: report,
            disagreement: try disagreement(with: report, file: file, code))
    }

    /// The trace in a file, and which of its variables are held against the spec's.
    func trace(in file: String) throws -> (trace: Trace, variables: ComparedVariables) {
        do {
            guard let instance = foreign.instance else {
                // The replay walks it on the spec as it is, with all its variables.
                let trace = try ITF.trace(fromFile: file)
                return (trace, ComparedVariables(all: trace))
            }
            let spec = try instance.suitableSpec(in: session.catalog)
            let run = try foreign.run(in: ForeignFile(ITF.content(ofFile: file)))
            let found = try foreign.explained(run, in: spec)
            return (found.trace, found.variables)
        } catch let error
            where error is TraceInputOutputError || error is CommandError || error is CatalogError
        {
            throw error
        } catch {
            throw CommandError.refusedTrace(file: file, reason: error)
        }
    }

    func report(of trace: Trace, against code: Code, file: String) throws -> ReplayReport {
        do {
            let report = try CommandError.namingAdapter {
                try target(of: trace).replay(trace, code == .mutant)
            }
            // An adapter that was ended says nothing of its code.
            if report.adapter != nil, interrupt.isRaised { throw CommandError.interrupted }
            return report
        } catch let error as CommandError {
            throw error
        } catch {
            throw CommandError.refusedTrace(file: file, reason: error)
        }
    }

    /// The driver of the spec of `trace`.
    private func target(of trace: Trace) throws -> ReplayTarget {
        _ = try session.catalog.entry(trace.spec)
        do { return try target(for: trace.spec) } catch {
            // What is wrong with the file says more than that there is no code.
            _ = try trace.instance.spec(in: session.catalog)
            throw error
        }
    }

    /// The driver of a spec.
    private func target(for spec: String) throws -> ReplayTarget { try session.target(for: spec) }

    /// Place at which a second process does not see the same, or nil.
    private func disagreement(
        with report: ReplayReport, file: String, _ code: Code
    ) throws -> FinishedReplay.Disagreement? {
        let text = try session.freshProcess(
            // A name that begins with a dash would be taken for an option.
            ["replay", (file.hasPrefix("-") ? "./" : "") + file, "--against", code.rawValue, "--transcript"]
                + foreign.arguments + (session.adapter?.arguments ?? []))
        return report.transcript.firstDifference(from: text).map {
            FinishedReplay.Disagreement(step: $0.step, field: $0.field)
        }
    }
}

/// A replay that was made, and what was expected of it.
struct FinishedReplay {
    /// Place at which two replays of the same trace are not the same.
    struct Disagreement {
        let step: Int
        let field: String
    }

    let file: String
    let trace: Trace
    /// Variables of the file that are held against the spec's, and those that are not.
    let variables: ComparedVariables
    let code: Code
    let report: ReplayReport
    let disagreement: Disagreement?

    /// Outcome that the file records, if it records one.
    var recorded: String? {
        // What is recorded is of the code that the catalog's driver drives.
        if report.adapter != nil { return nil }
        return trace.replays.first { $0.code == code.rawValue }?.outcome
    }

    var isAsExpected: Bool {
        if let recorded { return recorded == report.outcome.description }
        // What is possible in the spec has to be possible in the code.
        if trace.propertyKind == .reachable, code == .shipped, trace.instance.changes.isEmpty {
            return report.outcome == .reproduced
        }
        switch (report.outcome, code) {
        case (.noSuchCode, _), (.noSuchStart, _): return true
        // The run of a mutant or variant may be one without it too.
        case (.followed, .mutant), (.followed, .shipped): return true
        case (.leftOut, .shipped): return true
        case (.refused, .shipped) where trace.property.isEmpty: return !trace.instance.changes.isEmpty
        case (.reproduced, .mutant), (.refused, .shipped), (.withstood, .shipped): return true
        default: return false
        }
    }

    /// Outcome that was expected, in words.
    var expectation: String {
        if let recorded { return recorded }
        if trace.property.isEmpty { return "every step taken" }
        return trace.propertyKind == .reachable || code == .mutant
            ? "reproduced" : "a step that is refused, or the property kept"
    }

    var status: ExitStatus {
        if disagreement != nil || report.outcome.isUnsteady { return .codeDisagreesWithItself }
        return isAsExpected ? .asExpected : .replayDiverged
    }
}
