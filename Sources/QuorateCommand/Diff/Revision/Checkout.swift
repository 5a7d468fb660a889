import Foundation

/// Work tree of its own for one side, kept between commands: what did not change keeps its time, so that the next build
/// makes only what did.
struct Checkout {
    let repository: Repository
    let side: DiffError.Side
    /// Place of the work tree.
    let tree: String

    /// - Parameter cache: the folder of all checkouts of this repository.
    init(_ side: DiffError.Side, of repository: Repository, cache: String) {
        (self.repository, self.side) = (repository, side)
        tree = "\(cache)/\(side.rawValue)"
    }

    /// Puts the files of `revision` there.
    func move(to revision: Repository.Revision) throws {
        // A folder that somebody has removed would stay listed for ever.
        try repository.run(["worktree", "prune"])
        if isWorkTree {
            // What a git that was killed leaves behind: nobody else works here.
            let lock = try repository.run(["rev-parse", "--git-path", "index.lock"], in: tree)
            try? FileManager.default.removeItem(atPath: lock.trimmingCharacters(in: .newlines))
            try repository.run(["checkout", "--quiet", "--force", "--detach", revision.commit], in: tree)
        } else {
            // What is left of one that git does not know any more is in the way.
            try? FileManager.default.removeItem(atPath: tree)
            try repository.run(["worktree", "add", "--quiet", "--force", "--detach", tree, revision.commit])
        }
    }

    private var isWorkTree: Bool {
        guard FileManager.default.fileExists(atPath: "\(tree)/.git"),
            let listed = try? repository.run(["worktree", "list", "--porcelain", "-z"])
        else { return false }
        let place = URL(fileURLWithPath: tree).resolvingSymlinksInPath().path
        return listed.split(separator: "\0").contains { $0 == "worktree \(place)" }
    }

    /// Folder of the checkouts of a repository, the same for the same one.
    ///
    /// - Parameter chosen: the folder of the checkouts of all; one in the user's cache unless given.
    static func cache(of repository: Repository, chosen: String?) throws -> String {
        let usual = FileManager.default.urls(for: .cachesDirectory, in: .userDomainMask).first?.path
        let all = chosen ?? "\(usual ?? NSTemporaryDirectory())/quorate/diff"
        let name = (repository.root as NSString).lastPathComponent
        let folder = "\(all)/\(name)-\(String(fingerprint(repository.root), radix: 16))"
        try Folder.make(folder)
        return URL(fileURLWithPath: folder).standardizedFileURL.path
    }

    /// FNV-1a of 64 bits (Fowler, Noll and Vo), since two repositories may have one name.
    private static func fingerprint(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}

/// Right to work in a folder, which one process has at a time, until it ends.
struct FolderLock {
    private let descriptor: Int32

    /// - Throws: ``DiffError`` while another process has it.
    init(_ folder: String) throws {
        descriptor = open("\(folder)/lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw CommandError.exportFolder(folder, reason: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw DiffError.cacheInUse(folder)
        }
    }

    /// Gives the right back.
    func release() {
        // Otherwise a child that has not begun its own program yet would still have it.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
