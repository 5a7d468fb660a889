import QuorateLanguage
import QuorateTraces

extension RunPage {
    /// The page of a run that was walked on its spec.
    ///
    /// - Throws: ``TraceMismatch`` where the run is none of `spec`.
    init(of trace: Trace, in spec: ErasedSpec, _ links: PageLinks) throws {
        let trace = trace.located(in: spec)
        let words = try trace.property.isEmpty ? trace.wordsOfSteps(in: spec) : trace.words(in: spec)
        let offers = OfferHistory(along: words, in: spec)
        self.init(of: trace, offers, links)
        facts += Self.facts(on: trace, in: spec, links)
        properties = spec.properties.indices.map { position in
            Self.property(position, along: words, in: spec, trace, links)
        }
        reasons = try trace.property.isEmpty ? [] : trace.reasons(in: spec).map(Self.shown)
        self.offers = Self.offers(offers, fields, links)
        // A drawing decides nothing: a page without is better than none.
        do { drawings = try Self.drawings(of: words, in: spec) } catch {
            facts.append(Fact("Not drawn", Self.shown(error.message)))
        }
        if !drawings.isEmpty, !drawsAll {
            facts.append(Fact("Not drawn", "states in the middle: there are too many for one page"))
        }
        if offers.isCutShort {
            facts.append(Fact("Left out", "what was enabled in the later states: there is too much of it"))
        }
        if let loop = trace.loop { noteDischarges(of: loop, words, spec) }
    }

    /// The page of a run with what the run itself tells.
    init(of trace: Trace, _ offers: OfferHistory, _ links: PageLinks) {
        let lanes = RunLanes(of: trace)
        let arrows = RunArrows(of: trace, lanes, offers)
        let names = Self.names(of: trace.states)
        self.init(
            title: Self.shown(trace.instance.parts.joined(separator: ", ")), claim: Self.claim(of: trace),
            verdict: trace.property.isEmpty
                ? .neutral : trace.propertyKind == .reachable ? .met : .broken,
            lanes: lanes.lanes,
            steps: trace.steps.indices.map { step in
                Self.step(step, of: trace, lanes.ofSteps[step], arrows.arrows(to: step), links)
            },
            fields: names.map(Self.shown), states: trace.states.map { Self.values(of: names, in: $0) },
            start: trace.changes(at: 0).map(Self.shown),
            copies: Copies(
                text: Self.shown(trace.text), mermaid: Self.shown(SequenceDiagram(of: trace).text)))
        loop = trace.loop.map { Loop(start: $0.start, notes: $0.fairness.map(Self.shown)) }
    }

    /// `text` with what a reader would not see in it escaped.
    static func shown(_ text: String) -> String { ForeignText.shown(text) }

    private static func claim(of trace: Trace) -> String {
        guard !trace.property.isEmpty else { return "shows no property of the spec" }
        return shown(
            "\(trace.propertyKind == .reachable ? "meets" : "breaks") \"\(trace.property)\" \(trace.extent)")
    }

    private static func step(
        _ step: Int, of trace: Trace, _ lane: Int, _ arrows: [Arrow], _ links: PageLinks
    ) -> Step {
        let action = trace.steps[step].action
        return Step(
            action: shown(action.description), name: shown(action.name), lane: lane,
            place: trace.steps[step].site.map(links.place),
            changes: zip(
                ValueChange.list(from: trace.states[step], to: trace.states[step + 1]),
                trace.changes(at: step + 1)
            ).map { change, text in
                Change(
                    part: shown(change.place), old: change.old.map { shown($0.description) },
                    new: change.new.map { shown($0.description) }, text: shown(text))
            }, arrows: arrows)
    }

    /// Names of all variables, in the order in which states first have them.
    private static func names(of states: [[SpecValue.Field]]) -> [String] {
        var seen: Set<String> = []
        return states.joined().map(\.name).filter { seen.insert($0).inserted }
    }

    private static func values(of names: [String], in state: [SpecValue.Field]) -> [String?] {
        let values = Dictionary(state.map { ($0.name, $0.value) }) { first, _ in first }
        return names.map { name in values[name].map { shown($0.description) } }
    }
}

extension Trace {
    /// The run as a text.
    fileprivate var text: String {
        property.isEmpty ? rendering(claim: "shows no property of the spec") : rendering()
    }
}
