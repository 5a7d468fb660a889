/// State that names make of one of a set, with what the spec says of it.
struct NamedState {
    let words: [UInt64]
    /// Steps out of it, sorted; none outside the constraint.
    let steps: StepList
    let isInside: Bool
}
