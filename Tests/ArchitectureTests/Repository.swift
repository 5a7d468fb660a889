import Foundation

/// The checkout in which this test was built.
enum Repository {
    static let top = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The paths of the files that belong to the project, relative to the top.
    ///
    /// Those that git tracks; in a checkout without git all but hidden and generated ones.
    static let files: [String] = trackedFiles() ?? walkedFiles()

    /// The paths below `folder` that end in `suffix`.
    static func files(below folder: String, endingIn suffix: String = "") -> [String] {
        files.filter { $0.hasPrefix(folder + "/") && $0.hasSuffix(suffix) }
    }

    /// The bytes of a file, or nil when it is tracked but deleted.
    static func content(of path: String) -> Data? { try? Data(contentsOf: top.appending(path: path)) }

    static func text(of path: String) -> String? {
        content(of: path).map { String(decoding: $0, as: UTF8.self) }
    }

    static func trackedFiles() -> [String]? {
        let git = Process()
        let output = Pipe()
        git.executableURL = URL(filePath: "/usr/bin/env")
        git.arguments = ["git", "ls-files", "-z"]
        git.currentDirectoryURL = top
        git.standardOutput = output
        git.standardError = FileHandle.nullDevice
        guard (try? git.run()) != nil, let data = try? output.fileHandleForReading.readToEnd() else {
            return nil
        }
        git.waitUntilExit()
        let paths = String(decoding: data, as: UTF8.self).split(separator: "\0").map(String.init)
        return git.terminationStatus == 0 && paths.contains("Package.swift") ? paths : nil
    }

    static func walkedFiles() -> [String] {
        let generated: Set = ["Package.resolved"]
        let walk = FileManager.default.enumerator(at: top, includingPropertiesForKeys: [.isRegularFileKey])
        var paths: [String] = []
        while let file = walk?.nextObject() as? URL {
            let name = file.lastPathComponent
            if name.hasPrefix(".") || name.hasSuffix(".xcodeproj") {
                walk?.skipDescendants()
            } else if (try? file.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true {
                paths.append(
                    String(file.path(percentEncoded: false).dropFirst(top.path(percentEncoded: false).count)))
            }
        }
        return paths.filter { !generated.contains($0) }.sorted()
    }
}
