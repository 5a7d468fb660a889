import QuorateLanguage
import QuorateReplay
import QuorateTraces

/// Replays trace files, twice each.
struct ReplayRunner {
    let session: Session

    /// What became of a file on each of the given codes.
    ///
    /// - Parameter isChosen: whether a person has named the code; otherwise a code that does not exist is left out.
    /// - Throws: ``CommandError`` for a file that is none, or of a spec without a driver.
    func replays(
        of file: String, against codes: [ReplayCommand.Code], isChosen: Bool
    ) throws -> [FinishedReplay] {
        let trace = try trace(in: file)
        if trace.mutant == nil, isChosen, codes == [.mutant] { throw CommandError.noMutant(file: file) }
        let sensible = codes.filter { $0 == .shipped || trace.mutant != nil }
        return try sensible.map { code in
            let report = try report(of: trace, against: code, file: file)
            return FinishedReplay(
                file: file, trace: trace, code: code, report: report,
                disagreement: try disagreement(with: report, file: file, code))
        }
    }

    /// The trace in a file, checked against its spec.
    func trace(in file: String) throws -> Trace {
        do { return try ITF.trace(fromFile: file) } catch let error as TraceInputOutputError {
            throw error
        } catch {
            throw CommandError.refusedTrace(file: file, reason: error)
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
        let text = try session.freshProcess(["replay", file, "--against", code.rawValue, "--transcript"])
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
    let code: ReplayCommand.Code
    let report: ReplayReport
    let disagreement: Disagreement?

    /// What the file says that becomes of it, if it says so.
    var recorded: String? { trace.replays.first { $0.code == code.rawValue }?.outcome }

    var isAsExpected: Bool {
        if let recorded { return recorded == report.outcome.description }
        switch (report.outcome, code) {
        case (.noSuchCode, _), (.noSuchStart, _): return true
        case (.reproduced, .mutant), (.refused, .shipped), (.withstood, .shipped): return true
        default: return false
        }
    }

    /// What was expected, in words.
    var expectation: String {
        recorded ?? (code == .mutant ? "reproduced" : "a step that is refused, or the property kept")
    }

    var status: ExitStatus {
        if disagreement != nil { return .codeDisagreesWithItself }
        return isAsExpected ? .asExpected : .replayDiverged
    }
}
