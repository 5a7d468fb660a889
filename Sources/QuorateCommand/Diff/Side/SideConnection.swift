import Foundation

/// Dialogue with one side of a comparison, whatever runs it.
///
/// Nothing that comes from there is trusted: each byte may be of a program that crashed, or was never a side.
final class SideConnection {
    /// End of whatever runs a side.
    struct Ending {
        /// The end in words, as in `ended with status 70`.
        var words = "ended"
        /// The last that it said to people.
        var last = ""
    }

    let side: DiffError.Side
    /// Sends a signal to whatever runs the side.
    let stop: @Sendable (Int32) -> Void
    private let requests: FileHandle
    private let answers: FileHandle
    /// Waits for the end.
    private let ending: () -> Ending
    private var buffer: [UInt8] = []
    private var position = 0

    /// The connection with the side that reads `requests` and writes `answers`.
    init(
        _ side: DiffError.Side, requests: FileHandle, answers: FileHandle,
        stop: @escaping @Sendable (Int32) -> Void = { _ in }, ending: @escaping () -> Ending = { Ending() }
    ) {
        // A side that has ended shows when it is read; to write to it must not end this process.
        signal(SIGPIPE, SIG_IGN)
        (self.side, self.requests, self.answers) = (side, requests, answers)
        (self.stop, self.ending) = (stop, ending)
    }

    /// Description of the side's catalog, with which every side begins.
    ///
    /// - Throws: ``DiffError`` when the other end is no side, or of another version.
    func description() throws -> SideDescription {
        try readOpening()
        let frame = try next(.description)
        let version = try decode(Versioned.self, frame).version
        guard version == SideDescription.currentVersion else { throw DiffError.otherVersion(side, version) }
        return try decode(SideDescription.self, frame)
    }

    /// Asks for something; the answers come in the order of the requests.
    func ask(_ request: SideRequest) throws {
        do { try requests.write(contentsOf: JSONEncoder().encode(request) + [0x0A]) } catch { throw ended() }
    }

    /// Tells the side that nothing more is asked or read, and waits for its end.
    func close() {
        try? requests.close()
        try? answers.close()
        _ = ending()
    }

    /// The next frame.
    ///
    /// - Throws: ``DiffError`` for anything else.
    func next() throws -> SideFrame {
        let head = try bytes(5)
        guard let kind = SideFrame.Kind(rawValue: head[0]) else {
            throw rubbish("a piece that begins with the byte \(head[0])")
        }
        let length = (1...4).reduce(0) { $0 | Int(head[$1]) << (8 * ($1 - 1)) }
        guard length <= SideFrame.byteLimit else { throw rubbish("a piece of \(length) bytes") }
        return SideFrame(kind: kind, payload: try bytes(length))
    }

    /// The next frame, which has to be of this kind.
    func next(_ kind: SideFrame.Kind) throws -> SideFrame {
        let frame = try next()
        guard frame.kind == kind else {
            throw rubbish("the piece \(frame.kind) where there has to be \(kind)")
        }
        return frame
    }

    /// The values of a list of frames, up to its end.
    func list<Value: Decodable>(_ type: Value.Type, _ kind: SideFrame.Kind) throws -> [Value] {
        var values: [Value] = []
        while true {
            let frame = try next()
            if frame.kind == .end { return values }
            guard frame.kind == kind else {
                throw rubbish("the piece \(frame.kind) where there has to be \(kind)")
            }
            values.append(try decode(type, frame))
        }
    }

    /// The value in a frame.
    func decode<Value: Decodable>(_ type: Value.Type, _ frame: SideFrame) throws -> Value {
        do { return try JSONDecoder().decode(type, from: Data(frame.payload)) } catch {
            throw rubbish("the piece \(frame.kind) cannot be read")
        }
    }

    /// The error that says that the side has printed something else than it should.
    func rubbish(_ what: String) -> DiffError { .rubbish(side, what) }
}

extension SideConnection {
    private struct Versioned: Decodable { var version: Int }

    /// Reads the bytes in front of the first frame; a program without the command prints none, and says why.
    private func readOpening() throws {
        do {
            let opening = try bytes(SideFrame.opening.count)
            guard opening == SideFrame.opening else {
                throw rubbish("it begins with \(String(decoding: opening, as: UTF8.self).debugDescription)")
            }
        } catch DiffError.ended(_, let status, let last)
            where last.contains(DiffSideCommand.name) && status.hasSuffix(" \(ExitStatus.usage.rawValue)")
        {
            // The parser repeats the word that it does not know; one that does know it has no reason to.
            throw DiffError.tooOld(side)
        }
    }

    /// The next `count` bytes.
    private func bytes(_ count: Int) throws -> [UInt8] {
        while buffer.count - position < count {
            if position > 0 { buffer.removeFirst(position) }
            position = 0
            let more = answers.piece()
            if more.isEmpty { throw ended() }
            buffer += more
        }
        defer { position += count }
        return Array(buffer[position..<position + count])
    }

    private func ended() -> DiffError {
        let end = ending()
        return .ended(side, status: end.words, last: end.last)
    }
}
