import QuorateExplorer
import QuorateLanguage

/// A report held against what was expected of it.
struct Judgement {
    /// The exit status of this run alone.
    let status: ExitStatus
    /// Remarks on what is as expected or not, one sentence each; empty where the report itself says
    /// everything.
    let remarks: [String]
    /// The expected figures of which a search that ended early says nothing.
    private(set) var notCompared: [String] = []
    /// The expected figures that are others, a sentence each.
    private(set) var differences: [String] = []
    /// Place of the mistake that kept the run from being made, where it is known.
    private(set) var site: SourceSite?

    var isAsExpected: Bool { status == .asExpected }

    /// - Parameter report: what was found.
    /// - Parameter run: what was to be found, and whether the search was to carry on after a violation.
    /// - Parameter behaviour: what a variant does beside the spec, where that was looked at.
    init(_ report: Report, of run: CheckPlan.Run, _ behaviour: VariantBehaviour? = nil) {
        let figures = FigureComparison(report, run.expectation.figures)
        if let property = run.expectation.brokenProperty {
            self.init(breaking: property, report, figures, cut: report.cut(continuing: run.continues))
        } else {
            let held = Judgement(holding: report, figures)
            self = held.judging(VariantClaim(of: run.spec, behaviour), report.outcome)
        }
        notCompared = figures.notCompared
        differences = figures.differences
    }

    private init(status: ExitStatus, remarks: [String]) {
        self.status = status
        self.remarks = remarks
    }

    /// The run could not be made.
    init(_ error: any Error) {
        status = ExitStatus(of: error) ?? .internalError
        // The remark stands behind the label of the run, which says which spec it is.
        let named = error as? SpecError
        remarks = [named?.messageWithSite ?? CommandError.message(of: error)]
        site = named?.site
    }

    private init(holding report: Report, _ figures: FigureComparison) {
        let found = ExitStatus(of: report)
        if found == .asExpected, !figures.differences.isEmpty {
            self.init(status: .otherFigures, remarks: figures.differences)
        } else if found == .inconclusive, !figures.notCompared.isEmpty {
            let limit = report.limit?.description ?? "something"
            let missing = figures.notCompared.joined(separator: ", ")
            self.init(
                status: found,
                remarks: ["\(limit) ended the search before these could be compared: \(missing)"])
        } else {
            self.init(status: found, remarks: [])
        }
    }

    /// The judgement where the certificate that was asked for is not there: the report stands, and is no success.
    var withoutCertificate: Judgement {
        let reason = CheckCertificate.interrupted
        return isAsExpected ? Judgement(status: .inconclusive, remarks: remarks + [reason]) : self
    }

    /// The judgement with what it says of the claim that is made for a variant.
    private func judging(_ claim: VariantClaim?, _ outcome: Report.Outcome) -> Judgement {
        guard let claim else { return self }
        switch outcome {
        case .inconclusive: return self
        case .violated, .vacuous: return Judgement(status: status, remarks: [claim.broken] + remarks)
        case .holds:
            // Figures that differ are differences in any case; it is the claim that says why they matter.
            let verdict = claim.verdict
            return Judgement(
                status: isAsExpected ? verdict.status : status,
                remarks: isAsExpected || verdict.status != .asExpected ? remarks + [verdict.remark] : remarks)
        }
    }

    private init(
        breaking property: String, _ report: Report, _ figures: FigureComparison, cut: Report.Limit?
    ) {
        if report.fall(of: property) == .open {
            self.init(
                status: .inconclusive,
                remarks: ["the search ended before \"\(property)\" could be seen to fall"])
        } else if report.fall(of: property) == .survives {
            self.init(status: .mutantNotCaught, remarks: [report.survival(of: property)])
        } else if !figures.differences.isEmpty {
            self.init(status: .otherFigures, remarks: figures.differences)
        } else if let fault = report.fault, cut == .fault {
            // A catalog carries on for the sake of the figures alone: without any, what was to fall has fallen.
            let isEnough = figures.compares && figures.notCompared.isEmpty
            self.init(
                status: isEnough ? .asExpected : .malformedInput,
                remarks: [report.capture(by: property), "beyond that, \(fault.messageWithSite)"])
        } else if let cut {
            // What was found so far is right, and says nothing of the rest that was to be seen.
            let names = figures.notCompared.joined(separator: ", ")
            let missing = names.isEmpty ? "" : " (not compared: \(names))"
            let capture = report.capture(by: property)
            self.init(
                status: .inconclusive,
                remarks: ["\(cut) ended the search before everything was seen\(missing); so far \(capture)"])
        } else {
            self.init(status: .asExpected, remarks: [report.capture(by: property)])
        }
    }
}

extension ExitStatus {
    /// The status of a run of which nothing in particular was expected.
    init(of report: Report) {
        switch report.outcome {
        case .holds: self = .asExpected
        case .vacuous: self = .vacuous
        case .inconclusive: self = .inconclusive
        case .violated:
            let kinds = report.properties.filter { $0.outcome == .violated }.map(\.kind)
            self =
                kinds.contains(.always)
                ? .safetyViolated : kinds.contains(.deadlockFreedom) ? .deadlock : .livenessViolated
        }
    }
}

extension Report {
    /// Limit that ended the search before it had seen all that it was to see, or nil.
    ///
    /// - Parameter continuing: whether it was to carry on after a violation.
    func cut(continuing: Bool) -> Limit? { outcome == .violated && !continuing ? nil : limit }

    fileprivate func capture(by property: String) -> String {
        let story = spec.mutantExpectation.map { " (\($0.story))" } ?? ""
        if spec.mutant != nil { return "the mutant \(spec.mutant!)\(story) is caught by \"\(property)\"" }
        return "\"\(property)\" is violated"
    }
}
