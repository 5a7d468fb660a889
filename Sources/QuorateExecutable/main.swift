import QuorateExplorer
import QuorateSpecs
import QuorateLanguage
import Foundation
let a = CommandLine.arguments
let n = Int(a[1])!, w = Int(a[2])!
let spec = TwoPhaseCommit(managers: n, mutant: a.contains("m") ? .hastyCommit : nil)
let e = try catalog.entry("TwoPhaseCommit").spec(
    settings: ["managers": n], mutant: a.contains("m") ? "hasty-commit" : nil)
let r = try await Explorer(
    erased: e, workers: w, store: a.contains("fp") ? .fingerprint : .exact,
    continuesAfterViolation: a.contains("c")
).run()
print(
    r.outcome, r.distinctStates, r.generatedStates, r.depth, r.wallSeconds, r.cpuSeconds, "ns/tr",
    r.cpuSeconds * 1e9 / Double(r.generatedStates), "B/st", r.bytesPerState)
print(
    r.properties.map { "\($0.name) \($0.outcome)" }, r.counterexamples.map { $0.steps.map { "\($0.action)" } }
)
