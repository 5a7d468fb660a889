/// Permission for steps of the spec that nobody has observed.
public struct SilentSteps: Hashable, Sendable {
    /// The most silent steps in a row, before each observation.
    public var most: Int
    /// Names of the actions that may be silent, or nil for all.
    public var actions: Set<String>?

    /// At most `most` in a row.
    public init(most: Int, actions: Set<String>? = nil) {
        self.most = most
        self.actions = actions
    }

    /// Every step is observed.
    public static let none = SilentSteps(most: 0)
}
