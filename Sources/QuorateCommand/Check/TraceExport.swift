import Foundation
import QuorateExplorer
import QuorateTraces

/// The folder in which counterexamples are kept: a trace file and its rendering for each.
final class TraceExport {
    private let folder: String
    private var names: TraceNames
    private var count = 0

    /// - Throws: ``CommandError`` when nothing can be written there: better known before a long search.
    init(folder: String, runs: [CheckPlan.Run]) throws {
        self.folder = folder
        names = TraceNames(runs: runs)
        try Self.requireWritable(folder)
    }

    /// Makes the folder, and a file in it that is gone again.
    static func requireWritable(_ folder: String) throws {
        try Folder.make(folder)
        do { try WholeFile(Data(), at: "\(folder)/.quorate").discard() } catch {
            throw CommandError.exportFolder(
                folder, reason: (error as? TraceInputOutputError)?.reason ?? "\(error)")
        }
    }

    /// Writes the counterexamples of a run, and returns the paths of the trace files.
    func write(_ counterexamples: [Trace], of run: CheckPlan.Run) throws -> [String] {
        let paths = counterexamples.map { "\(folder)/\(names.name(of: $0, run))" }
        try Self.write(Array(zip(paths, counterexamples)))
        count += paths.count
        return paths.map { "\($0).itf.json" }
    }

    /// Summary of how much was written.
    var summary: String {
        count == 0
            ? "nothing was written to \(folder): there is no counterexample"
            : "\(Numerals.count(count, "trace")) written to \(folder), each with its rendering"
    }

    /// Writes the trace files and their renderings at paths without suffix: all of them or none.
    static func write(_ traces: [(path: String, trace: Trace)]) throws {
        for (path, _) in traces { try Folder.make(FileName.parent(of: path)) }
        try WholeFile.write(
            traces.flatMap { path, trace in
                [
                    ("\(path).itf.json", ITF.data(of: trace)),
                    ("\(path).txt", Data(text(of: trace).utf8)),
                ]
            })
    }

    /// The text of a rendering as a file keeps it.
    static func text(of trace: Trace) -> String {
        let replays = trace.replays.map { "\n\($0.code.padded(to: 7)) code: \($0.outcome)" }
        return trace.rendering() + "\n" + (replays.isEmpty ? "" : replays.joined() + "\n")
    }
}
