public import QuorateLanguage

extension TerminationDetection {
    public var properties: [Property<State>] {
        [
            .always(
                "termination when detected",
                when: { s in
                    s.token == 0 && s.tokenColor == .white && !s.black.contains(0) && !s.active.contains(0)
                },
                then: { s in s.active.isEmpty })
        ]
    }
}
