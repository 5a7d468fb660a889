import QuorateReplicas

/// What a log file must hold, written from the description of the format, and what opening must say when it is
/// damaged: known from what was written where and not from reading the damaged file.
struct DumbLog {
    struct Frame {
        let start: Int
        let bytes: [UInt8]
        /// Nil for the mark of a sync.
        let record: [UInt8]?

        var end: Int { start + bytes.count }
    }

    /// What opening says.
    enum Outcome: Equatable {
        case records([[UInt8]], kept: Int)
        case refused(FileLogError)
    }

    let path: String
    let header: [UInt8]
    private(set) var frames: [Frame] = []

    /// The log whose header `file` has, and with the frames that syncs of these batches of records write.
    init(path: String, of file: [UInt8], batches: [[[UInt8]]]) {
        self.path = path
        let salt = Array(file[12..<28])
        let start = Array("QUORATE\n".utf8) + [0, 0, 0, 1] + salt
        header = start + SlowSHA256.hash(start).prefix(8)
        for batch in batches {
            for record in batch { add(record, salt) }
            add(nil, salt)
        }
    }

    var bytes: [UInt8] { header + frames.flatMap(\.bytes) }

    private mutating func add(_ record: [UInt8]?, _ salt: [UInt8]) {
        let start = frames.last?.end ?? header.count
        let length = UInt32(record?.count ?? 0)
        let content = (record == nil ? [0x53] : [0x52]) + Self.bytes(of: length) + (record ?? [])
        let checksum = SlowSHA256.hash(salt + Self.bytes(of: UInt64(start)) + content).prefix(8)
        frames.append(Frame(start: start, bytes: checksum + content, record: record))
    }

    private static func bytes(of number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }

    /// What opening says when the first `count` bytes are left.
    func outcome(cutTo count: Int) -> Outcome {
        if count < 8 { return .refused(.notALog(path)) }
        if count < header.count { return .refused(.damagedHeader(path)) }
        return outcome(keeping: frames.prefix { $0.end <= count }, behind: [])
    }

    /// What opening says when the byte at `place` is another one.
    func outcome(changedAt place: Int) -> Outcome {
        if place < 8 { return .refused(.notALog(path)) }
        if place < header.count { return .refused(.damagedHeader(path)) }
        return outcome(keeping: frames.prefix { $0.end <= place }, behind: frames.drop { $0.start <= place })
    }

    private func outcome(keeping kept: ArraySlice<Frame>, behind: ArraySlice<Frame>) -> Outcome {
        let end = kept.last?.end ?? header.count
        let isRefused = behind.contains { $0.record == nil } || !kept.contains { $0.record == nil }
        return isRefused
            ? .refused(.corrupt(path, offset: end)) : .records(kept.compactMap(\.record), kept: end)
    }
}
