public import QuorateLanguage

extension TransactionCommit {
    public var properties: [Property<State>] {
        let managers = managers
        return [
            .always("consistency") { s in
                !(managers.contains { s.manager[$0] == .committed }
                    && managers.contains { s.manager[$0] == .aborted })
            },
            .reachable("every manager commits") { s in
                managers.allSatisfy { s.manager[$0] == .committed }
            },
            .reachable("every manager aborts") { s in
                managers.allSatisfy { s.manager[$0] == .aborted }
            },
        ]
    }
}
