import Foundation
import QuorateLanguage
import QuorateTraces

/// The folder of kept counterexamples as it was found: for each spec a folder, in it a trace file and its
/// rendering for each run.
struct CounterexampleFolder {
    /// A counterexample that is kept.
    struct Kept {
        let trace: Trace
        let data: Data
        /// The rendering, or nil where there is none.
        let text: Data?
    }

    let path: String
    /// By spec and name, as in `TwoPhaseCommit/hasty-commit`.
    let kept: [String: Kept]

    /// The folders of specs that are there.
    private let specFolders: [String]

    /// Reads what is in the folder, or in the folders of `specs` there.
    ///
    /// - Throws: ``CommandError`` for anything that an update does not write: nobody's notes shall be lost.
    ///   Hidden files are left alone.
    init(path: String, specs: [String]?, catalog: Catalog) throws {
        self.path = path
        let names = Set((specs ?? catalog.entries.map(\.standard.name)).map(FileName.folder))
        var kept: [String: Kept] = [:]
        var specFolders: [String] = []
        for name in try Self.entries(of: path) {
            guard names.contains(name) else {
                if specs != nil { continue }
                throw CommandError.unexpectedFile(
                    "\(path)/\(name)", reason: "it is called like no spec of the catalog")
            }
            guard Self.type(of: "\(path)/\(name)") == .typeDirectory else {
                throw CommandError.unexpectedFile("\(path)/\(name)", reason: "it is no folder")
            }
            kept.merge(try Self.files(of: name, in: path)) { first, _ in first }
            specFolders.append("\(path)/\(name)")
        }
        self.kept = kept
        self.specFolders = specFolders
    }

    /// Removes the hidden files of updates that were killed.
    func removeLeftovers() { for folder in [path] + specFolders { WholeFile.removeLeftovers(in: folder) } }

    /// The counterexamples in the folder of one spec.
    private static func files(of spec: String, in path: String) throws -> [String: Kept] {
        var kept: [String: Kept] = [:]
        let names = try entries(of: "\(path)/\(spec)")
        for name in names {
            let file = "\(path)/\(spec)/\(name)"
            guard let base = base(of: name), FileName.kebab(base) == base, type(of: file) == .typeRegular
            else {
                throw CommandError.unexpectedFile(file, reason: "its name is none that Quorate gives")
            }
            guard name.hasSuffix(traceSuffix) else {
                if names.contains(base + traceSuffix) { continue }
                throw CommandError.unexpectedFile(file, reason: "there is no \(base)\(traceSuffix) beside it")
            }
            kept["\(spec)/\(base)"] = try counterexample(at: "\(path)/\(spec)/\(base)", of: spec)
        }
        return kept
    }

    private static func counterexample(at path: String, of spec: String) throws -> Kept {
        let file = path + traceSuffix
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: file))
            let trace = try ITF.trace(from: data)
            guard trace.instance.folderName == spec else {
                throw CommandError.unexpectedFile(file, reason: "it is a run of \(trace.spec)")
            }
            return Kept(
                trace: trace, data: data, text: try? Data(contentsOf: URL(fileURLWithPath: path + textSuffix))
            )
        } catch let error as TraceFileError {
            throw CommandError.refusedTrace(file: file, reason: error)
        } catch let error where !(error is CommandError) {
            throw TraceInputOutputError(path: file, reason: ITF.reason(of: error))
        }
    }

    static let traceSuffix = ".itf.json"
    static let textSuffix = ".txt"

    /// The name of a file without the suffix of a trace or a rendering.
    private static func base(of name: String) -> String? {
        [traceSuffix, textSuffix].first { name.hasSuffix($0) }.map { String(name.dropLast($0.count)) }
    }

    private static func type(of path: String) -> FileAttributeType? {
        try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    }

    /// The names in a folder without the hidden ones; none when there is no folder.
    private static func entries(of path: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path).filter { !$0.hasPrefix(".") }
                .sorted()
        } catch {
            throw CommandError.exportFolder(path, reason: ITF.reason(of: error))
        }
    }
}
