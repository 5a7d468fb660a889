import Foundation
import NIOCore
import NIOPosix

/// Cluster in full: the network between nodes and clients, and the clients.
///
/// Every connection is with it, so that every message passes its faults.
///
/// `@unchecked Sendable`, since everything that changes it happens on one event loop: the handlers of its channels, and
/// the ticks, which ask the starter for the lives of nodes. Others hold a reference and wait for `finished`.
public final class Cluster: @unchecked Sendable {
    let setup: ClusterSetup
    let loop: any EventLoop
    let starter: any NodeStarter
    let finished: EventLoopPromise<ClusterReport>
    var server: (any Channel)?
    var channels: [Int: any Channel] = [:]
    var absences: [Int: Absence] = [:]
    /// Nodes that were told to crash in this run, and those that have ended without that.
    var orderedCrashes: Set<Int> = [], unorderedEnds: Set<Int> = []
    /// Nodes that have not said that the run is over for them, once it is.
    var endingNodes: Set<Int>?
    var endingSince = 0
    let secret = Int.random(in: 0...NetworkAddress.secretLimit)
    var counts: [Int: Int] = [:]
    var history = ClientHistory()
    var run = 0
    var runStart = 0
    var crashes: [(time: Int, node: Int)] = []
    /// Server that is cut off in this run, and since when.
    var cutOff: (node: Int, since: Int)?
    /// Network of this run of PBFT that keeps a certificate from the others; nil where none is kept.
    var loneCertificate: LoneCertificate?
    /// Lines of what clients ask for.
    var asked: [String] = []
    var workload: Workload
    var clients: [RunClient] = []
    var report = ClusterReport()
    var ticking: RepeatedTask?
    var idleSince: Int?
    var hasFinished = false

    init(_ setup: ClusterSetup, on loop: any EventLoop, starter: any NodeStarter) {
        (self.setup, self.loop, self.starter) = (setup, loop, starter)
        workload = Workload(seed: setup.faults.seed, run: 0, requests: 0, clients: 0)
        finished = loop.makePromise()
    }

    /// Runs all of it.
    func start() -> EventLoopFuture<ClusterReport> {
        ServerBootstrap(group: loop)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        FrameHandler { [self] packet, channel in
                            take(packet, channel)
                        } onEnd: { [self] channel in
                            lose(channel)
                        })
                }
            }
            .bind(host: "127.0.0.1", port: 0)
            .whenComplete { [self] result in
                switch result {
                case .success(let channel): begin(channel)
                case .failure(let error): finished.fail(error)
                }
            }
        return finished.futureResult
    }

    var port: Int { server?.localAddress?.port ?? 0 }
    var now: Int { Int(NIODeadline.now().uptimeNanoseconds / 1_000_000) }

    func begin(_ channel: any Channel) {
        server = channel
        do {
            for node in 0..<setup.replicas { try startNode(node) }
        } catch { return fail(error) }
        ticking = loop.scheduleRepeatedTask(initialDelay: .milliseconds(2), delay: .milliseconds(2)) {
            [self] _ in tick()
        }
    }

    func take(_ packet: Packet, _ channel: any Channel) {
        switch packet {
        case .hello(let node, let secret): welcome(node, secret: secret, channel)
        case .peer(let run, let from, let to, let bytes, _):
            guard run == self.run, channels[from] === channel else { return }
            cutOffWriter(from, of: bytes)
            if loneCertificate?.loses(bytes, from: from, to: to) == true {
                report.messages += 1
                report.lost += 1
                return
            }
            pass(packet, from: from, to: to)
        case .answer(let run, let from, let answer):
            guard run == self.run, channels[from] === channel else { return }
            pass(
                from: from, to: setup.replicas + answer.operation.client, isOnce: setup.kind == .raft
            ) { [self] in
                if run == self.run { take(answer, from: from) }
            }
        case .end(let run): if run == self.run { endRun(of: channel) }
        case .begin, .crash, .request: break
        }
    }

    func beginRun() {
        run += 1
        guard run <= setup.runs else { return finish() }
        (runStart, counts, idleSince, endingNodes, cutOff) = (now, [:], nil, nil, nil)
        loneCertificate = LoneCertificate(run: run, of: setup)
        crashes = setup.faults.crashes(run: run, nodes: setup.replicas)
        let rest = setup.requests - (run - 1) * setup.requestsPerRun
        workload = Workload(
            seed: setup.faults.seed, run: run, requests: min(setup.requestsPerRun, rest),
            clients: setup.clients)
        do {
            clients = try (0..<setup.clients).map { number in
                try RunClient(
                    number, setup, process: history.newProcess(),
                    firstAt: now + workload.pause(isShort: !setup.isBounded) + waiting(of: number),
                    node: workload.node(among: setup.replicas))
            }
        } catch { return fail(error) }
        for channel in channels.values { channel.send(.begin(run: run)) }
    }

    func tick() {
        if hasFinished { return }
        do { try tickAbsences() } catch { return fail(error) }
        if run == 0 { return }
        if endingNodes != nil { return checkEnd() }
        while let crash = crashes.first, now - runStart >= crash.time {
            crashes.removeFirst()
            self.crash(crash.node)
        }
        for index in clients.indices { tick(index) }
        endRunIfDone()
    }

    func endRunIfDone() {
        guard workload.count == workload.requests, clients.allSatisfy({ $0.operation == nil }) else { return }
        // Replicas that are behind go on for a while.
        let since = idleSince ?? now
        idleSince = since
        guard now - since >= 15, channels.count == setup.replicas else { return }
        report.milliseconds += now - runStart
        (endingNodes, endingSince) = (Set(0..<setup.replicas), now)
        for channel in channels.values { channel.send(.end(run: run)) }
    }

    func finish() {
        do {
            report.history = history
            try history.write(to: setup.folder + "/history.json")
            if setup.isBounded {
                try ClosingLine.write(asked, of: "clients", to: setup.folder + "/clients.ndjson")
            }
            stop()
            finished.succeed(report)
        } catch { fail(error) }
    }

    func fail(_ error: any Error) {
        if hasFinished { return }
        stop()
        finished.fail(error)
    }

    func stop() {
        hasFinished = true
        ticking?.cancel()
        starter.stop()
        for channel in channels.values { channel.close(promise: nil) }
        server?.close(promise: nil)
    }
}
