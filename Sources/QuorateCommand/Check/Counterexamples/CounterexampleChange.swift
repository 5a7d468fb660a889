import Foundation
import QuorateExplorer
import QuorateTraces

/// Change of one counterexample of a folder; of the kind `unchanged` where there is none.
struct CounterexampleChange {
    enum Kind: String, CaseIterable { case added, changed, removed, unchanged }

    /// Spec and name, as in `TwoPhaseCommit/hasty-commit`.
    let name: String
    let kind: Kind
    /// Difference in a few words; empty where there is nothing to say.
    let remark: String
    /// The trace to be written; nil for one that is removed.
    let trace: Trace?

    /// The change that makes `kept`, if there is such a file, what was found.
    init(_ name: String, found: Trace, kept: CounterexampleFolder.Kept?) {
        self.name = name
        guard let kept else {
            (kind, remark, trace) = (.added, Numerals.count(found.steps.count, "step"), found)
            return
        }
        let merged = Self.merged(found, into: kept.trace)
        trace = merged
        let hasSameData = ITF.data(of: merged) == kept.data
        let hasSameText = kept.text == Data(TraceExport.text(of: merged).utf8)
        kind = hasSameData && hasSameText ? .unchanged : .changed
        remark = kind == .unchanged ? "" : Self.difference(merged, from: kept.trace, hasSameData: hasSameData)
    }

    /// The removal of the file called `name`.
    init(removing name: String) {
        (self.name, kind, remark, trace) = (name, .removed, "", nil)
    }

    /// The run that was found, with whatever else the kept file records: a search does not know it.
    private static func merged(_ found: Trace, into kept: Trace) -> Trace {
        var merged = kept
        merged.instance = found.instance
        merged.property = found.property
        merged.propertyKind = found.propertyKind
        merged.propertySite = found.propertySite
        merged.steps = found.steps
        merged.states = found.states
        merged.loop = found.loop
        if !found.replays.isEmpty { merged.replays = found.replays }
        return merged
    }

    private static func difference(_ new: Trace, from old: Trace, hasSameData: Bool) -> String {
        if hasSameData { return "the rendering only" }
        if new == old { return "the layout only" }
        if new == old.withoutSites { return "without its source lines" }
        if new.withoutReplays == old.withoutReplays { return "what becomes of it on real code" }
        if new.steps.count != old.steps.count {
            return "was \(Numerals.count(old.steps.count, "step")), now \(new.steps.count)"
        }
        if new.steps.map(\.action) != old.steps.map(\.action) {
            return "another run of \(Numerals.count(new.steps.count, "step"))"
        }
        return new.states == old.states ? "the same run, described otherwise" : "the same steps, other states"
    }
}

extension Trace {
    /// The trace without the places in the source and without what becomes of it on real code.
    fileprivate var withoutReplays: Trace {
        var trace = withoutSites
        trace.replays = []
        return trace
    }
}
