import NIOCore

/// Progress of the one request of a connection, known to its handlers, all on one event loop.
final class RequestProgress {
    /// The line and the headers are there.
    var hasHead = false
    /// Whatever comes now is read and dropped.
    var isOver = false
}

/// Limit of the bytes in front of a body, whatever they are: no more of them reach the reader of lines.
final class HeadLimit: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// A head that is too long.
    struct Excess: Error {}

    private var room: Int
    private let progress: RequestProgress

    init(_ limit: Int, _ progress: RequestProgress) { (room, self.progress) = (limit, progress) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        if !progress.hasHead, !progress.isOver {
            let count = min(room, bytes.readableBytes)
            room -= count
            if let first = bytes.readSlice(length: count) { context.fireChannelRead(wrapInboundOut(first)) }
            if !progress.hasHead, !progress.isOver, room == 0 { context.fireErrorCaught(Excess()) }
        }
        guard !progress.isOver, bytes.readableBytes > 0 else { return }
        context.fireChannelRead(wrapInboundOut(bytes))
    }
}
