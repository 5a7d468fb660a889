public import QuorateLanguage

extension LostUpdate {
    public var properties: [Property<State>] {
        let threads = threads
        return [
            .always("count of every update") { s in
                var written = 0
                for t in threads where s.phase[t] == .releasing || s.phase[t] == .done { written += 1 }
                return s.counter.value == written
            },
            .deadlockFreedom(unless: { s in threads.allSatisfy { s.phase[$0] == .done } }),
            .reachable("every thread is done") { s in threads.allSatisfy { s.phase[$0] == .done } },
        ]
    }
}
