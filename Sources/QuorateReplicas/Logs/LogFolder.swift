internal import Foundation

/// The folder with the file of a log, locked for one process.
final class LogFolder {
    /// The path of the log.
    let path: String
    private let calls: FileCalls
    private let folder: OpenFile
    /// A file of its own, because that of the log is replaced.
    private let lock: OpenFile

    /// Locks the log at `path` and removes what an unfinished replacement has left.
    init(path: String, calls: FileCalls) throws(FileLogError) {
        (self.path, self.calls) = (path, calls)
        folder = try Self.open(folderOf: path, calls)
        lock = try OpenFile(path + ".lock", O_RDWR | O_CREAT, calls: calls)
        guard lock.lock() else { throw .inUse(path) }
        if unlink(path + ".new") != 0, errno != ENOENT {
            throw .failed("remove", path: path + ".new", SystemCallFailure(errno))
        }
    }

    private static func open(folderOf path: String, _ calls: FileCalls) throws(FileLogError) -> OpenFile {
        let name = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        do throws(FileLogError) {
            // With the stroke a symbolic link to a folder is one.
            return try OpenFile(name + "/", O_RDONLY | O_DIRECTORY, calls: calls)
        } catch {
            if case .failed(_, _, SystemCallFailure(ENOENT)) = error { throw .noFolder(name) }
            throw error
        }
    }

    /// Returns true if there is a file at the path, whatever it holds.
    func hasLog() throws(FileLogError) -> Bool {
        var status = stat()
        if lstat(path, &status) == 0 { return true }
        if errno == ENOENT { return false }
        throw .failed("look for", path: path, SystemCallFailure(errno))
    }

    /// The file and what it holds.
    func openLog() throws(FileLogError) -> (OpenFile, LogImage) {
        // A pipe would wait for somebody.
        let file = try OpenFile(path, O_RDWR | O_NONBLOCK, calls: calls)
        guard let bytes = try file.read() else { throw .notALog(path) }
        do throws(LogImage.Defect) { return (file, try LogImage(reading: bytes)) } catch {
            switch error {
            case .notALog: throw .notALog(path)
            case .unknownVersion(let version): throw .unknownVersion(version, path: path)
            case .damagedHeader: throw .damagedHeader(path)
            case .damagedFrame(let offset): throw .corrupt(path, offset: offset)
            }
        }
    }

    /// Puts a file with that content in the place of the log's: durable first, then visible.
    func replaceLog(with image: LogImage) throws(FileLogError) -> OpenFile {
        let file = try OpenFile(path + ".new", O_RDWR | O_CREAT | O_TRUNC, calls: calls)
        try file.write(image.bytes, from: 0)
        try file.sync()
        try OpenFile.attempt("replace", path) { () throws(SystemCallFailure) in
            try calls.rename(path + ".new", path)
        }
        try sync()
        return file
    }

    /// Makes the names in the folder durable.
    func sync() throws(FileLogError) { try folder.sync() }
}

extension LogImage {
    /// Image of a new file with these records; all of it will be durable before it can be seen.
    static func new(holding records: [[UInt8]]) -> LogImage {
        var image = LogImage(salt: (0..<16).map { _ in UInt8.random(in: 0...255) })
        for record in records { image.append(.record, record) }
        image.append(.synced)
        return image
    }
}
