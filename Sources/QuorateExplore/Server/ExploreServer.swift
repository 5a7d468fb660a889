import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// The page on a port of this machine alone.
final class ExploreServer: Sendable {
    /// Bounds of what anybody may cost who knows the port.
    struct Limits: Sendable {
        /// The most connections at once; others are closed at once.
        var connections = 64
        /// Bytes of a request's line and headers.
        var head = 16 << 10
        /// Time in which a request has to arrive, and in which its answer has to be taken.
        var patience = Duration.seconds(10)
    }

    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let port: Int?
    private let exploration: Exploration
    private let limits: Limits
    private let connections = Atomic(0)
    private let state = Mutex((handler: PageHandler?.none, channel: (any Channel)?.none))

    /// A server on `port`, or on one that is free.
    init(port: Int?, for exploration: Exploration, _ limits: Limits = Limits()) {
        (self.port, self.exploration, self.limits) = (port, exploration, limits)
    }

    /// Answers until ``stop()``, and calls `begun` with the gate when requests are heard.
    ///
    /// - Throws: ``PortError`` where the port is taken.
    func run(begun: @escaping @Sendable (Gate) -> Void) async throws {
        do {
            let channel = try await listen()
            let gate = Gate(port: channel.localAddress?.port ?? 0)
            state.withLock { $0 = (PageHandler(gate: gate, exploration: exploration), channel) }
            begun(gate)
            try await channel.closeFuture.get()
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
        try await group.shutdownGracefully()
    }

    /// Ends the server; ``run(begun:)`` returns when it has ended.
    ///
    /// This does not wait for it: the loop that would tell of it may have been shut down by then, and nobody be told.
    func stop() { state.withLock { $0.channel }?.close(promise: nil) }

    private func listen() async throws -> any Channel {
        do {
            return try await ServerBootstrap(group: group)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                // Nothing is read that nobody has asked for.
                .childChannelOption(.autoRead, value: false)
                .childChannelOption(.allowRemoteHalfClosure, value: true)
                .childChannelInitializer { [self] channel in
                    channel.eventLoop.makeCompletedFuture { try begin(channel) }
                }
                .bind(host: "127.0.0.1", port: port ?? 0).get()
        } catch let error as IOError {
            throw PortError(port: port, number: error.errnoCode)
        }
    }

    /// Makes a connection ready, or refuses it.
    private func begin(_ channel: any Channel) throws {
        let count = connections.add(1, ordering: .relaxed).newValue
        channel.closeFuture.whenComplete { [self] _ in connections.subtract(1, ordering: .relaxed) }
        guard count <= limits.connections else { throw ChannelError.ioOnClosedChannel }
        let progress = RequestProgress()
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandlers([
            HeadLimit(limits.head, progress), ByteToMessageHandler(HTTPRequestDecoder()),
        ])
        try pipeline.addHandlers([
            HTTPResponseEncoder(),
            PageConnection(progress, TimeAmount(limits.patience)) { [self] request in
                guard let handler = state.withLock({ $0.handler }) else {
                    return PageAnswer(status: 503, type: "text/plain", body: Data())
                }
                return await handler.answer(request)
            },
        ])
    }
}

/// Reason why the page has no port.
struct PortError: Error, CustomStringConvertible {
    let port: Int?
    /// Number of the system's error.
    let number: Int32

    var description: String {
        let name = port.map { "port \($0)" } ?? "a port"
        if number == EADDRINUSE { return "\(name) is taken; name another one, or none for one that is free" }
        return "\(name) cannot be opened: \(String(cString: strerror(number)))"
    }
}
