internal import QuorateCrypto
internal import Foundation

/// The bytes of a log file.
///
/// A header (magic, version, salt, checksum), then frames: checksum of 8 bytes, kind of 1, length of 4 and the
/// record. A frame of the kind `synced` stands behind everything that one sync has made durable; it is written when
/// that has returned, so it proves that what is in front of it was durable.
///
/// A checksum is the first 8 bytes of a SHA-256 over the salt, the place of the frame in the file and the frame.
/// Records may come from attackers, who must not be able to write a record that looks like frames, or damage that
/// keeps a checksum; with a CRC both are easy. The salt is chosen at random for each file.
struct LogImage {
    /// All bytes.
    private(set) var bytes: [UInt8]
    /// Offset of the first byte that no `synced` frame stands behind.
    private(set) var provenCount: Int
    /// Number of bytes behind the last whole frame that ``init(reading:)`` has cut off.
    private(set) var tornCount = 0

    /// Kind of a frame.
    enum Kind: UInt8 { case record = 0x52, synced = 0x53 }

    /// A frame that is whole: what kind it is and where its record lies.
    struct Frame {
        let kind: Kind
        let record: Range<Int>
    }

    private static let magic = Array("QUORATE\n".utf8)
    private static let version: UInt32 = 1
    private static let saltPlace = 12..<28
    private static let headCount = 36
    private static let frameHeadCount = 13

    /// A file without records whose checksums begin with `salt`, 16 bytes.
    init(salt: [UInt8]) {
        bytes = Self.magic + Self.bytes(of: Self.version) + salt
        bytes += Self.bytes(of: Self.checksum(of: bytes[...], salt: [], place: 0))
        provenCount = 0
    }

    /// Writes a frame behind the others.
    mutating func append(_ kind: Kind, _ record: [UInt8] = []) {
        let start = bytes.count
        bytes += Self.bytes(of: UInt64(0))
        bytes.append(kind.rawValue)
        bytes += Self.bytes(of: UInt32(record.count))
        bytes += record
        let checksum = checksum(from: start, to: bytes.count)
        bytes.replaceSubrange(start..<start + 8, with: Self.bytes(of: checksum))
        if kind == .synced { provenCount = start }
    }

    /// Presence of a `synced` frame as the last one.
    var isMarked: Bool { provenCount + Self.frameHeadCount == bytes.count }

    /// The records, the oldest first.
    var records: [[UInt8]] {
        var records: [[UInt8]] = []
        var place = Self.headCount
        while place < bytes.count {
            // Only whole frames are kept, so that their checksums need not be looked at again.
            let frame = uncheckedFrame(at: place)!
            if frame.kind == .record { records.append(Array(bytes[frame.record])) }
            place = frame.record.upperBound
        }
        return records
    }

    private func checksum(from start: Int, to end: Int) -> UInt64 {
        Self.checksum(of: bytes[start + 8..<end], salt: bytes[Self.saltPlace], place: start)
    }

    private static func checksum(of content: ArraySlice<UInt8>, salt: ArraySlice<UInt8>, place: Int) -> UInt64
    {
        var hash = SHA256()
        hash.update(salt)
        if !salt.isEmpty { hash.update(bytes(of: UInt64(place))) }
        hash.update(content)
        return hash.digest().prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func bytes(of number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }

    private func number<Number: FixedWidthInteger>(at place: Int) -> Number {
        bytes[place..<place + Number.bitWidth / 8].reduce(0) { $0 << 8 | Number($1) }
    }
}

// Reading what may be damaged.
extension LogImage {
    /// Reason why bytes are no log.
    enum Defect: Error, Hashable {
        case notALog
        case unknownVersion(UInt32)
        case damagedHeader
        /// The frame at `place` is damaged, and was durable once.
        case damagedFrame(Int)
    }

    /// The file with these bytes, without what a crash has left unfinished at its end.
    ///
    /// A crash may lose or spoil anything that was not synced, one part of it and not another, because blocks reach
    /// the disk in any order; so whole frames behind the damage prove nothing. A `synced` frame does, and a file is
    /// not seen before it has one.
    init(reading bytes: [UInt8]) throws(Defect) {
        self.bytes = bytes
        provenCount = 0
        try checkHeader()
        var place = Self.headCount
        while let frame = frame(at: place) {
            if frame.kind == .synced { provenCount = place }
            place = frame.record.upperBound
        }
        if provenCount == 0 || hasSynced(behind: place) { throw .damagedFrame(place) }
        tornCount = bytes.count - place
        self.bytes.removeLast(tornCount)
    }

    private func checkHeader() throws(Defect) {
        guard bytes.starts(with: Self.magic) else { throw .notALog }
        guard bytes.count >= Self.headCount else { throw .damagedHeader }
        let end = Self.saltPlace.upperBound
        guard number(at: end) == Self.checksum(of: bytes[..<end], salt: [], place: 0) else {
            throw .damagedHeader
        }
        let version: UInt32 = number(at: Self.magic.count)
        guard version == Self.version else { throw .unknownVersion(version) }
    }

    private func hasSynced(behind place: Int) -> Bool {
        (place..<max(place, bytes.count)).dropFirst().contains { frame(at: $0, ofKind: .synced) != nil }
    }

    /// The frame at `place`, if a whole one is there.
    private func frame(at place: Int, ofKind kind: Kind? = nil) -> Frame? {
        guard let frame = uncheckedFrame(at: place), kind == nil || kind == frame.kind else { return nil }
        return number(at: place) == checksum(from: place, to: frame.record.upperBound) ? frame : nil
    }

    private func uncheckedFrame(at place: Int) -> Frame? {
        guard place + Self.frameHeadCount <= bytes.count, let kind = Kind(rawValue: bytes[place + 8])
        else { return nil }
        let (start, count) = (place + Self.frameHeadCount, Int(number(at: place + 9) as UInt32))
        guard count <= bytes.count - start, kind == .record || count == 0 else { return nil }
        return Frame(kind: kind, record: start..<start + count)
    }
}
