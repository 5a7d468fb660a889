import QuorateFaults

extension ConfirmedHandshake {
    enum Mutant: String, SpecMutant {
        case firstConfirmation = "first-confirmation"

        var expectation: MutantExpectation {
            .breaks(
                "known connection", "the client takes the first SYN-ACK, which may be a Byzantine replica's")
        }
    }

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropInitialState,
                because: "another one is the same but for the name of the Byzantine replica")
        ]
    }

    static let instances = expected(
        by: "counted by hand",
        [
            // For each of 4 placements: closed 1; SYN sent: 2^3 sets of confirmations; connected: at least 2 of the 3
            // correct ones have confirmed, and any of those is connected: 3 * 4 + 8.
            .holds(Self(), distinct: 4 * (1 + 8 + 20), depth: 8),
            // The plain handshake.
            .holds(Self(servers: 1, faults: 0), distinct: 5, generated: 5, depth: 4),
            // n = 3f: for each of 3 placements closed 1; SYN sent: 2^2; connected: both correct ones have confirmed,
            // and any of them is connected: 4.
            .violates(
                "connection", Self(servers: 3), distinct: 3 * (1 + 4 + 4), depth: 6),
            // 1 + 8 + 3^3: each of 3 correct replicas is silent, confirms or is connected.
            .caught(Self(mutant: .firstConfirmation), distinct: 4 * 36, depth: 8, steps: 2),
        ])
}

extension ConfirmedHandshake: CostedSpec {
    /// SYN and ACK go to every replica, a SYN-ACK to the client.
    func cost(of action: Action, from state: State, to successor: State) -> StepCost {
        switch action {
        case .sendSyn: StepCost(messages: servers.count, round: 1)
        case .confirm: StepCost(messages: 1, round: 2)
        case .sendAck: StepCost(messages: servers.count, round: 3)
        case .establish: StepCost()
        }
    }
}
