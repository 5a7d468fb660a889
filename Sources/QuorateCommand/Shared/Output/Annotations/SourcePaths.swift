import Foundation
import QuorateLanguage
import Synchronization

/// The way from the module and file name that the compiler knows, as `RaftSpecs/Raft.swift`, to the file in the repository.
///
/// A place that is not found, or that more than one file could be, is no place: a host of code that shows a remark beside
/// the wrong line is worse than one that shows it beside none.
final class SourcePaths: Sendable {
    /// A line of a file, whose path leads there from the top of the repository.
    struct Place: Hashable {
        let path: String
        let line: Int
    }

    /// Top of the repository around the folder, or the folder itself where there is none.
    let root: String
    private let found = Mutex(Found())

    /// Findings so far: looking costs a walk through the repository, and most commands never ask.
    private struct Found {
        var tree: SourceTree?
        var paths: [String: String?] = [:]
        var lines: [String: [Substring]] = [:]
        var newer: [String: Bool] = [:]
    }

    /// Time at which this program was made; nil where nobody knows.
    private let programDate: Date?

    /// The paths in the repository in which `folder` lies.
    init(
        around folder: String = FileManager.default.currentDirectoryPath,
        programDate: Date? = SourcePaths.dateOfThisProgram
    ) {
        root = Self.repository(around: folder) ?? folder
        self.programDate = programDate
    }

    /// Returns true for a file that was changed after this program was made, which may be made of another text.
    func isNewerThanProgram(_ path: String) -> Bool {
        guard let programDate else { return false }
        return found.withLock { found in
            if let known = found.newer[path] { return known }
            let isNewer = Self.date(ofFile: "\(root)/\(path)").map { $0 > programDate } ?? false
            found.newer[path] = isNewer
            return isNewer
        }
    }

    /// Of the file in which this very code is, which in a test need not be the one that was started.
    private static var dateOfThisProgram: Date? {
        #if canImport(Darwin)
            var image = Dl_info()
            guard dladdr(#dsohandle, &image) != 0, let name = image.dli_fname else { return nil }
            return date(ofFile: String(cString: name))
        #else
            return Bundle.main.executablePath.flatMap(date)
        #endif
    }

    private static func date(ofFile path: String) -> Date? {
        try? FileManager.default.attributesOfItem(
            atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)[.modificationDate] as? Date
    }

    /// The line, or nil where the file is not found, is ambiguous, or has no such line.
    func place(of site: SourceSite) -> Place? {
        found.withLock { found in
            guard let path = path(of: site.file, &found), site.line >= 1,
                site.line <= lines(of: path, &found).count
            else { return nil }
            return Place(path: path, line: site.line)
        }
    }

    /// The lines from a place on, at most `count` of them; none where the place is not found.
    func lines(from site: SourceSite, count: Int) -> [Substring] {
        guard let place = place(of: site) else { return [] }
        return found.withLock { found in
            Array(lines(of: place.path, &found).dropFirst(place.line - 1).prefix(count))
        }
    }

    /// The line on which the type is declared, in the file of `site` or in one that is called like the type; that of
    /// `site` where no single line does so.
    func declaration(of type: String, module: String, near site: SourceSite?) -> Place? {
        let files = [site?.file, "\(module)/\(type).swift"].compactMap(\.self)
        let declaration = files.lazy.compactMap { self.declaration(of: type, in: $0) }.first
        return declaration ?? site.flatMap(place)
    }

    private func declaration(of type: String, in file: String) -> Place? {
        found.withLock { found in
            guard let path = path(of: file, &found) else { return nil }
            let lines = lines(of: path, &found)
            let declaring = lines.indices.filter { lines[$0].declares(type) }
            return declaring.count == 1 ? Place(path: path, line: declaring[0] + 1) : nil
        }
    }

    /// The path of an existing file as the repository has it, or nil where the file lies elsewhere.
    func path(ofFile file: String) -> String? {
        guard let real = QuorateClone.withoutLinks(file), let top = QuorateClone.withoutLinks(root),
            real.hasPrefix(top + "/")
        else { return nil }
        return String(real.dropFirst(top.count + 1))
    }

    private func path(of file: String, _ found: inout Found) -> String? {
        if let known = found.paths[file] { return known }
        let tree = found.tree ?? SourceTree(below: root)
        found.tree = tree
        let path = tree.path(of: file)
        found.paths[file] = .some(path)
        return path
    }

    private func lines(of path: String, _ found: inout Found) -> [Substring] {
        if let known = found.lines[path] { return known }
        let text = (try? String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)) ?? ""
        // By bytes, which is a hundred times faster than by characters.
        var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map(Substring.init)
        if lines.last == "" { lines.removeLast() }
        found.lines[path] = lines
        return lines
    }

    /// The nearest folder around `folder` that git knows as the top of a repository or of a work tree.
    private static func repository(around folder: String) -> String? {
        var place = folder as NSString
        while !FileManager.default.fileExists(atPath: place.appendingPathComponent(".git")) {
            if place.length <= 1 { return nil }
            place = place.deletingLastPathComponent as NSString
        }
        return place as String
    }
}

extension Substring {
    /// Returns true if the line is the first of the declaration of a type, and not of an extension of it.
    fileprivate func declares(_ type: String) -> Bool {
        let words = split { !$0.isLetter && !$0.isNumber && $0 != "_" }
        guard let keyword = words.firstIndex(where: { ["struct", "enum", "class"].contains($0) }) else {
            return false
        }
        let isComment = drop { $0.isWhitespace }.hasPrefix("//")
        return !isComment && words.indices.contains(keyword + 1) && words[keyword + 1] == type
    }
}
