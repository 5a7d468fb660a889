/// Folder in which a search keeps its states, and what is to become of a search that is there.
///
/// Memory holds what is new in a level, as much as the limit allows; the levels behind it are sorted files. The search is
/// exact, and finds what the search in memory finds. It goes on where it was when its process ended.
public struct DiskUse: Hashable, Sendable {
    /// Path of the folder. It is made unless it is there, and must be empty unless a search goes on in it.
    public var folder: String
    /// Continuation of the search that is in the folder.
    public var resumes: Bool

    /// A search in the folder at `folder`.
    public init(folder: String, resumes: Bool = false) {
        self.folder = folder
        self.resumes = resumes
    }
}

/// Sizes of a search on disk that tests make small, so that few states make many runs.
struct DiskTuning: Sendable {
    /// States of a block; all but the last of a level have so many.
    var blockStates = 256
    /// Candidates that a worker holds at most; as many as fit unless set.
    var candidates: Int?
    /// Words of the filter at most; as many as fit unless set.
    var filterWords: Int?
    /// Runs that are merged at a time.
    var fanIn = 64
    /// States that are compared with the levels before at a time.
    var batch = 1 << 15
    /// Seconds between two commits, where levels are quick.
    var commitInterval = 0.2
    /// Bytes that may be written before the disk counts as full.
    var room = Int.max
    /// Digest of the program, in place of the true one.
    var program: UInt64?
    /// Asked before a file is brought to disk, by its name: true for a disk that has lost what was written to it.
    var losesWrites: (@Sendable (String) -> Bool)?
    /// Called after each commit with the number of levels.
    var committed: (@Sendable (Int) throws -> Void)?
}
