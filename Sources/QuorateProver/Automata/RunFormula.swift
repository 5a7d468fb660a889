/// Statement on a run: what is true at a moment, always or eventually from it on.
///
/// A run here is a finite one whose last configuration lasts for ever. Nothing says "next": how many steps
/// something takes depends on how steps of processes interleave.
public indirect enum RunFormula<Statement: Hashable & Sendable>: Hashable, Sendable {
    /// True in the present configuration.
    case now(Statement)
    case not(RunFormula)
    case all([RunFormula])
    case any([RunFormula])
    /// True now and at every later moment.
    case always(RunFormula)
    /// True now or at a later moment.
    case eventually(RunFormula)

    /// Implication: where this is true, `conclusion` is.
    public func implies(_ conclusion: RunFormula) -> RunFormula { .any([.not(self), conclusion]) }

    /// The formula with other statements in the place of its own.
    func map<Other, Failure: Error>(
        _ change: (Statement) throws(Failure) -> Other
    ) throws(Failure) -> RunFormula<Other> {
        switch self {
        case .now(let statement): .now(try change(statement))
        case .not(let part): .not(try part.map(change))
        case .all(let parts): .all(try Self.map(parts, change))
        case .any(let parts): .any(try Self.map(parts, change))
        case .always(let part): .always(try part.map(change))
        case .eventually(let part): .eventually(try part.map(change))
        }
    }

    private static func map<Other, Failure: Error>(
        _ parts: [RunFormula], _ change: (Statement) throws(Failure) -> Other
    ) throws(Failure) -> [RunFormula<Other>] {
        var changed: [RunFormula<Other>] = []
        for part in parts { changed.append(try part.map(change)) }
        return changed
    }
}
