/// A log in a file on a local disk: what was synced survives a crash of the process and of the machine.
///
/// Opening a log cuts off what a crash has left unfinished at its end, and says so in ``recovered``; damage in front
/// of something that was synced later is refused. It also makes everything durable that it has found, so that a
/// replica can rely on its ``records``. What cannot be told from a crash is a last sync that was damaged, by
/// something else, before its mark reached the disk, and an end that somebody has cut off.
///
/// A call that fails poisons the log: every later call throws, because after a failed fsync a system may take pages
/// for written that are not. All records are kept in memory too.
///
/// Next to the file lie `.lock`, which stays, and `.new`, while records are replaced.
public final class FileLog: DurableLog {
    /// Action to take when there is no log.
    public enum Absence: Hashable, Sendable {
        /// Create an empty log.
        case create
        /// Throw ``FileLogError/missing(_:)``: for a replica that has run before.
        case refuse
    }

    /// Unfinished end of a log, as a crash had left it.
    public struct TornTail: Hashable, Sendable {
        /// Number of bytes of the log that were kept.
        public let offset: Int
        /// Number of bytes behind them that were cut off.
        public let count: Int
    }

    /// The most bytes that a record may have.
    public static let longestRecord = 1 << 26

    /// The path of the file.
    public var path: String { folder.path }
    /// Tail that was cut off when the log was opened or reopened; nil when nothing was cut off.
    public private(set) var recovered: TornTail?

    private let folder: LogFolder
    private var image: LogImage
    private var file: OpenFile
    /// Number of bytes of the image that are in the file.
    private var writtenCount = 0
    private var failure: FileLogError?

    /// The log in the file at `path`.
    ///
    /// - Throws: ``FileLogError`` when there is no such folder or file, another process has opened the log, it is
    ///   damaged, or the system does not let it be written.
    public init(
        path: String, ifMissing absence: Absence = .create, calls: FileCalls = .system
    ) throws(FileLogError) {
        folder = try LogFolder(path: path, calls: calls)
        if try !folder.hasLog() {
            guard absence == .create else { throw .missing(path) }
            _ = try folder.replaceLog(with: .new(holding: []))
        }
        (file, image) = try folder.openLog()
        try recover()
    }

    /// The records, the oldest first, durable or not.
    public var records: [[UInt8]] { image.records }

    /// Takes a record, which is in no file before ``sync()``.
    ///
    /// - Throws: ``FileLogError/recordTooLong(_:)``, ``FileLogError/poisoned(by:)``.
    public func append(_ record: [UInt8]) throws(FileLogError) {
        try refuseIfPoisoned()
        guard record.count <= Self.longestRecord else { throw .recordTooLong(record.count) }
        image.append(.record, record)
    }

    /// Writes all records to the file and makes them durable.
    public func sync() throws(FileLogError) {
        try poisoning { () throws(FileLogError) in try write() }
    }

    /// Writes `records` to a new file, which takes the place of the old one when it is durable.
    public func replace(with records: [[UInt8]]) throws(FileLogError) {
        if let record = records.first(where: { $0.count > Self.longestRecord }) {
            throw .recordTooLong(record.count)
        }
        try poisoning { () throws(FileLogError) in
            let image = LogImage.new(holding: records)
            file = try folder.replaceLog(with: image)
            (self.image, writtenCount) = (image, image.bytes.count)
        }
    }

    /// Reads the file again; records that were not synced are gone.
    public func reopen() throws(FileLogError) {
        try poisoning { () throws(FileLogError) in
            (file, image) = try folder.openLog()
            try recover()
        }
    }
}

// Writing.
extension FileLog {
    private func write() throws(FileLogError) {
        guard writtenCount < image.bytes.count else { return }
        try file.write(image.bytes, from: writtenCount)
        try file.sync()
        writtenCount = image.bytes.count
        if image.isMarked { return }
        // Only now it is true. It becomes durable itself with the next sync, or when the system finds time.
        image.append(.synced)
        try file.write(image.bytes, from: writtenCount)
        writtenCount = image.bytes.count
    }

    /// Cuts off what is torn and makes the rest durable.
    ///
    /// What nothing proves to be durable is written again: an fsync that has failed in an earlier process may have
    /// left it in the cache only, where a new fsync would not see that it has to be written.
    private func recover() throws(FileLogError) {
        recovered =
            image.tornCount == 0 ? nil : TornTail(offset: image.bytes.count, count: image.tornCount)
        if recovered != nil { try file.truncate(to: image.bytes.count) }
        writtenCount = image.provenCount
        try write()
        try folder.sync()
    }

    private func refuseIfPoisoned() throws(FileLogError) {
        if let failure { throw .poisoned(by: failure) }
    }

    private func poisoning(_ action: () throws(FileLogError) -> Void) throws(FileLogError) {
        try refuseIfPoisoned()
        do throws(FileLogError) { try action() } catch {
            failure = error
            throw error
        }
    }
}
