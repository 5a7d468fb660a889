import QuorateFaults
import QuorateHistories

/// The clients.
extension AtomicRegister {
    /// The clients write different values, the first one a.
    func operation(_ request: Request) -> Register<Value>.Call {
        if request.number == 0, !singleWriter || request.client == 0 {
            return .write(request.client == 0 ? .a : .b)
        }
        return .read
    }

    /// Number of operations of a client, one after the other.
    func callCount(of client: Client) -> Int { singleWriter && client == 0 ? 1 : 2 }

    /// The server that a client asks: each one in turn.
    func leader(of request: Request) -> Server {
        Server(number: UInt8((Int(request.client.number) + request.number.value) % serverCount))
    }

    func call(_ number: Int, by client: Client, in state: inout State) {
        let request = Request(client: client, number: BoundedInt(number))
        state.history.invoke(operation(request), by: client)
        state.network.insert(.request(request))
    }

    /// The client gets its answer, and calls its next operation in the same step.
    func end(_ request: Request, _ answer: Register<Value>.Answer, in state: inout State) {
        state.history.answer(answer, to: request.client)
        if request.number.value + 1 < callCount(of: request.client) {
            call(request.number.value + 1, by: request.client, in: &state)
        }
    }
}

/// The servers.
extension AtomicRegister {
    func others(than server: Server) -> some Sequence<Server> {
        Server.values.prefix(serverCount).lazy.filter { $0 != server }
    }

    func isWaiting(for request: Request, _ phase: Phase, _ s: State) -> Bool {
        let copy = s.copy[leader(of: request)]
        return copy.phase == phase && copy.request == request
    }

    /// First phase: the leader asks for the stamps of the others.
    func begin(_ request: Request, in state: inout State) {
        let server = leader(of: request)
        let asksNobody = mutant == .withoutQuorums || mutant == .readFromOne && operation(request) == .read
        if asksNobody { return answerAlone(request, in: &state) }
        state.copy[server].lead(request)
        for other in others(than: server) { state.network.insert(.query(request, to: other)) }
    }

    /// Second phase: a write gets the next stamp, a read keeps the greatest, and the leader has it recorded.
    func hear(_ stamp: Stamp, _ value: Value, for request: Request, in state: inout State) {
        let server = leader(of: request)
        state.copy[server].learn(stamp, value)
        let (greatest, found) = (state.copy[server].greatest, state.copy[server].found)
        switch operation(request) {
        case .write(let new):
            let stamp = Stamp(clock: greatest.clock + 1, server: server)
            record(stamp, new, for: request, in: &state)
            state.copy[server].remember(.none)
        case .read where mutant == .withoutWriteBack: reply(to: request, found, in: &state)
        case .read:
            record(greatest, found, for: request, in: &state)
            state.copy[server].remember(found)
        }
    }

    private func record(_ stamp: Stamp, _ value: Value, for request: Request, in state: inout State) {
        let server = leader(of: request)
        state.copy[server].adopt(stamp, value)
        for other in others(than: server) { state.network.insert(.record(request, to: other, stamp, value)) }
    }

    /// The leader answers the client, and is free.
    func reply(to request: Request, _ found: Value, in state: inout State) {
        state.network.insert(operation(request) == .read ? .read(request, found) : .written(request))
        state.copy[leader(of: request)].rest()
    }

    /// Without quorums a server answers out of its own copy, and tells the others later.
    private func answerAlone(_ request: Request, in state: inout State) {
        let copy = state.copy[leader(of: request)]
        if case .write(let value) = operation(request) {
            let stamp = Stamp(clock: copy.stamp.clock + 1, server: leader(of: request))
            record(stamp, value, for: request, in: &state)
        }
        reply(to: request, copy.value, in: &state)
    }
}

extension AtomicRegister.Copy {
    /// Takes over what has a greater stamp.
    mutating func adopt(_ other: AtomicRegister.Stamp, _ otherValue: AtomicRegister.Value) {
        if stamp < other { (stamp, value) = (other, otherValue) }
    }

    mutating func lead(_ request: AtomicRegister.Request) {
        (self.request, phase, greatest, found) = (request, .querying, stamp, value)
    }

    mutating func learn(_ other: AtomicRegister.Stamp, _ otherValue: AtomicRegister.Value) {
        if greatest < other { (greatest, found) = (other, otherValue) }
    }

    mutating func remember(_ found: AtomicRegister.Value) {
        (phase, greatest, self.found) = (.recording, AtomicRegister.Stamp.least, found)
    }

    mutating func rest() {
        (phase, request) = (.idle, AtomicRegister.Request(client: 0, number: 0))
        (greatest, found) = (AtomicRegister.Stamp.least, .none)
    }
}

extension AtomicRegister.Request: SpecDescribable {
    /// Client and place in its program, as in `c0.1`.
    func specValue(for replicas: ReplicaSet) -> SpecValue { .string("\(client).\(number.value + 1)") }
}

extension AtomicRegister.Stamp: SpecDescribable {
    /// Clock and server, as in `1.s0`.
    func specValue(for replicas: ReplicaSet) -> SpecValue { .string("\(clock).\(server)") }

    static var least: Self { Self(clock: 0, server: 0) }

    static func < (left: Self, right: Self) -> Bool {
        left.clock == right.clock ? left.server < right.server : left.clock < right.clock
    }
}
