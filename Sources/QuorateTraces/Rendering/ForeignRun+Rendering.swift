public import QuorateLanguage

extension ForeignRun: CustomStringConvertible {
    /// The run with what each step changes.
    public var description: String { rendering() }

    /// The run as a reader sees it who has no spec: what the file says of itself, and a line for each step with what it
    /// changes.
    ///
    /// The text has the form of a trace of ours; nothing in it was held against a spec.
    /// - Parameter full: whether every state is printed whole.
    public func rendering(full: Bool = false) -> String {
        let rendering = RunRendering(
            labels: stepLabels, states: states.map(Self.fields),
            loopStart: loop.flatMap { $0 < states.count - 1 ? $0 : nil })
        return (head + [""] + rendering.lines(full: full) + loopLines).map(TextColumns.trimmed)
            .joined(separator: "\n")
    }

    /// The action of each step with its picks, in words.
    public var stepLabels: [String] { steps.map { $0.outline?.description ?? "(not named)" } }

    /// The variables of a state, each read alone.
    public static func fields(_ state: [Variable]) -> [SpecValue.Field] {
        state.map { SpecValue.Field(name: $0.name, value: $0.value.plain) }
    }

    private var head: [String] {
        let named = steps.count { $0.action != nil }
        let actions =
            steps.isEmpty || named == steps.count
            ? "" : named == 0 ? "; the file names no action" : "; the file names \(named) of the actions"
        let facts = [
            "\(steps.count.counted("step")) through \(states.count.counted("state")) of "
                + "\(variables.count.counted("variable"))\(actions)"
        ]
        return (remarks + facts + notes).flatMap {
            TextColumns.wrap(TextColumns.printable($0), width: TextColumns.width)
        }
    }

    /// Notes on what in the file does not go together.
    private var notes: [String] {
        let known = Set(variables)
        let missing = listed.filter { !known.contains($0) }
        return [(unlisted, "in the states and not in \"vars\""), (missing, "in \"vars\" and in no state")]
            .filter { !$0.0.isEmpty }.map { "\($1): \($0.joined(separator: ", "))" }
    }

    private var loopLines: [String] { loop.map { ["-- back to state \($0) --"] } ?? [] }
}
