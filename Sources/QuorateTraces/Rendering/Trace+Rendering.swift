internal import QuorateLanguage

extension Trace: CustomStringConvertible {
    /// The run with what each step changes.
    public var description: String { rendering() }

    /// The run as a reviewer reads it in a diff: what it shows, then a line for each step with what it changes.
    ///
    /// The text is ASCII but for the arrow, has at most 110 columns (a longer word is not broken), no newline
    /// at the end, and is the same for the same trace.
    /// - Parameter full: whether every state is printed whole, with a star at what has changed. Otherwise the first one is
    ///   printed without what is empty in it.
    public func rendering(full: Bool = false) -> String { rendering(claim: claim, full: full) }

    /// The same of a run that shows something else than a property: `claim` stands in the place of that line.
    package func rendering(claim: String, full: Bool = false) -> String {
        let rendering = RunRendering(
            labels: steps.map(\.action.description), states: states,
            loopStart: loop.flatMap { $0.start < steps.count ? $0.start : nil })
        return (head(claim) + [""] + rendering.lines(full: full) + loopLines).map(TextColumns.trimmed).joined(
            separator: "\n")
    }

    /// End of a run without end: where it goes on, and what it owes meanwhile.
    private var loopLines: [String] {
        guard let loop else { return [] }
        let end =
            loop.start < steps.count
            ? "-- back to state \(loop.start) --" : "-- the run stays in state \(loop.start) for ever --"
        let notes =
            loop.fairness.isEmpty
            ? ["no fairness: the spec owes nothing, so every run may stop"] : loop.fairness
        return [end]
            + notes.flatMap { TextColumns.wrap(TextColumns.printable($0), width: TextColumns.width - 3) }.map
        { "   " + $0 }
    }

    private var claim: String {
        let verb = propertyKind == .reachable ? "meets" : "breaks"
        let length = loop.map(length(of:)) ?? "after \(steps.count.counted("step"))"
        let site = propertySite.map { " (\($0))" } ?? ""
        return "\(verb) \"\(property)\" \(length)\(site)"
    }

    private func head(_ claim: String) -> [String] {
        let width = TextColumns.width
        return TextColumns.fill(instance.parts.map(TextColumns.printable), separator: ",", width: width)
            + TextColumns.wrap(TextColumns.printable(claim), width: width)
    }

    private func length(of loop: Loop) -> String {
        let around = steps.count - loop.start
        return around > 0
            ? "by a loop of \(around.counted("step")) after \(loop.start)"
            : "by staying for ever after \(steps.count.counted("step"))"
    }

    /// The changes of the step that leads to the state at a position, in words; of the first state what is not empty in
    /// it.
    package func changes(at index: Int) -> [String] {
        RunRendering(labels: [], states: states, loopStart: nil).changes(at: index)
    }
}
