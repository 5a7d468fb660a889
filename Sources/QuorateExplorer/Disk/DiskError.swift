/// Obstacle to a search that keeps its states, or checkpoints of them, on disk. It is no verdict.
public enum DiskError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A request that makes no sense together with a search on disk, or with checkpoints.
    case unsuitable(String)
    /// A folder that holds something else.
    case occupied(folder: String, by: String)
    /// A folder in which another process searches.
    case inUse(folder: String)
    /// A folder without a search that could go on.
    case nothingToResume(folder: String, reason: String)
    /// A file that is not as it was written.
    case damaged(file: String, what: String)
    /// A spec that behaves otherwise than when the search began.
    case changedSpec(String)
    /// A disk without room; the search ends as at a limit.
    case full(file: String)
    /// Failure of the system.
    case inputOutput(file: String, reason: String)

    /// Want of room, and nothing else.
    var isFull: Bool { if case .full = self { true } else { false } }

    /// Files that are not as they were written, and nothing else.
    var isDamage: Bool { if case .damaged = self { true } else { false } }

    /// Text that says what is wrong and what to do.
    public var description: String {
        switch self {
        case .unsuitable(let reason): reason
        case .occupied(let folder, let other):
            "\(folder) is not empty: it holds \(other); give a folder that is empty or not there yet"
        case .inUse(let folder):
            "another search is at work in \(folder), or has been since its lock was removed; wait for its end, or give another folder"
        case .nothingToResume(let folder, let reason):
            "there is no search to go on with in \(folder): \(reason)"
        case .damaged(let file, let what) where file.hasSuffix("/\(SearchFolder.runsName)"):
            "\(file) is not as the search wrote it: \(what); `resume` goes on with what was committed before"
        case .damaged(let file, let what):
            "\(file) is not as the search wrote it: \(what); nothing can be said from it, begin again in another folder"
        case .changedSpec(let reason):
            "the spec may not be that of the search in the folder: \(reason); begin again in another folder"
        case .full(let file): "there is no room for \(file)"
        case .inputOutput(let file, let reason): "\(file): \(reason)"
        }
    }
}
