import QuorateExplorer
import QuorateLanguage
import QuorateTraces

extension CheckPlan.Run {
    /// The suite of a run that an interrupt kept from being made.
    var suite: JUnitSuite {
        let skipped = JUnitCase(className: className, name: "search", outcome: .skipped("interrupted"))
        return JUnitSuite(name: spec.label, cases: [skipped])
    }

    /// Spec, mutant or variant and parameters with points between, as readers of JUnit group by.
    fileprivate var className: String {
        let instance = spec.instance
        let isPlain = instance.changes.isEmpty && instance.settings.isEmpty
        return isPlain ? instance.folderName : "\(instance.folderName).\(instance.fileName())"
    }
}

extension FinishedRun {
    /// The run as JUnit sees it.
    var suite: JUnitSuite {
        guard let report else {
            let message = judgement.remarks.joined(separator: "; ")
            let error = JUnitCase(
                className: planned.className, name: "search",
                outcome: .erred(type: "\(judgement.status)", message: message))
            return JUnitSuite(name: planned.spec.label, started: started, cases: [error])
        }
        return JUnitSuite(
            name: report.spec.label, started: started, seconds: report.wallSeconds,
            properties: [
                "distinctStates": "\(report.distinctStates)", "storedStates": "\(report.storedStates)",
                "symmetry": report.symmetry.map { $0.condition ?? "proved" } ?? "none",
                "generatedStates": "\(report.generatedStates)",
                "depth": "\(report.depth)", "store": report.store.rawValue,
                "assumptions": report.spec.assumptions?.description ?? "not stated",
            ],
            cases: report.properties.map { propertyCase($0, in: report) } + wholeCases(report))
    }

    private func propertyCase(_ property: Report.PropertyReport, in report: Report) -> JUnitCase {
        let position = report.counterexamples.firstIndex { $0.property == property.name }
        let file = position.flatMap(file)
        return JUnitCase(
            className: planned.className, name: property.name, site: property.site,
            seconds: report.wallSeconds, outcome: outcome(of: property, in: report),
            note: file.map { "[[ATTACHMENT|\($0)]]" } ?? "")
    }

    private func outcome(of property: Report.PropertyReport, in report: Report) -> JUnitCase.Outcome {
        let mustFall = planned.expectation.brokenProperty
        switch property.outcome {
        case .inconclusive:
            // A limit may have come before the level of the violation was finished.
            if let limit = report.limit { return .skipped("\(limit) ended the search") }
            return .skipped("the search ended at a violation; --continue sees the rest")
        case .vacuous:
            return .failed(type: "Vacuous", message: report.emptiness ?? "no state was checked", text: "")
        case .holds, .reached:
            if property.name != mustFall { return .passed }
            return .failed(
                type: "Survived", message: "\(report.spec.label) was to break this property", text: "")
        case .violated, .notReached:
            // A mutant that is caught may break more than the property it names.
            if let mustFall, report.breaks(mustFall) { return .passed }
            return failure(of: property, in: report)
        }
    }

    private func failure(of property: Report.PropertyReport, in report: Report) -> JUnitCase.Outcome {
        let trace = report.counterexamples.first { $0.property == property.name }
        let type =
            switch property.kind {
            case .always: "InvariantViolated"
            case .reachable: "NotReached"
            case .deadlockFreedom: "Deadlock"
            case .eventually, .leadsTo, .eventuallyAlways, .infinitelyOften: "LivenessViolated"
            }
        let message =
            trace.map { trace in
                trace.loop.map { "violated by a loop that begins at depth \($0.start)" }
                    ?? "violated at depth \(trace.steps.count)"
            } ?? "not reached"
        return .failed(type: type, message: message, text: trace?.rendering() ?? "")
    }

    /// Test cases for what is wrong with the run as a whole and with none of its properties.
    private func wholeCases(_ report: Report) -> [JUnitCase] {
        func failed(_ name: String, _ type: String, _ message: String) -> JUnitCase {
            JUnitCase(
                className: planned.className, name: name,
                outcome: .failed(type: type, message: message, text: ""))
        }
        var cases: [JUnitCase] = []
        let idle = report.actions.filter { $0.isRequired && $0.taken == 0 }.map(\.name)
        if report.outcome == .vacuous, !idle.isEmpty {
            cases.append(failed("required actions", "NeverTaken", idle.joined(separator: ", ")))
        }
        if report.outcome == .vacuous, let emptiness = report.emptiness {
            cases.append(failed("what is checked", "Nothing", emptiness))
        }
        if let fault = report.fault {
            cases.append(
                JUnitCase(
                    className: planned.className, name: "spec", site: fault.site,
                    outcome: .erred(type: "Fault", message: fault.messageWithSite)))
        }
        if let cut {
            let names = judgement.notCompared.joined(separator: ", ")
            let missing = names.isEmpty ? "" : "; not compared: \(names)"
            cases.append(
                JUnitCase(
                    className: planned.className, name: "search",
                    outcome: .skipped("\(cut) ended the search before everything was seen\(missing)")))
        }
        if judgement.status == .otherFigures, !judgement.differences.isEmpty {
            let differences = judgement.differences.joined(separator: "; ")
            cases.append(failed("expected figures", "FiguresDiffer", differences))
        }
        return cases + [behaviourCase].compactMap(\.self)
    }

    /// Test case for a variant that is claimed to behave as the spec does; nil for every other run.
    private var behaviourCase: JUnitCase? {
        guard let behaviour, planned.spec.variantExpectation?.extent == .behavesTheSame,
            let verdict = VariantClaim(of: planned.spec, behaviour)?.verdict
        else { return nil }
        let run = behaviour.run.map { $0.run.rendering(claim: $0.claim) } ?? ""
        let outcome: JUnitCase.Outcome =
            switch behaviour {
            case .same: .passed
            case .different: .failed(type: "BehaviourDiffers", message: verdict.remark, text: run)
            case .open: .skipped(verdict.remark)
            }
        return JUnitCase(
            className: planned.className, name: "same behaviour",
            site: planned.spec.variantExpectation?.site, outcome: outcome)
    }
}
