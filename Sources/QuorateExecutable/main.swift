import Foundation
import QuorateExplorer
import QuorateLanguage
import QuorateSpecs

let a = CommandLine.arguments
if a.count > 2 {
    var settings: [String: Int] = [:]
    for pair in a[2].split(separator: ",") where pair.contains("=") {
        settings[String(pair.split(separator: "=")[0])] = Int(pair.split(separator: "=")[1])!
    }
    let e = try catalog.entry(a[1]).spec(settings: settings, mutant: nil)
    let r = try await Explorer(
        erased: e, workers: a.contains("2") ? 2 : 1, store: a.contains("fp") ? .fingerprint : .exact
    ).run()
    print(
        r.outcome, r.distinctStates, r.generatedStates, r.depth, "cpu", r.cpuSeconds, "ns/tr",
        r.cpuSeconds * 1e9 / Double(r.generatedStates), "B/st", r.bytesPerState)
} else {
    for e in catalog.entries {
        for i in e.instances where !i.expected.isLong || a.contains("long") {
            let r = try await Explorer(erased: i.spec, workers: 2, continuesAfterViolation: true).run()
            let x = i.expected
            let ok =
                (x.distinctStates ?? r.distinctStates) == r.distinctStates
                && (x.generatedStates ?? r.generatedStates) == r.generatedStates
                && (x.depth ?? r.depth) == r.depth
                && (x.verdict == .holds
                    ? r.outcome == .holds
                    : r.outcome == .violated && r.counterexamples[0].steps.count == x.steps)
            print(
                ok ? "ok" : "WRONG", i.spec.name, i.spec.settings.map { "\($0.name)=\($0.value)" }, r.outcome,
                r.distinctStates, r.generatedStates, r.depth, r.counterexamples.map(\.steps.count),
                r.actionsNeverTaken, String(format: "%.3f", r.wallSeconds))
        }
    }
}
