import QuorateExplorer
import QuorateTraces
import Synchronization

/// Certificate of a run: the file for the set of its states, which is there in the end if everything holds.
struct CheckCertificate {
    let path: String
    private let file: GrowingFile
    private let progress = Progress()

    /// Reason for which there is none although everything holds.
    static let interrupted = "the certificate was interrupted while it was written"

    /// Progress of the search with the file.
    private final class Progress: Sendable {
        /// Properties of liveness of which the whole file says nothing; nil before it is whole.
        let uncovered = Mutex<[UncoveredLiveness]?>(nil)
    }

    /// Begins the file, before a long search.
    ///
    /// - Throws: ``CommandError`` for a plan or for options that a certificate cannot be of.
    init(_ path: String, of plan: CheckPlan, _ request: CheckRequest) throws {
        let option = "--certificate"
        guard !request.specs.isEmpty else { throw CommandError.needsSpec(option: option) }
        let excluded: [(String, Bool, String)] = [
            ("another spec", plan.runs.count > 1, "a file has the states of one instance"),
            ("--mutant", !request.mutants.isEmpty, "a mutant must break what a certificate shows to hold"),
            (
                "--property", !Self.hasSafety(request, plan),
                "a certificate is of all properties of safety, and leaves one out only if it is of liveness"
            ),
            (
                "--store \(request.store.rawValue)", request.store != .exact,
                "a certificate lists every state, and that store has them in another form or not at all"
            ),
        ]
        if let (other, _, reason) = excluded.first(where: \.1) {
            throw CommandError.optionsExclude(option, other, because: reason)
        }
        self.path = path
        file = try GrowingFile(at: path)
    }

    /// No property of safety is left out.
    private static func hasSafety(_ request: CheckRequest, _ plan: CheckPlan) -> Bool {
        let safety = plan.runs[0].spec.properties.filter { !$0.kind.isLiveness }.map(\.name)
        return request.properties.isEmpty || Set(request.properties).isSuperset(of: safety)
    }

    /// Has a search write its certificate into the file.
    func request(of explorer: inout Explorer) {
        let (file, progress) = (file, progress)
        explorer.certificate = { piece in
            switch piece {
            case .bytes(let bytes): try file.append(bytes)
            case .end(let uncovered): progress.uncovered.withLock { $0 = uncovered }
            }
        }
    }

    /// Takes the file back at once, where an error ends the run: others may hold it a little longer.
    func discard() { file.discard() }

    private var uncovered: [UncoveredLiveness]? { progress.uncovered.withLock { $0 } }

    /// Absence of the end of a certificate that was begun, since all holds.
    func isCutShort(_ report: Report) -> Bool {
        report.outcome == .holds && uncovered == nil
    }

    /// Puts the file in its place, if a certificate was written.
    ///
    /// - Returns: what became of it, for people.
    func conclude(_ results: CheckResults) throws -> String {
        guard let report = results.made.first?.report else {
            file.discard()
            return "no certificate was written: nothing was searched"
        }
        guard report.outcome == .holds else {
            file.discard()
            return "no certificate was written: \(Self.reason(report))"
        }
        if isCutShort(report) {
            file.discard()
            return "no certificate was written: interrupted while it was written"
        }
        try file.put()
        return
            "the states were written to \(path); `audit` shows that they are all, and that the properties hold"
            + (uncovered ?? []).map {
                "; liveness \(ForeignText.quoted($0.name)) is not covered (\($0.reason.rawValue))"
            }.joined()
    }

    private static func reason(_ report: Report) -> String {
        switch report.outcome {
        case .holds: "nothing is known"
        case .violated: "a property is broken"
        case .inconclusive: "\(report.limit?.description ?? "the search ended early"), and states are missing"
        case .vacuous: "the run is vacuous, so there is nothing to show"
        }
    }
}
