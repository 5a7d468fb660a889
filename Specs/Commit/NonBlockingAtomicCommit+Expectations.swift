import QuorateFaults

extension NonBlockingAtomicCommit {
    /// TLC's figures are those of the manifest of tlaplus/Examples and of reruns. It repeats some actions once
    /// per partner, so its generated states are not ours.
    static let instances = expected(
        by: "TLC, an independent re-model in Python",
        [
            .holds(Self(participants: 2), distinct: 4284, depth: 18),
            .holds(Self(participants: 3), distinct: 730_842, depth: 29),
        ])
}
