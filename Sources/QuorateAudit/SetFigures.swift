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

    /// - Parameter limit: bytes that states may take; each of the levels has one, and takes 32 with what is known of it.
    init(_ bytes: inout CertificateBytes, limit: Int) throws {
        distinctStates = try bytes.number()
        generatedStates = try bytes.number()
        statesOutside = try bytes.number()
        statesWithoutStep = try bytes.number()
        statesWithoutChange = try bytes.number()
        depth = try bytes.number()
        let levels = try bytes.number()
        guard levels <= limit / 32 else { throw CertificateError.memory(states: levels, limit: limit) }
        for _ in 0..<levels { statesPerLevel.append(try bytes.number()) }
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
        let (found, claims) = (statesPerLevel, claimed.statesPerLevel)
        let level = zip(found, claims).prefix { $0 == $1 }.count
        if level == max(found.count, claims.count) { return nil }
        func text(_ counts: [Int]) -> String { level < counts.count ? "\(counts[level])" : "none" }
        return ("states per level, at depth \(level)", text(claims), text(found))
    }
}
