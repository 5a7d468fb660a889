import QuorateLanguage
import QuorateTraces

extension RunPage {
    /// The page of a run of another tool that was held against no spec.
    init(of run: ForeignRun, _ links: PageLinks) {
        var trace = Trace(
            of: Instance(spec: "A run of another tool"), property: "", propertyKind: .always,
            propertySite: nil,
            steps: run.stepLabels.map {
                .init(action: ErasedSpec.ActionOutline(name: $0, arguments: []), site: nil)
            }, states: run.states.map(ForeignRun.fields))
        trace.loop = run.loop.map {
            Trace.Loop(start: $0, fairness: ["what is owed is not known without a spec"])
        }
        self.init(of: trace, OfferHistory(), links)
        claim = "held against no spec"
        copies.text = Self.shown(run.rendering())
        facts = run.remarks.map { Fact("Remark", Self.shown($0)) }
        // A label is an action with its arguments, which are no part of its name.
        for step in steps.indices { steps[step].name = Self.shown(run.steps[step].action ?? "(not named)") }
    }
}
