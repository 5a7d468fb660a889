import Foundation
import QuorateTraces

/// Place where a package of one's own is to be.
struct NewPlace {
    /// As the person wrote it, without a slash at the end.
    let path: String
    /// The last part of it.
    let name: String

    init(_ path: String) {
        let end = path.lastIndex { $0 != "/" }
        self.path = end.map { String(path[...$0]) } ?? path
        name = self.path.split(separator: "/").last.map(String.init) ?? self.path
    }

    /// The path without links.
    ///
    /// - Throws: ``CommandError`` where something is there already, or where nothing of one's own should be;
    ///   `TraceInputOutputError` where nothing can be.
    func checked(_ source: QuorateSource) throws -> String {
        let parent = path.dropLast(name.count)
        guard let folder = QuorateClone.withoutLinks(parent.isEmpty ? "." : String(parent)) else {
            throw TraceInputOutputError(path: path, reason: String(cString: strerror(errno)))
        }
        if case .clone(let clone) = source, clone.contains(folder) {
            throw CommandError.insideClone(path, of: clone.folder, name: name)
        }
        let files = FileManager.default
        if files.fileExists(atPath: path), (try? files.contentsOfDirectory(atPath: path)) != [] {
            throw CommandError.folderTaken(path)
        }
        WholeFile.removeLeftovers(in: folder)
        return folder == "/" ? "/\(name)" : "\(folder)/\(name)"
    }
}
