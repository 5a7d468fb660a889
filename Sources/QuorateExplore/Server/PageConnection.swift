import Foundation
import NIOCore
import NIOHTTP1

/// One connection, on which one request is heard and answered; then it is closed.
final class PageConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart

    private let progress: RequestProgress
    private let patience: TimeAmount
    private let answer: @Sendable (PageRequest) async -> PageAnswer
    private var body: AsyncThrowingStream<Data, any Error>.Continuation?
    /// Bytes of the body since the last part.
    private var gathered = Data()
    private var hasAnswer = false
    private var deadline: Scheduled<Void>?

    init(
        _ progress: RequestProgress, _ patience: TimeAmount,
        answer: @escaping @Sendable (PageRequest) async -> PageAnswer
    ) {
        (self.progress, self.patience, self.answer) = (progress, patience, answer)
    }

    func channelActive(context: ChannelHandlerContext) {
        let channel = context.channel
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: patience) { [self] in
            guard let body else { return channel.close(promise: nil) }
            end(body, throwing: Refusal(408, "the request did not arrive in time"))
        }
        context.read()
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        if let body { end(body, throwing: Refusal(400, "the connection was closed")) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !progress.isOver else { return }
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head, context)
        case .body(let bytes): gathered.append(contentsOf: bytes.readableBytesView)
        case .end: if let body { end(body) }
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // A part is asked for when the last one was taken: nobody sends faster than is read.
        if let body, !gathered.isEmpty { return yield(to: body) }
        if body != nil || !progress.hasHead && !progress.isOver { context.read() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event as? ChannelEvent == .inputClosed, hasAnswer || !progress.hasHead {
            context.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !progress.isOver else { return }
        if let body { return end(body, throwing: Refusal(400, "the request cannot be read")) }
        guard !progress.hasHead else { return context.close(promise: nil) }
        let isTooLong = error is HeadLimit.Excess || error as? HTTPParserError == .headerOverflow
        send(
            PageAnswer(
                status: isTooLong ? 431 : 400, type: "text/plain",
                body: Data((isTooLong ? "the headers are too long\n" : "no request\n").utf8)),
            on: context.channel)
    }
}

extension PageConnection {
    /// Has the request answered, whose body is still to come.
    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        guard !progress.hasHead else { return }
        progress.hasHead = true
        let (stream, body) = AsyncThrowingStream<Data, any Error>.makeStream()
        self.body = body
        let channel = context.channel
        let request = Self.asked(head, BodyParts(parts: stream, channel: channel))
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        // Its own work is done elsewhere: the loop hears others, and the end.
        Task { [answer] in
            let answer = await answer(request)
            channel.eventLoop.execute { bound.value.send(answer, on: channel) }
        }
    }

    private func yield(to body: AsyncThrowingStream<Data, any Error>.Continuation) {
        body.yield(gathered)
        gathered = Data()
    }

    /// Ends the body.
    private func end(
        _ body: AsyncThrowingStream<Data, any Error>.Continuation, throwing error: (any Error)? = nil
    ) {
        deadline?.cancel()
        if !gathered.isEmpty { yield(to: body) }
        body.finish(throwing: error)
        self.body = nil
        progress.isOver = true
    }

    /// Sends the answer, and closes the connection when it was taken, or late.
    private func send(_ answer: PageAnswer, on channel: any Channel) {
        (progress.isOver, hasAnswer, body) = (true, true, nil)
        deadline?.cancel()
        let late = channel.eventLoop.scheduleTask(in: patience) { channel.close(promise: nil) }
        channel.closeFuture.whenComplete { _ in late.cancel() }
        channel.write(HTTPServerResponsePart.head(Self.head(of: answer)), promise: nil)
        channel.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: answer.body))), promise: nil)
        channel.writeAndFlush(HTTPServerResponsePart.end(nil)).whenComplete { _ in
            // Bytes that nobody has read would cut the answer off.
            channel.close(mode: .output, promise: nil)
            channel.setOption(.autoRead, value: true).whenFailure { _ in channel.close(promise: nil) }
        }
    }

    private static func asked(_ head: HTTPRequestHead, _ body: BodyParts) -> PageRequest {
        // What is said twice is neither.
        let headers = Dictionary(
            head.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { "\($0), \($1)" })
        let path = head.uri.prefix { $0 != "?" }
        return PageRequest(head.method.rawValue, String(path), headers: headers, body: body)
    }

    private static func head(of answer: PageAnswer) -> HTTPResponseHead {
        var headers = HTTPHeaders(PageAnswer.headers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        headers.add(name: "Content-Type", value: answer.type)
        headers.add(name: "Content-Length", value: "\(answer.body.count)")
        headers.add(name: "Connection", value: "close")
        return HTTPResponseHead(
            version: .http1_1, status: HTTPResponseStatus(statusCode: answer.status), headers: headers)
    }
}

/// The parts of a body, each of them read when it is asked for.
private struct BodyParts: AsyncSequence, Sendable {
    let parts: AsyncThrowingStream<Data, any Error>
    let channel: any Channel

    struct Iterator: AsyncIteratorProtocol {
        var parts: AsyncThrowingStream<Data, any Error>.Iterator
        let channel: any Channel

        mutating func next() async throws -> Data? {
            channel.read()
            return try await parts.next()
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(parts: parts.makeAsyncIterator(), channel: channel) }
}
