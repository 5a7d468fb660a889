import Foundation
import QuorateExplorer
import QuorateTraces

/// The folder in which counterexamples are kept: a trace file and its rendering for each.
final class TraceExport {
    private let folder: String
    private var names: TraceNames

    /// - Throws: ``CommandError`` when nothing can be written there: better known before a long search.
    init(folder: String, runs: [CheckPlan.Run]) throws {
        self.folder = folder
        names = TraceNames(runs: runs)
        try Self.requireWritable(folder)
    }

    /// Makes the folder, and a file in it that is gone again.
    static func requireWritable(_ folder: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let probe = "\(folder)/.quorate-\(ProcessInfo.processInfo.processIdentifier)"
            try Data().write(to: URL(fileURLWithPath: probe))
            try FileManager.default.removeItem(atPath: probe)
        } catch {
            throw CommandError.exportFolder(folder, reason: ITF.reason(of: error))
        }
    }

    /// Writes the counterexamples of a run, and returns the paths of the trace files.
    func write(_ report: Report, of run: CheckPlan.Run) throws -> [String] {
        try report.counterexamples.map { trace in
            let path = "\(folder)/\(names.name(of: trace, run))"
            try Self.write(trace, to: path, in: folder)
            return "\(path).itf.json"
        }
    }

    /// Writes the trace file and its rendering at `path`, which has no suffix.
    static func write(_ trace: Trace, to path: String, in folder: String) throws {
        do {
            let parent = (path as NSString).deletingLastPathComponent
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
            try ITF.write(trace, toFile: "\(path).itf.json")
            try Data(text(of: trace).utf8).write(
                to: URL(fileURLWithPath: "\(path).txt"), options: .atomic)
        } catch let error as TraceInputOutputError {
            throw error
        } catch {
            throw CommandError.exportFolder(folder, reason: ITF.reason(of: error))
        }
    }

    /// The text of a rendering as a file keeps it.
    static func text(of trace: Trace) -> String {
        let replays = trace.replays.map { "\n\($0.code.padded(to: 7)) code: \($0.outcome)" }
        return trace.rendering() + "\n" + (replays.isEmpty ? "" : replays.joined() + "\n")
    }
}
