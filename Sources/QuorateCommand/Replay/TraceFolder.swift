import Foundation
import QuorateTraces

/// The trace files below a folder.
enum TraceFolder {
    /// The traces below `path` in the order of their paths, if it is a folder, or else the file.
    static func parts(of path: String) -> [ReplayPlan.Part] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return [.named(path)]
        }
        let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        let found = contents(of: folder).sorted { $0.path < $1.path }
        return found.isEmpty ? [.folder(folder, CommandError.noTraces(folder: folder))] : found
    }

    /// Traces below a folder, without hidden files. A link to a folder is not followed: it may lead back.
    private static func contents(of folder: String) -> [ReplayPlan.Part] {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
            return [.folder(folder, TraceInputOutputError(path: folder, reason: ITF.reason(of: error)))]
        }
        return names.filter { !$0.hasPrefix(".") }.flatMap { name -> [ReplayPlan.Part] in
            let path = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            if attributes?[.type] as? FileAttributeType == .typeDirectory { return contents(of: path) }
            return name.hasSuffix(CounterexampleFolder.traceSuffix) ? [.found(path)] : []
        }
    }
}
