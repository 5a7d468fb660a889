import QuorateFaults

extension ConfirmedHandshake {
    enum Mutant: String, SpecMutant {
        case firstConfirmation = "first-confirmation"

        var expectation: MutantExpectation {
            .breaks(
                "known connection", "the client takes the first SYN-ACK, which may be a Byzantine replica's")
        }
    }

    /// Counted by hand: see below.
    static let instances = expected(
        by: "counted by hand",
        [
            // For each of 4 placements: closed 1; SYN sent: 2^3 sets of confirmations; connected: f correct of the 3 have
            // confirmed at least 2, and any of those is connected: 3 * 4 + 8.
            .holds(Self(), distinct: 4 * (1 + 8 + 20), depth: 8),
            // The plain handshake.
            .holds(Self(servers: 1, faults: 0), distinct: 5, generated: 5, depth: 4),
            // 1 + 8 + 3^3: each of 3 correct replicas is silent, confirms or is connected.
            .caught(Self(mutant: .firstConfirmation), distinct: 4 * 36, depth: 8, steps: 2),
        ])
}
