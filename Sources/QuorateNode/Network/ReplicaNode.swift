import NIOCore
import NIOPosix

/// Node: a replica behind one connection, over which the messages of others and the requests of clients come.
///
/// Everything happens on the event loop of the connection.
public final class ReplicaNode: @unchecked Sendable {
    private let setup: NodeSetup
    private let onCrash: @Sendable () -> Void
    private let onFailure: @Sendable (any Error) -> Void
    private var channel: (any Channel)?
    private var host: (any HostedReplica)?
    private var run = 0
    private var ticking: RepeatedTask?
    private var isToCrash = false
    private var hasEnded = false

    /// A node that calls `onCrash` when it is told to crash: what it would have sent is lost then, or half of it.
    public init(
        _ setup: NodeSetup, onCrash: @escaping @Sendable () -> Void,
        onFailure: @escaping @Sendable (any Error) -> Void
    ) {
        (self.setup, self.onCrash, self.onFailure) = (setup, onCrash, onFailure)
    }

    /// Connects to the network.
    public func connect(to address: NetworkAddress, on loop: any EventLoop) -> EventLoopFuture<any Channel> {
        ClientBootstrap(group: loop)
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        FrameHandler { [self] packet, _ in
                            take(packet)
                        } onEnd: { [self] _ in
                            end()
                        })
                }
            }
            .connect(host: "127.0.0.1", port: address.port)
            .map { [self] channel in
                begin(on: channel, secret: address.secret)
                return channel
            }
    }

    private func begin(on channel: any Channel, secret: Int) {
        self.channel = channel
        channel.send(.hello(node: setup.node, secret: secret))
        ticking = channel.eventLoop.scheduleRepeatedTask(
            initialDelay: .milliseconds(3), delay: .milliseconds(3)
        ) { [self] _ in
            if isToCrash { return crash() }
            attempt { try host?.tick(now: now) }
        }
    }

    private var now: Int { Int(NIODeadline.now().uptimeNanoseconds / 1_000_000) }

    private func end() {
        hasEnded = true
        ticking?.cancel()
        (ticking, channel, host) = (nil, nil, nil)
    }

    private func take(_ packet: Packet) {
        switch packet {
        case .begin(let run): attempt { try begin(run) }
        case .end(let run):
            if run == self.run { endRun() }
            channel?.send(packet)
        case .crash: isToCrash = host != nil
        case .peer(let run, let from, _, let bytes, let clock):
            guard run == self.run else { return }
            attempt { try host?.receive(bytes, from: from, clock: clock, now: now) }
        case .request(let run, _, let bytes):
            if run == self.run { attempt { try host?.request(bytes, now: now) } }
        case .hello, .answer: break
        }
    }

    private func begin(_ run: Int) throws {
        if host != nil { endRun() }
        self.run = run
        host = try setup.host(run: run, now: now)
    }

    private func endRun() {
        attempt { try host?.end() }
        host = nil
        isToCrash = false
        setup.removeDurableLog(run: run)
    }

    /// Does something with the replica and sends what that makes; a log that cannot be written ends the node.
    private func attempt(_ action: () throws -> Void) {
        guard !hasEnded else { return }
        do { try action() } catch {
            onFailure(error)
            return crash()
        }
        let packets = host?.takePackets() ?? []
        guard isToCrash, !packets.isEmpty else {
            for packet in packets { channel?.send(packet) }
            return
        }
        for packet in packets.prefix(Int.random(in: 0...packets.count)) { channel?.send(packet) }
        crash()
    }

    private func crash() {
        let channel = channel
        end()
        onCrash()
        // A process is gone by now.
        channel?.close(promise: nil)
    }
}
