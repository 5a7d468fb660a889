import NIOCore
import QuorateReplicas

/// Packets of a connection; bytes that are none end it.
final class FrameHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private var buffer = FrameBuffer()
    private let onPacket: (Packet, any Channel) -> Void
    private let onEnd: (any Channel) -> Void

    init(onPacket: @escaping (Packet, any Channel) -> Void, onEnd: @escaping (any Channel) -> Void) {
        (self.onPacket, self.onEnd) = (onPacket, onEnd)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        buffer.append(unwrapInboundIn(data).readableBytesView)
        do {
            while let frame = try buffer.next() { onPacket(try Packet(decoding: frame), context.channel) }
        } catch {
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) { onEnd(context.channel) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

extension Channel {
    /// Sends a packet.
    func send(_ packet: Packet) {
        writeAndFlush(ByteBuffer(bytes: FrameBuffer.frame(packet.encoded)), promise: nil)
    }
}
