import Foundation
import QuorateTraces

/// The folder of a search, which nobody else searches in meanwhile.
final class SearchFolder {
    let path: String
    let states: DiskFile
    let runs: DiskFile
    private let lock: Int32
    private let room: DiskRoom

    private static let recordName = "quorate-search.json"
    private static let newRecordName = "quorate-search.new"
    private static let lockName = "quorate-lock"
    static let runsName = "quorate-runs"
    private static let names: Set = [
        recordName, newRecordName, lockName, "quorate-states", runsName,
    ]

    /// Takes the folder at `path` for a search, or to go on with the one that is there.
    ///
    /// - Throws: ``DiskError`` where it holds something else, is searched in, or cannot be written to.
    init(_ path: String, resumes: Bool, room: DiskRoom) throws {
        self.path = path
        self.room = room
        if !resumes { try Self.make(path) }
        let found = try Self.content(of: path)
        if let other = found.subtracting(Self.names).min() {
            throw DiskError.occupied(folder: path, by: other)
        }
        if resumes, !found.contains(Self.recordName) {
            throw DiskError.nothingToResume(folder: path, reason: "it has no \(Self.recordName)")
        }
        lock = try Self.lock("\(path)/\(Self.lockName)", folder: path)
        do {
            // Looked at under the lock: a search may have begun meanwhile.
            if !resumes, access("\(path)/\(Self.recordName)", F_OK) == 0 {
                throw DiskError.occupied(folder: path, by: "a search, with which `resume` goes on")
            }
            if resumes, access("\(path)/quorate-states", F_OK) != 0 {
                throw DiskError.damaged(file: "\(path)/quorate-states", what: "it is not there")
            }
            states = try DiskFile("\(path)/quorate-states", room: room)
            runs = try DiskFile("\(path)/\(Self.runsName)", room: room)
            try runs.truncate(to: 0)
        } catch {
            close(lock)
            throw error
        }
    }

    deinit { close(lock) }

    private static func make(_ path: String) throws {
        do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch
        {
            var status = stat()
            if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR {
                throw DiskError.inputOutput(file: path, reason: "it is no folder")
            }
            throw DiskError.inputOutput(file: path, reason: ITF.reason(of: error))
        }
    }

    private static func content(of path: String) throws -> Set<String> {
        guard let folder = opendir(path) else { throw DiskFile.error(path) }
        defer { closedir(folder) }
        var names: Set<String> = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(cString: $0.bindMemory(to: CChar.self).baseAddress!)
            }
            names.insert(name)
        }
        return names.subtracting([".", ".."])
    }

    private static func lock(_ path: String, folder: String) throws -> Int32 {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw DiskFile.error(path) }
        while flock(file, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            let code = errno
            close(file)
            throw code == EWOULDBLOCK ? DiskError.inUse(folder: folder) : DiskFile.error(path, code)
        }
        return file
    }

    /// Refuses to go on without the lock: once its file was removed, another search may have taken the folder.
    func requireLock() throws {
        if try !DiskFile.isNamed("\(path)/\(Self.lockName)", lock) { throw DiskError.inUse(folder: path) }
    }

    // MARK: Record

    /// The record of the search in the folder at `path`.
    static func record(in path: String) throws -> SearchRecord {
        let file = "\(path)/\(recordName)"
        guard let text = FileManager.default.contents(atPath: file) else {
            throw DiskError.nothingToResume(
                folder: path, reason: "\(recordName) is not there, or cannot be read")
        }
        guard let record = SearchRecord(text: text) else {
            throw DiskError.damaged(file: file, what: "its checksum or its form is another")
        }
        return record
    }

    /// Presence of the record of a search in the folder at `path`.
    static func hasRecord(in path: String) -> Bool { access("\(path)/\(recordName)", F_OK) == 0 }

    func record() throws -> SearchRecord { try Self.record(in: path) }

    /// Makes a record, and the states that it tells of, what a search goes on with: in one step.
    func commit(_ record: SearchRecord) throws {
        try requireLock()
        try states.commit()
        let text = try record.text()
        let new = try DiskFile("\(path)/\(Self.newRecordName)", room: room)
        try new.truncate(to: 0)
        try text.withUnsafeBytes { try new.write($0, at: 0) }
        try new.commit()
        try requireLock()
        if rename(new.path, "\(path)/\(Self.recordName)") != 0 { throw DiskFile.error(new.path) }
        let folder = open(path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { throw DiskFile.error(path) }
        defer { close(folder) }
        if fsync(folder) != 0, errno != EINVAL { throw DiskFile.error(path) }
    }
}
