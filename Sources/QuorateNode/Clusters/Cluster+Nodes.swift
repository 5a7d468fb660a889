import NIOCore

// The nodes of a cluster: their beginning, their connections and their ends.
extension Cluster {
    /// Time in which a node has to connect, and one that was killed to be gone, in milliseconds.
    private static let nodePatience = 20_000

    /// Node without a connection.
    struct Absence {
        /// Time from which on it is absent.
        var since: Int
        /// False for one that has crashed and was not started again.
        var isStarted: Bool
    }

    func startNode(_ node: Int) throws {
        absences[node] = Absence(since: now, isStarted: true)
        try starter.start(node, at: NetworkAddress(port: port, secret: secret))
    }

    /// Takes a node's first packet. Whoever does not know the secret, or is there already, is no node.
    func welcome(_ node: Int, secret: Int, _ channel: any Channel) {
        guard secret == self.secret, absences[node]?.isStarted == true else {
            channel.close(promise: nil)
            return
        }
        absences[node] = nil
        channels[node] = channel
        if run > 0 { channel.send(.begin(run: run)) }
        if endingNodes != nil { channel.send(.end(run: run)) }
        if run == 0, absences.isEmpty { beginRun() }
    }

    func crash(_ node: Int) {
        guard let channel = channels[node] else { return }
        orderedCrashes.insert(node)
        channel.send(.crash)
    }

    func lose(_ channel: any Channel) {
        guard !hasFinished, let node = channels.first(where: { $0.value === channel })?.key else { return }
        channels[node] = nil
        absences[node] = Absence(since: now, isStarted: false)
        report.crashes += 1
        if orderedCrashes.remove(node) == nil { unorderedEnds.insert(node) }
    }

    /// Takes a node's word that the run is over: it lives, and has forgotten an order to crash that came too late. The next
    /// run, or the end of all, waits for it: one that has trapped is found before.
    func endRun(of channel: any Channel) {
        guard let node = channels.first(where: { $0.value === channel })?.key else { return }
        guard endingNodes?.remove(node) != nil else { return }
        orderedCrashes.remove(node)
        if endingNodes?.isEmpty == true { beginRun() }
    }

    func checkEnd() {
        guard now - endingSince > Self.nodePatience, let node = endingNodes?.min() else { return }
        fail(ClusterError("node \(node) says nothing for \(Self.nodePatience / 1000) s", .failure))
    }

    /// Looks after the nodes that are not connected, and starts those again that have crashed.
    func tickAbsences() throws {
        for (node, absence) in absences {
            let (life, time) = (starter.life(of: node), now - absence.since)
            if case .hasFailed(let words, let kind) = life {
                throw ClusterError("node \(node): \(words)", kind)
            }
            if unorderedEnds.contains(node) || (absence.isStarted && life == .isKilled) {
                // Its status may come a little later, and says more.
                if time < 500, life == .runs { continue }
                throw ClusterError("node \(node) has ended, and nobody has told it to crash", .failure)
            }
            if !absence.isStarted, time >= 15, life == .isKilled {
                try startNode(node)
            } else if time > Self.nodePatience {
                throw ClusterError(
                    "node \(node) \(absence.isStarted ? "has not connected" : "does not end") for "
                        + "\(Self.nodePatience / 1000) s", .failure)
            }
        }
    }
}
