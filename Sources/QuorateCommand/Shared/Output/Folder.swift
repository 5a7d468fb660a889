import Foundation
import QuorateTraces

/// Folders as commands make them.
enum Folder {
    /// Makes a folder and those above it, where they are missing.
    ///
    /// - Throws: ``CommandError``.
    static func make(_ path: String) throws {
        do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch
        {
            throw CommandError.exportFolder(path, reason: ITF.reason(of: error))
        }
    }

    /// Runs `body` with a new folder that is gone afterwards, however the command ends.
    static func withTemporary<Result>(
        _ interrupt: Interrupt, _ body: (URL) throws -> Result
    ) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("quorate-\(UUID())")
        @Sendable func remove() { try? FileManager.default.removeItem(at: folder) }
        return try interrupt.undoing(remove) {
            defer { remove() }
            try make(folder.path)
            return try body(folder)
        }
    }
}
