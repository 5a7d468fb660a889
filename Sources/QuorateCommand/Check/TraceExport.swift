import Foundation
import QuorateExplorer
import QuorateTraces

/// The folder in which counterexamples are kept: a trace file and its rendering for each.
final class TraceExport {
    private let folder: String
    private let runs: [CheckPlan.Run]
    private var taken: Set<String> = []

    /// - Throws: ``CommandError`` when nothing can be written there: better known before a long search.
    init(folder: String, runs: [CheckPlan.Run]) throws {
        self.folder = folder
        self.runs = runs
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
            let path = path(of: trace, run)
            do {
                let parent = (path as NSString).deletingLastPathComponent
                try FileManager.default.createDirectory(
                    atPath: parent, withIntermediateDirectories: true)
                try ITF.write(trace, toFile: "\(path).itf.json")
                try Data((trace.rendering() + "\n").utf8).write(
                    to: URL(fileURLWithPath: "\(path).txt"), options: .atomic)
            } catch let error as TraceInputOutputError {
                throw error
            } catch {
                throw CommandError.exportFolder(folder, reason: ITF.reason(of: error))
            }
            return "\(path).itf.json"
        }
    }

    /// The path without its suffix, used for nothing else in this command.
    private func path(of trace: Trace, _ run: CheckPlan.Run) -> String {
        let path = "\(folder)/\(FileName.folder(trace.spec))/\(name(of: trace, run))"
        let unique = ([path] + (2...999).lazy.map { "\(path)-\($0)" }).first { !taken.contains($0) } ?? path
        taken.insert(unique)
        return unique
    }

    /// The mutant, or else the property; the parameters too, where other runs could claim the same name.
    private func name(of trace: Trace, _ run: CheckPlan.Run) -> String {
        var parts = [trace.mutant].compactMap(\.self)
        if trace.mutant == nil || trace.property != run.expectation.brokenProperty {
            parts.append(trace.property)
        }
        let isExpected = run.expectation.brokenProperty != nil
        let rivals = runs.filter {
            $0.spec.name == trace.spec && $0.spec.mutant == trace.mutant
                && (!isExpected || $0.expectation.brokenProperty != nil)
        }
        if rivals.count > 1 { parts += trace.parameters.map { "\($0.name)-\($0.value)" } }
        return FileName.kebab(parts.joined(separator: "-"))
    }
}

/// Names that are safe in a path, whatever a person calls a property.
enum FileName {
    /// Small letters and digits with single hyphens between words, as in `every-manager-commits`.
    static func kebab(_ name: String) -> String {
        var words = ""
        var previous: Character = "-"
        for letter in name {
            let isPlain = letter.isLetter || letter.isNumber
            if letter.isUppercase, previous.isLowercase { words.append("-") }
            if isPlain { words += letter.lowercased() } else if words.last != "-" { words.append("-") }
            previous = letter
        }
        let trimmed = words.trimmingPrefix { $0 == "-" }.prefix(120)
        let end = trimmed.lastIndex { $0 != "-" }.map(trimmed.index(after:)) ?? trimmed.startIndex
        return end == trimmed.startIndex ? "unnamed" : String(trimmed[..<end])
    }

    /// The name of a spec with everything else than letters, digits and underscores made a hyphen.
    static func folder(_ spec: String) -> String {
        String(spec.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "-" }.prefix(120))
    }
}
