import NIOCore

// The network between nodes and clients.
extension Cluster {
    /// Sends a packet on, with the faults of the plan.
    func pass(_ packet: Packet, from: Int, to: Int) {
        pass(from: from, to: to) { [self] in channels[to]?.send(packet) }
    }

    func pass(from: Int, to: Int, _ deliver: @escaping () -> Void) {
        let key = from << 20 | to
        let count = counts[key, default: 0]
        counts[key] = count + 1
        report.messages += 1
        // Clients are on nobody's side.
        let isCut =
            max(from, to) < setup.replicas
            && (setup.faults.separates(from, to, run: run, time: now - runStart) || isCutOff(from, to))
        let delays = isCut ? [] : setup.faults.copies(run: run, from: from, to: to, count: count)
        if delays.isEmpty { report.lost += 1 }
        for delay in delays {
            if delay == 0 { deliver() } else { later(delay, deliver) }
        }
    }

    func later(_ delay: Int, _ action: @escaping () -> Void) {
        let action = NIOLoopBound(action, eventLoop: loop)
        loop.scheduleTask(in: .milliseconds(Int64(delay))) { action.value() }
    }

    func pass(from: Int, to: Int, isOnce: Bool, _ deliver: @escaping () -> Void) {
        guard isOnce else { return pass(from: from, to: to, deliver) }
        // A client of Raft asks elsewhere after a refusal. Neither its request nor the refusal may come twice: what
        // was refused once would be done and asked for again.
        var isDelivered = false
        pass(from: from, to: to) {
            if !isDelivered { deliver() }
            isDelivered = true
        }
    }
}
