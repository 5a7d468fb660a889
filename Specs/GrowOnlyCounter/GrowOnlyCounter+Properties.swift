public import QuorateLanguage

extension GrowOnlyCounter {
    public var properties: [Property<State>] {
        let (nodes, increments) = (nodes, increments)
        return [
            .always("greatest own count") { s in
                nodes.allSatisfy { n in nodes.allSatisfy { o in s.counter[n, n] >= s.counter[o, n] } }
            },
            .reachable("convergence after all increments") { s in
                nodes.allSatisfy { n in nodes.allSatisfy { o in s.counter[n, o].value == increments } }
            },
        ]
    }
}
