import QuorateExplorer
import QuorateTraces

/// Text for people: what is not as expected, and then what has changed in a folder of counterexamples.
struct CounterexampleText: Reporter {
    /// Tells of what is not as expected.
    let report: CheckText
    let update: CounterexampleUpdate

    var console: Console { report.console }

    func finished(_ run: FinishedRun) throws { try report.finished(run) }

    func ended(_ results: CheckResults) throws {
        try report.ended(results)
        guard let changes = update.changes else {
            return try console.print("\(update.folder.path) is as it was, because of the interrupt")
        }
        try tell(of: changes)
        if update.sparesOrphans {
            let failures = results.made.filter { !$0.judgement.isAsExpected }.count
            let counted = Numerals.count(failures, "run")
            try console.print("nothing is removed, because \(counted) did not end as expected")
        }
    }

    private func tell(of changes: [CounterexampleChange]) throws {
        for change in changes where change.kind != .unchanged {
            let remark = change.remark.isEmpty ? "" : "  (\(change.remark))"
            let file = update.path(of: change) + CounterexampleFolder.traceSuffix
            try console.print("\(change.kind.rawValue.padded(to: 7))  \(file)\(remark)")
        }
        let counts = CounterexampleChange.Kind.allCases.compactMap { kind in
            let count = changes.count { $0.kind == kind }
            return count > 0 || kind == .unchanged ? "\(Numerals.count(count)) \(kind.rawValue)" : nil
        }
        try console.print("\(update.folder.path): \(counts.joined(separator: ", "))")
    }
}
