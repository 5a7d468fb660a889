/// Figures of a set of reachable states.
package struct SetFigures: Hashable, Sendable {
    /// States within the constraint.
    package var distinctStates = 0
    /// Initial states plus one for each step out of a state within the constraint.
    package var generatedStates = 0
    /// States outside the constraint: checked, and not expanded.
    package var statesOutside = 0
    /// States within the constraint in which no action is enabled.
    package var statesWithoutStep = 0
    /// States within the constraint in which some action is enabled and none changes anything.
    package var statesWithoutChange = 0
    /// Greatest number of steps that a state within the constraint is away from an initial state.
    package var depth = 0
    /// States within the constraint at each depth.
    package var statesPerLevel: [Int] = []

    init() {}

    init(_ bytes: inout CertificateBytes) throws {
        distinctStates = try bytes.number()
        generatedStates = try bytes.number()
        statesOutside = try bytes.number()
        statesWithoutStep = try bytes.number()
        statesWithoutChange = try bytes.number()
        depth = try bytes.number()
        statesPerLevel = try bytes.list { try $0.number() }
    }

    /// The first figure in which `claimed` is not this: name, claim and count.
    func difference(from claimed: SetFigures) -> (name: String, claimed: String, found: String)? {
        let rows: [(String, KeyPath<SetFigures, Int>)] = [
            ("distinct states", \.distinctStates), ("generated states", \.generatedStates),
            ("states outside the constraint", \.statesOutside),
            ("states without a step", \.statesWithoutStep),
            ("states without a change", \.statesWithoutChange), ("depth", \.depth),
        ]
        for (name, path) in rows where self[keyPath: path] != claimed[keyPath: path] {
            return (name, "\(claimed[keyPath: path])", "\(self[keyPath: path])")
        }
        guard statesPerLevel != claimed.statesPerLevel else { return nil }
        return ("states per level", "\(claimed.statesPerLevel)", "\(statesPerLevel)")
    }
}
