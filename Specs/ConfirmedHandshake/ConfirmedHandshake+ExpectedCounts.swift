public import QuorateLanguage

extension ConfirmedHandshake {
    /// Counted by hand: see below.
    public static var instances: [SpecInstance<Self>] {
        [
            // For each of 4 placements: closed 1; SYN sent: 2^3 sets of confirmations; connected: f correct of the 3 have
            // confirmed at least 2, and any of those is connected: 3 * 4 + 8.
            SpecInstance(Self(), .holds(distinct: 4 * (1 + 8 + 20), depth: 8, source: "counted by hand")),
            // The plain handshake.
            SpecInstance(
                Self(servers: 1, faults: 0),
                .holds(distinct: 5, generated: 5, depth: 4, source: "counted by hand")),
            SpecInstance(
                Self(mutant: .firstConfirmation),
                // 1 + 8 + 3^3: each of 3 correct replicas is silent, confirms or is connected.
                .violates("known connection", steps: 2, distinct: 4 * 36, depth: 8, source: "counted by hand")
            ),
        ]
    }
}
