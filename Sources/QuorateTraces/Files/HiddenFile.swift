internal import Foundation
import Synchronization

/// The hidden files and folders under which whole ones are written before they are renamed.
enum HiddenFile {
    private static let prefix = ".quorate-"
    /// Those that are not renamed yet.
    private static let unfinished = Mutex<Set<String>>([])

    /// Returns true if the name is one of ours, and the process that wrote the file has ended.
    static func isLeftover(_ name: String) -> Bool {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard name.hasPrefix(prefix), parts.count == 3, UInt32(parts[2]) != nil,
            let process = pid_t(parts[1]),
            process > 0
        else { return false }
        return kill(process, 0) != 0 && errno == ESRCH
    }

    /// Writes a hidden file in the folder of `place`, and returns its path.
    static func write(_ data: Data, beside place: String, mode: mode_t?) throws(SystemError) -> String {
        let path = newPath(beside: place)
        _ = unfinished.withLock { $0.insert(path) }
        do { try fill(path, data, mode) } catch {
            remove(path)
            throw error
        }
        return path
    }

    private static func newPath(beside place: String) -> String {
        let folder = FileName.parent(of: place)
        // The number is one that no process of another machine takes in a folder that both see.
        let name = "\(prefix)\(getpid())-\(UInt32.random(in: 0 ... .max))"
        return folder.isEmpty ? name : (folder as NSString).appendingPathComponent(name)
    }

    private static func fill(_ path: String, _ data: Data, _ mode: mode_t?) throws(SystemError) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o666)
        guard file >= 0 else { throw .last }
        let isWritten = writeAll(data, to: file) && (mode.map { fchmod(file, $0) == 0 } ?? true)
        let failure = SystemError.last
        guard isWritten else {
            close(file)
            throw failure
        }
        // A network file system may say only now that there is no room.
        if close(file) != 0 { throw .last }
    }

    private static func writeAll(_ data: Data, to file: Int32) -> Bool {
        data.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let written = Foundation.write(
                    file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if written < 0, errno == EINTR { continue }
                if written < 0 { return false }
                rest = rest.dropFirst(written)
            }
            return true
        }
    }

    /// Gives a hidden file or folder its name; where that fails it is removed.
    static func rename(_ path: String, to place: String) throws(SystemError) {
        guard Foundation.rename(path, place) == 0 else {
            let failure = SystemError.last
            remove(path)
            throw failure
        }
        _ = unfinished.withLock { $0.remove(path) }
    }

    static func remove(_ path: String) {
        erase(path)
        _ = unfinished.withLock { $0.remove(path) }
    }

    static func removeAll() {
        unfinished.withLock { paths in
            for path in paths { erase(path) }
            paths.removeAll()
        }
    }

    private static func erase(_ path: String) {
        if unlink(path) != 0, errno != ENOENT { try? FileManager.default.removeItem(atPath: path) }
    }
}

extension HiddenFile {
    /// Writes a hidden folder beside `place` with files whose paths begin in it, and returns its path.
    ///
    /// - Parameter shown: how the folder is called in an error.
    static func writeFolder(
        _ files: [(path: String, data: Data)], beside place: String, shownAs shown: String
    ) throws(TraceInputOutputError) -> String {
        let folder = newPath(beside: place)
        // An interrupt waits for the end of it: it would miss what is made while it removes the folder.
        try unfinished.withLock { paths throws(TraceInputOutputError) in
            var current = shown
            do throws(SystemError) {
                if mkdir(folder, 0o777) != 0 { throw .last }
                for file in files {
                    current = "\(shown)/\(file.path)"
                    try makeFolders(above: file.path, in: folder)
                    try fill("\(folder)/\(file.path)", file.data, nil)
                }
            } catch {
                erase(folder)
                throw TraceInputOutputError(path: current, reason: error.reason)
            }
            paths.insert(folder)
        }
        return folder
    }

    private static func makeFolders(above path: String, in folder: String) throws(SystemError) {
        var made = folder
        for name in path.split(separator: "/").dropLast() {
            made += "/\(name)"
            if mkdir(made, 0o777) != 0, errno != EEXIST { throw .last }
        }
    }
}
