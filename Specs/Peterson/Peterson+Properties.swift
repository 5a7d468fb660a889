public import QuorateLanguage

extension Peterson {
    public var properties: [Property<State>] {
        let processes = processes
        return [
            .always("mutual exclusion") { s in
                !processes.allSatisfy { s.phase[$0] == .critical || s.phase[$0] == .leaving }
            },
            .deadlockFreedom(),
            .reachable("one waits while the other is critical") { s in
                processes.contains { s.phase[$0] == .waiting }
                    && processes.contains { s.phase[$0] == .critical }
            },
        ]
    }
}
