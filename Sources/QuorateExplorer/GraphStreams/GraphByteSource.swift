/// Bytes from elsewhere, such as a pipe, from which graphs in their stream form are read one after another.
///
/// No more is taken from it than belongs to what is read.
package final class GraphByteSource {
    /// Bytes taken so far.
    package private(set) var offset = 0
    private let next: () throws -> [UInt8]
    private var piece: [UInt8] = []
    private var position = 0

    /// The bytes that `next` gives piece by piece; an empty piece is the end.
    package init(_ next: @escaping () throws -> [UInt8]) { self.next = next }

    /// The next `count` bytes.
    ///
    /// - Throws: ``GraphStreamError`` where there are fewer, and what the source throws.
    package func read(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            if position == piece.count { (piece, position) = (try next(), 0) }
            guard !piece.isEmpty else { throw GraphStreamError(kind: .truncated, offset: offset) }
            let end = min(piece.count, position + count - bytes.count)
            bytes += piece[position..<end]
            offset += end - position
            position = end
        }
        return bytes
    }

    /// Passes over one graph, whose pieces are checked and not decoded.
    package func skipGraph() throws -> GraphTotals {
        let frames = try GraphFrames(self)
        while true {
            let frame = try frames.next()
            guard frame.kind == .end else { continue }
            var cursor = try GraphCursor([frame])
            return try cursor.totals()
        }
    }
}

/// The pieces of one graph, in order.
final class GraphFrames {
    private let source: GraphByteSource
    private var ordinal = 0

    /// The pieces of the graph that begins here.
    init(_ source: GraphByteSource) throws {
        self.source = source
        let start = source.offset
        for letter in GraphFrame.magic where try source.read(1)[0] != letter {
            throw GraphStreamError(kind: .notAGraph, offset: start)
        }
        let version = Int(try source.read(1)[0])
        guard version == GraphFrame.version else {
            throw GraphStreamError(kind: .version(version), offset: start)
        }
    }

    /// The next piece; not to be asked for behind the end.
    func next() throws -> GraphFrame {
        let start = source.offset
        let head = try source.read(GraphFrame.headBytes)
        guard let kind = GraphFrame.Kind(rawValue: head[0]) else {
            throw GraphStreamError(kind: .corrupt("no piece has kind \(head[0])"), offset: start)
        }
        let count = Int(Array(head[1...]).littleEndian)
        guard count <= GraphFrame.largestPayload else {
            throw GraphStreamError(
                kind: .tooLarge("a piece of \(count) bytes", limit: GraphFrame.largestPayload), offset: start)
        }
        let payload = try source.read(count)
        guard try source.read(8).littleEndian == GraphFrame.checksum(head + payload, ordinal: ordinal) else {
            throw GraphStreamError(kind: .corrupt("a checksum does not fit"), offset: start)
        }
        ordinal += 1
        return GraphFrame(kind: kind, payload: payload, offset: start + GraphFrame.headBytes)
    }
}
