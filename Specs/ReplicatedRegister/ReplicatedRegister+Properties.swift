public import QuorateLanguage

extension ReplicatedRegister {
    public var properties: [Property<State>] {
        [
            .always(
                "regularity", when: { s in s.reader == .finished }, then: { s in s.latestHeard >= s.expected }
            ),
            .always("authenticity") { s in s.latestHeard <= s.begun },
            .reachable("a read returns a value that was written") { s in
                s.reader == .finished && s.latestHeard > 0
            },
        ]
    }
}
