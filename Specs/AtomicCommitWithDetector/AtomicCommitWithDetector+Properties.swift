public import QuorateLanguage

extension AtomicCommitWithDetector {
    public var properties: [Property<State>] {
        let processes = processes
        return [
            .always("agreement") { s in
                !(processes.contains { s.phase[$0] == .committed }
                    && processes.contains { s.phase[$0] == .aborted })
            },
            .always(
                "abort validity",
                when: { s in s.sentNo > 0 || s.crashedNo > 0 || processes.contains { s.phase[$0] == .no } },
                then: { s in !processes.contains { s.phase[$0] == .committed } }),
            .reachable("every process commits") { s in
                processes.allSatisfy { s.phase[$0] == .committed }
            },
            .reachable("every process aborts") { s in
                processes.allSatisfy { s.phase[$0] == .aborted }
            },
        ]
    }
}
