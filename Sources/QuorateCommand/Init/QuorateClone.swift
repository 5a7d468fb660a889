import Foundation

/// A clone of Quorate on this machine.
struct QuorateClone: Equatable {
    /// Its folder, by a path from the top without links.
    let folder: String

    /// The clone whose top is `path`, or nil where there is none.
    init?(at path: String) {
        guard let folder = Self.withoutLinks(path),
            let manifest = try? String(contentsOfFile: "\(folder)/Package.swift", encoding: .utf8),
            manifest.contains("name: \"Quorate\",")
        else { return nil }
        self.folder = folder
    }

    /// The clone in whose `.build` a program lies, or nil where it lies elsewhere.
    init?(inWhichLies program: String) {
        guard var place = Self.withoutLinks(program) as NSString? else { return nil }
        while place.lastPathComponent != ".build" {
            if place.length <= 1 { return nil }
            place = place.deletingLastPathComponent as NSString
        }
        self.init(at: place.deletingLastPathComponent)
    }

    /// The versions with which the clone was built, or nil where it was not.
    var pins: String? { try? String(contentsOfFile: "\(folder)/Package.resolved", encoding: .utf8) }

    /// Returns true if a path without links leads into the clone.
    func contains(_ path: String) -> Bool { path == folder || path.hasPrefix(folder + "/") }

    /// The clone as a package in `package` names it: from there where the two share a folder, else from the top.
    func path(from package: String) -> String { Self.path(to: folder, from: package) }

    static func path(to folder: String, from package: String) -> String {
        let (here, there) = (package.split(separator: "/"), folder.split(separator: "/"))
        let shared = zip(here, there).prefix { $0 == $1 }.count
        if shared == 0 { return folder }
        return (here.dropFirst(shared).map { _ in ".." } + there.dropFirst(shared)).joined(separator: "/")
    }

    /// The path with nothing relative in it, or nil where nothing is.
    static func withoutLinks(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}
