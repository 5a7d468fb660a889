import Foundation

/// Files of a cluster's folder, with errors that say which file and what to do.
enum FolderFile {
    static func write(_ text: String, to path: String) throws(ClusterError) {
        do { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) } catch {
            throw ClusterError(
                "\(path) cannot be written, so nothing of this cluster can be checked: make room on the disk, or name"
                    + " another folder", .inputOutput)
        }
    }

    static func text(at path: String) throws(ClusterError) -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ClusterError("\(path) cannot be read: the node's steps are missing", .inputOutput)
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// Makes a new folder.
    static func makeFolder(_ path: String) throws(ClusterError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw ClusterError("the folder \(path) cannot be made: name another one", .inputOutput)
        }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw ClusterError("\(path) is no folder that can be read: name a new one", .inputOutput)
        }
        if !names.isEmpty { throw ClusterError("\(path) is not empty: name a new folder", .usage) }
    }
}
