/// The adversary of a spec without its types: what is checked before a search relies on it, and the twin that it is
/// compared with.
///
/// `QuorateFaults` makes one for each `ByzantineSpec`; there is nothing to write in a spec.
public struct ModelledAdversary: Sendable {
    /// The most replicas that are faulty at the same time.
    package let faultCount: Int
    /// Notes of a report on the adversary, a line each.
    package let notes: [String]
    /// Difference from the adversary that the spec's assumptions state, or nil.
    package let problem: @Sendable () -> SpecError?
    /// The comparison with the adversary that sends each message in a step; nil for that one itself, and where nobody
    /// sends anything.
    package let comparison: (@Sendable () -> AdversaryComparison)?

    package init(
        faultCount: Int, notes: [String], problem: @escaping @Sendable () -> SpecError?,
        comparison: (@Sendable () -> AdversaryComparison)?
    ) {
        self.faultCount = faultCount
        self.notes = notes
        self.problem = problem
        self.comparison = comparison
    }

    /// Notes on what the word Byzantine stands on in `assumptions`, where they use it.
    static func notes(on assumptions: Assumptions, _ adversary: ModelledAdversary?) -> [String] {
        if let adversary { return adversary.notes }
        return assumptions.saysByzantine
            ? ["Byzantine by the spec's own steps: no adversary of the library to compare with"] : []
    }
}

/// Specs that are explored to compare two adversaries, each to its end.
///
/// What correct replicas are in a state is noted while it is expanded, so the sets say something only of searches that
/// were complete.
package struct AdversaryComparison: Sendable {
    /// The spec as it is, with the messages of faulty replicas from the start.
    package let original: ErasedSpec
    /// The spec with each of those messages sent in a step.
    package let twin: ErasedSpec
    /// The twin in which faulty replicas never send anything. Its one property is that nothing is taken away from a
    /// state in which they have sent nothing.
    package let silent: ErasedSpec
    /// Numbers of different states that correct replicas were in.
    package let counts: @Sendable () -> Counts
    /// The original with the one property that correct replicas come where they come in the twin too; nil where they do.
    package let onlyInOriginal: @Sendable () -> ErasedSpec?
    /// The twin with the one property that correct replicas come where they come in the original too; nil where they do.
    package let onlyInTwin: @Sendable () -> ErasedSpec?

    package init(
        original: ErasedSpec, twin: ErasedSpec, silent: ErasedSpec, counts: @escaping @Sendable () -> Counts,
        onlyInOriginal: @escaping @Sendable () -> ErasedSpec?,
        onlyInTwin: @escaping @Sendable () -> ErasedSpec?
    ) {
        self.original = original
        self.twin = twin
        self.silent = silent
        self.counts = counts
        self.onlyInOriginal = onlyInOriginal
        self.onlyInTwin = onlyInTwin
    }

    /// In how many different states correct replicas were.
    package struct Counts: Hashable, Sendable {
        /// Number in the original, where the messages are there from the start.
        package let original: Int
        /// Number in the twin, where each message is sent in a step.
        package let twin: Int
        /// Number in the silent twin, where no message is ever sent.
        package let silent: Int

        package init(original: Int, twin: Int, silent: Int) {
            (self.original, self.twin, self.silent) = (original, twin, silent)
        }
    }
}
