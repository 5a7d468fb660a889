import NIOCore

// The clients of a run.
extension Cluster {
    func tick(_ index: Int) {
        var sent = clients[index].tick(now: now)
        if clients[index].hasGivenUp(now: now) {
            finishOperation(of: index, nil)
            clients[index].giveUp()
            clients[index].process = history.newProcess()
        }
        if clients[index].operation == nil, now >= clients[index].nextAt, let kind = workload.next() {
            let process = clients[index].process
            clients[index].pending = history.begin(kind, run: run, process: process)
            let requests = clients[index].begin(kind, now: now)
            if !requests.isEmpty { note(clients[index].operation) }
            sent += requests
            clients[index].started = NIODeadline.now()
        }
        send(sent, of: index)
    }

    /// Keeps the line of what a client asks for.
    private func note(_ operation: RegisterOperation?) {
        guard setup.isBounded, let operation else { return }
        let command = StepExecution.command(operation.encoded)
        asked.append(
            "{\"event\":\"ask\",\"execution\":{\"command\":\"\(command)\",\"in\":\"\(run)\",\"result\":null},\"node\":\"clients\"}"
        )
    }

    func send(_ requests: [(Int, [UInt8])], of client: Int) {
        for (node, bytes) in requests {
            let packet = Packet.request(run: run, to: node, bytes)
            pass(from: setup.replicas + client, to: node, isOnce: setup.kind == .raft) { [self] in
                channels[node]?.send(packet)
            }
        }
    }

    func take(_ answer: Packet.Answer, from node: Int) {
        let index = answer.operation.client
        guard clients.indices.contains(index),
            let outcome = clients[index].take(answer, from: node, now: now)
        else { return }
        finishOperation(of: index, outcome)
        if !setup.isBounded { tick(index) }
    }

    func finishOperation(of index: Int, _ outcome: Packet.Outcome?) {
        guard let pending = clients[index].pending else { return }
        let time = Int((NIODeadline.now() - clients[index].started).nanoseconds / 1000)
        history.end(pending, outcome, time: time)
        (clients[index].pending, clients[index].operation) = (nil, nil)
        clients[index].nextAt = now + workload.pause(isShort: !setup.isBounded)
    }
}
