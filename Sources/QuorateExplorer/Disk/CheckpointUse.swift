/// Folder in which a search in memory writes checkpoints, and what is to become of those that are there.
///
/// A checkpoint is of the levels that are complete. The search goes on behind the last one when its process has ended, and
/// finds what it would have found.
public struct CheckpointUse: Hashable, Sendable {
    /// Path of the folder. It is made unless it is there, and must be empty unless a search goes on in it.
    public var folder: String
    /// Seconds between two checkpoints, if levels are quicker than that; else the time of a level. The end of a search is
    /// a checkpoint too.
    public var seconds: Double
    /// Continuation of the search that is in the folder.
    public var resumes: Bool

    /// Checkpoints in the folder at `folder`, every so many seconds.
    public init(folder: String, every seconds: Double, resumes: Bool = false) {
        self.folder = folder
        self.seconds = seconds
        self.resumes = resumes
    }
}
