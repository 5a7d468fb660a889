public import QuorateLanguage

extension NonBlockingAtomicCommit {
    /// What TLC (manifest of tlaplus/Examples and reruns) and an independent re-model in Python found.
    ///
    /// TLC repeats some actions once per partner, so its generated states are not ours.
    public static var instances: [SpecInstance<Self>] {
        let source = "TLC, an independent re-model in Python"
        return [
            SpecInstance(Self(participants: 2), .holds(distinct: 4284, depth: 18, source: source)),
            SpecInstance(Self(participants: 3), .holds(distinct: 730_842, depth: 29, source: source)),
        ]
    }
}
