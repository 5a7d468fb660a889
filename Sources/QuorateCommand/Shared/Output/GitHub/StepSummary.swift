import Foundation
import QuorateTraces

/// The file in which a host gathers what the page of a run shows below a step; others write to it too.
struct StepSummary {
    let path: String

    /// Variable of the environment that names the file.
    static let variable = "GITHUB_STEP_SUMMARY"
    /// Bytes that the host takes for one step; of more it takes nothing at all.
    static let limit = 1 << 20

    /// The file that the environment names, or nil where it names none, or where another rank writes for this one.
    init?(in environment: [String: String]) {
        guard !JoinedRanks.isSilent, let path = environment[Self.variable], !path.isEmpty else { return nil }
        self.path = path
    }

    /// Adds a summary at the end of the file, or as much of it as there is room for.
    ///
    /// - Returns: false where there was no room for any of it.
    /// - Throws: `TraceInputOutputError`.
    func append(_ summary: Summary) throws -> Bool {
        do {
            let file = try open()
            defer { try? file.close() }
            let end = try file.seekToEnd()
            let lead = end == 0 ? "" : "\n"
            let room = Self.limit - Int(clamping: end) - lead.utf8.count
            let text = summary.markdown(limit: room)
            if text.isEmpty { return false }
            do { try file.write(contentsOf: Data((lead + text).utf8)) } catch {
                // Half a summary could be half a table, or a block without an end.
                try? file.truncate(atOffset: end)
                throw error
            }
            return true
        } catch let error as CocoaError {
            throw TraceInputOutputError(path: path, reason: ITF.reason(of: error))
        }
    }

    private func open() throws -> FileHandle {
        let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw TraceInputOutputError(path: path, reason: String(cString: strerror(errno)))
        }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }
}
