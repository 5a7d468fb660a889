internal import Foundation

/// Place of a file that is to be written, and what stands there.
enum FilePlace {
    /// Kind of what stands at the place.
    enum Kind {
        /// Nothing yet, or a file with these permissions.
        case file(mode: mode_t?)
        case device
    }

    /// - Throws: the system's error for a folder.
    static func kind(of path: String) throws(SystemError) -> Kind {
        // Where the standard streams lead to is not replaced, even if it is a file: a shell may go on writing there.
        if path.hasPrefix("/dev/") || path.hasPrefix("/proc/") { return .device }
        var found = stat()
        guard stat(path, &found) == 0 else { return .file(mode: nil) }
        switch found.st_mode & S_IFMT {
        case S_IFDIR: throw SystemError(code: EISDIR)
        case S_IFREG: return .file(mode: found.st_mode & 0o7777)
        default: return .device
        }
    }

    /// The path behind all links.
    static func resolved(_ path: String) -> String {
        var place = path
        // As many as the system follows.
        for _ in 0..<40 {
            guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: place) else { break }
            let folder = FileName.parent(of: place) as NSString
            place = next.hasPrefix("/") ? next : folder.appendingPathComponent(next)
        }
        return place
    }
}

/// An error of the system, by its number.
struct SystemError: Error {
    let code: Int32

    /// Reason in the system's words.
    var reason: String { String(cString: strerror(code)) }

    /// The error of the call that has just failed.
    static var last: SystemError { SystemError(code: errno) }
}
