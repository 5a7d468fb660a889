internal import Foundation

/// Lines of a file, read piece by piece: a log may be larger than memory.
struct LineReader {
    /// The most bytes of a line.
    static let lineLimit = 1 << 20
    private static let pieceSize = 1 << 16

    private let path: String
    private let file: FileHandle
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    /// Number of the line that was read last, from 1 on.
    private(set) var line = 0

    /// The lines of the file at `path`.
    ///
    /// - Throws: ``TraceInputOutputError`` for one that cannot be read.
    init(path: String) throws {
        self.path = path
        if path.isEmpty { throw TraceInputOutputError(path: path, reason: String(cString: strerror(ENOENT))) }
        do { file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path)) } catch {
            throw TraceInputOutputError(path: path, reason: ITF.reason(of: error))
        }
    }

    /// The bytes of the next line without its end, or nil behind the last.
    ///
    /// - Throws: ``LogError`` for a line that is too long.
    mutating func next() throws -> [UInt8]? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) { return try taken(to: end, skipping: 1) }
            searched = buffer.count
            if isAtEnd { return start == buffer.count ? nil : try taken(to: buffer.count, skipping: 0) }
            guard buffer.count - start <= Self.lineLimit else { throw tooLong }
            searched -= start
            try readPiece()
        }
    }

    private mutating func taken(to end: Int, skipping mark: Int) throws -> [UInt8] {
        defer { start = end + mark }
        guard end - start <= Self.lineLimit else { throw tooLong }
        line += 1
        return Array(buffer[start..<end])
    }

    private mutating func readPiece() throws {
        buffer.removeSubrange(..<start)
        start = 0
        do {
            let piece = try file.read(upToCount: Self.pieceSize) ?? Data()
            isAtEnd = piece.isEmpty
            buffer += piece
        } catch { throw TraceInputOutputError(path: path, reason: ITF.reason(of: error)) }
    }

    private var tooLong: LogError {
        LogError(path: path, line: line + 1, problem: "a line of more than \(Self.lineLimit >> 10) KiB")
    }

    /// Closes the file, of which no more is read.
    func close() { try? file.close() }
}
