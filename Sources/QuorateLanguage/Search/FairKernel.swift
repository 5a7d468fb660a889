/// A spec as the search for fair runs sees it: steps with the obligations that they discharge, and states with those that
/// are owed there.
///
/// It is made where the concrete spec type is known, as ``SpecKernel`` is.
public struct FairKernel: Sendable {
    /// Makes the look at the spec for one thread.
    @usableFromInline package let makeExpander: @Sendable () -> FairExpander

    /// The kernel of `spec` for the liveness properties at `positions`; positions of others are not asked for.
    @inlinable
    public init<S: Spec>(_ spec: S, positions: [Int]) {
        makeExpander = {
            let wordCount = StateBlock<S.State>.stride / 8
            let steps = FairSteps(wordCount: wordCount)
            let followed = FollowedSteps(wordCount: wordCount, actionCount: S.Action.caseNames.count)
            // Closures, because the methods of a generic class are not specialised where they are looked up.
            let view = FairView(spec, positions: positions, steps, followed)
            return FairExpander(
                steps, followed, expand: { view.expand($0) }, follow: { view.follow($0) },
                isOwed: { view.isOwed(in: $0) }, judge: { view.judge($0) })
        }
    }
}

/// Look of one thread at a spec with its obligations.
public final class FairExpander {
    /// The steps out of the state that was expanded last.
    package let steps: FairSteps
    /// The states behind the steps out of the state that was followed last.
    package let followed: FollowedSteps
    /// Finds the steps out of a state, and what is owed there.
    package let expand: (_ state: UnsafeRawPointer) -> Void
    /// Finds the states behind the steps out of a state, and whether something is owed there.
    package let follow: (_ state: UnsafeRawPointer) -> Bool
    /// Debt in a state: an obligation that it cannot keep by staying as it is.
    package let isOwed: (_ state: UnsafeRawPointer) -> Bool
    /// Meaning of a state for the properties, a bit for each: those that a run may break by staying there, and those that
    /// it asks for.
    package let judge: (_ state: UnsafeRawPointer) -> (avoiding: UInt64, premises: UInt64)

    @usableFromInline
    init(
        _ steps: FairSteps, _ followed: FollowedSteps, expand: @escaping (UnsafeRawPointer) -> Void,
        follow: @escaping (UnsafeRawPointer) -> Bool,
        isOwed: @escaping (UnsafeRawPointer) -> Bool,
        judge: @escaping (UnsafeRawPointer) -> (avoiding: UInt64, premises: UInt64)
    ) {
        self.steps = steps
        self.followed = followed
        self.expand = expand
        self.follow = follow
        self.isOwed = isOwed
        self.judge = judge
    }
}
