import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// Facts of a run that only the spec knows.
extension RunPage {
    static func facts(on trace: Trace, in spec: ErasedSpec, _ links: PageLinks) -> [Fact] {
        var facts = [Fact("Protocol", shown(spec.summary)), Fact("Source", shown(spec.source))]
        if let site = trace.propertySite {
            let place = links.place(of: site)
            facts.append(Fact("Property", shown("\"\(trace.property)\", \(place.text)"), link: place.link))
        }
        facts.append(Fact("Length", Numerals.count(trace.steps.count, "step")))
        return facts + trace.replays.map { Fact("On \($0.code) code", shown($0.outcome)) }
    }

    /// The drawings of the states, or none where the spec does not say how they are drawn.
    ///
    /// - Throws: `SpecError` for a drawing that cannot be drawn.
    static func drawings(of words: [[UInt64]], in spec: ErasedSpec) throws(SpecError) -> [StateDrawing] {
        guard spec.isDrawn else { return [] }
        var drawings: [StateDrawing] = []
        for (number, words) in words.enumerated() {
            if let drawing = try spec.drawing(of: words, state: number) { drawings.append(drawing) }
        }
        return drawings
    }

    /// A property with what each state makes of it.
    static func property(
        _ position: Int, along words: [[UInt64]], in spec: ErasedSpec, _ trace: Trace, _ links: PageLinks
    ) -> Property {
        let outline = spec.properties[position]
        return Property(
            name: shown(outline.name), kind: ".\(outline.kind.rawValue)",
            place: links.place(of: outline.site),
            marks: words.map { mark(of: position, in: spec, $0, after: words[0]) },
            isShown: outline.name == trace.property)
    }

    private static func mark(
        of position: Int, in spec: ErasedSpec, _ words: [UInt64], after first: [UInt64]
    ) -> Property.Mark {
        let kind = spec.properties[position].kind
        if kind.isLiveness {
            // `.eventually` asks in the first state, and then for all that comes.
            let asking = kind == .eventually ? first : words
            if kind != .leadsTo, spec.isAsked(position, in: asking) == false { return .idle }
            return spec.judge(position, words).isAvoiding ? .waiting : .goal
        }
        let isShown = spec.shows(position, in: words)
        if kind == .reachable { return isShown ? .reached : .open }
        if isShown { return .broken }
        return spec.isAsked(position, in: words) == false ? .idle : .holds
    }

    /// The offers as a page has them, each with its guard as it is written.
    static func offers(_ history: OfferHistory, _ fields: [String], _ links: PageLinks) -> [Offer] {
        var conditions: [SourceSite: String?] = [:]
        return history.lines.map { line in
            let condition = line.site.flatMap { conditions[$0] ?? links.condition(at: $0) }
            if let site = line.site { conditions[site] = .some(condition) }
            let names = condition.map(GuardText.names) ?? []
            return Offer(
                action: shown(line.action.description), name: shown(line.action.name),
                place: line.site.map(links.place), condition: condition.map(shown),
                fields: fields.indices.filter { names.contains(Substring(fields[$0])) }, turns: line.turns)
        }
    }

    /// Notes at each step of a loop what it discharges.
    mutating func noteDischarges(of loop: Trace.Loop, _ words: [[UInt64]], _ spec: ErasedSpec) {
        for step in steps.indices.dropFirst(loop.start) {
            // A run may go around by one take and then by another, so each step discharges what any of them does.
            let discharged = spec.obligations(words[step]).steps.reduce(UInt64(0)) {
                $1.take.successor == words[step + 1] ? $0 | $1.discharged : $0
            }
            steps[step].discharges = spec.fairness.enumerated().compactMap { bit, fairness in
                discharged & 1 << UInt64(bit) == 0 ? nil : Self.shown("\(fairness)")
            }
        }
    }
}
