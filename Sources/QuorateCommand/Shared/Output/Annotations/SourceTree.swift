import Foundation

/// The Swift files below a folder, by name.
struct SourceTree {
    /// The folders of each file below the top, by the name of the file.
    private var folders: [Substring: [[Substring]]] = [:]
    /// Names of modules that the packages state, with quotes and all else around them.
    private var manifests = ""

    /// Folders of other tools, which are large and hold no sources of this repository.
    private static let foreign: Set<String> = ["node_modules", "build", "DerivedData"]
    /// Folders below each other that are looked into; a link that leads back would have no end.
    private static let deepest = 24

    /// The files below `folder`, but for hidden folders such as `.build`.
    init(below folder: String) { collect(in: folder, []) }

    private mutating func collect(in folder: String, _ parts: [Substring]) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            if name == "Package.swift" {
                manifests += (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
            } else if name.hasSuffix(".swift") {
                folders[Substring(name), default: []].append(parts)
            } else if parts.count < Self.deepest, !Self.foreign.contains(name), Self.isFolder(path) {
                collect(in: path, parts + [Substring(name)])
            }
        }
    }

    /// Returns true for a folder that is no link to one.
    private static func isFolder(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.type] as? FileAttributeType == .typeDirectory
    }

    /// The path of the file that the compiler knows by its module and name, or nil where none or more than one may be it.
    ///
    /// Of several files of the name it is the one whose folders fit the module best. A file whose folders have nothing of
    /// the module's name is taken only where there is no other and a package states the module: it may belong to one that
    /// lies elsewhere.
    func path(of file: String) -> String? {
        let parts = file.split(separator: "/")
        guard parts.count >= 2, let module = parts.first, let name = parts.last else { return nil }
        let candidates = (folders[name] ?? []).map { ($0, Self.fit($0, to: module)) }
        let best = candidates.map(\.1).max() ?? 0
        let fitting = candidates.filter { $0.1 == best }
        guard fitting.count == 1, best > 0 || manifests.contains("\"\(module)\"") else { return nil }
        return (fitting[0].0 + [name]).joined(separator: "/")
    }

    /// Number of the words of the module's name that the folders have, so `Specs/Raft` fits `RaftSpecs` by 2; one more for a
    /// folder that is called like the module.
    private static func fit(_ folders: [Substring], to module: Substring) -> Int {
        let words = Self.words(of: module)
        var covered = Set<Int>()
        for folder in folders {
            let part = Self.words(of: folder)
            guard !part.isEmpty, part.count <= words.count else { continue }
            for start in 0...(words.count - part.count) where words[start...].starts(with: part) {
                covered.formUnion(start..<(start + part.count))
            }
        }
        return covered.count + (folders.contains(module) ? 1 : 0)
    }

    /// The words of a name, each with its capital, as in `PBFT` and `Specs`.
    private static func words(of name: Substring) -> [Substring] {
        var words: [Substring] = []
        var start = name.startIndex
        for index in name.indices.dropFirst() {
            let (before, here) = (name[name.index(before: index)], name[index])
            let next = name.index(after: index)
            let endsAcronym = before.isUppercase && next < name.endIndex && name[next].isLowercase
            if here.isUppercase, !before.isUppercase || endsAcronym {
                words.append(name[start..<index])
                start = index
            }
        }
        return words + (start < name.endIndex ? [name[start...]] : [])
    }
}
