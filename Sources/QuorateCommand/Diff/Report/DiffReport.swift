import QuorateExplorer
import QuorateLanguage

/// Everything that a comparison of two sides has found, and what it could not tell.
struct DiffReport {
    let request: DiffRequest
    /// Names of the sides as a person reads them, as in `main (1a2b3c4)`.
    var names = (base: "base", head: "head")
    /// True where the lines of the head are those of the work tree.
    var isHeadInWorkTree = true
    var findings: [DiffFinding] = []
    /// Labels of the instances with the same behaviour, judged in the same way.
    private(set) var same: [String] = []
    /// Labels of the instances that were compiled from the same text, and not explored.
    var unchanged: [String] = []
    /// Labels of the instances with a known difference.
    private(set) var changed: [String] = []
    /// Instances without an answer, with the reasons.
    private(set) var inconclusive: [(label: String, reasons: [String])] = []
    /// Comparisons of what the two sides do, by the labels of the instances.
    private(set) var compared: [(label: String, behaviour: ComparedBehaviour)] = []
    /// Labels of the instances of one side.
    let onlyBase: [String]
    let onlyHead: [String]
    /// Remarks on what was not compared.
    var notes: [String] = []

    /// A report in which no instance is compared yet.
    init(request: DiffRequest, pairs: SidePairs) {
        self.request = request
        onlyBase = pairs.onlyBase.map(\.label)
        onlyHead = pairs.onlyHead.map(\.label)
    }

    /// Adds the comparison of one instance.
    mutating func add(_ result: PairResult) {
        findings += result.findings
        if let behaviour = result.compared { compared.append((result.label, behaviour)) }
        switch result.answer {
        case .same: same.append(result.label)
        case .changed: changed.append(result.label)
        case .inconclusive(let reasons): inconclusive.append((result.label, reasons))
        }
    }

    /// The findings that end in a failure.
    var forbidden: [DiffFinding] { findings.filter { request.forbidden.contains($0.kind) } }

    /// Exit status: a finding is no failure unless it is forbidden, and what was not compared is no success.
    var status: ExitStatus {
        if !forbidden.isEmpty { return .otherFigures }
        return inconclusive.isEmpty ? .asExpected : .inconclusive
    }

    /// Number of the instances of each sort, in words.
    var counts: String {
        let sorts = [
            (unchanged.count, "of unchanged sources"), (same.count, "the same"), (changed.count, "changed"),
            (inconclusive.count, "inconclusive"),
            (onlyBase.count, "in the base only"), (onlyHead.count, "in the head only"),
        ]
        let total = sorts.reduce(0) { $0 + $1.0 }
        return "\(Numerals.count(total, "instance")): "
            + sorts.filter { $0.0 > 0 }.map { "\(Numerals.count($0.0)) \($0.1)" }.joined(separator: ", ")
    }

    /// Number of the findings, and of those that are forbidden, in words.
    var tally: String {
        if findings.isEmpty { return "no findings" }
        let kinds = DiffFinding.Kind.allCases.compactMap { kind in
            let count = findings.count { $0.kind == kind }
            return count == 0 ? nil : "\(count) \(kind.rawValue)"
        }
        let refused = forbidden.isEmpty ? "" : "; \(forbidden.count) forbidden"
        return Numerals.count(findings.count, "finding") + ": " + kinds.joined(separator: ", ") + refused
    }
}

/// Findings of one kind about one part of one spec, of which one is shown.
struct FindingGroup {
    /// The finding with the shortest run, or else the first.
    let shown: DiffFinding
    /// Labels of the other instances with such a finding.
    let others: [String]

    /// The findings in groups: by spec, in the order of the first of each, then by kind and subject.
    static func all(of findings: [DiffFinding]) -> [FindingGroup] {
        var keys: [Key] = []
        var members: [Key: [DiffFinding]] = [:]
        for finding in findings {
            let key = Key(finding)
            if members[key] == nil { keys.append(key) }
            members[key, default: []].append(finding)
        }
        let specs = keys.map(\.spec).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return specs.flatMap { spec in
            keys.filter { $0.spec == spec }.sorted { $0.rank < $1.rank }.map { FindingGroup(members[$0]!) }
        }
    }

    /// The instance with what was found in it, and the number of the others.
    var sentence: String {
        let place = shown.instance.map { "\($0): " } ?? ""
        let more =
            others.isEmpty ? "" : " (also in \(Numerals.count(others.count, "other instance")))"
        return place + shown.sentence + more
    }

    private init(_ members: [DiffFinding]) {
        let lengths = members.map { $0.run?.run.steps.count ?? .max }
        let best = lengths.indices.min { lengths[$0] < lengths[$1] } ?? 0
        shown = members[best]
        others = members.indices.filter { $0 != best }.compactMap { members[$0].instance }
    }

    private struct Key: Hashable {
        let spec: String
        let kind: DiffFinding.Kind
        let subject: String

        init(_ finding: DiffFinding) {
            spec = finding.spec
            kind = finding.kind
            subject = finding.subject
        }

        /// Place in the order of kinds, then that of the subject.
        var rank: (Int, String) { (DiffFinding.Kind.allCases.firstIndex(of: kind) ?? 0, subject) }
    }
}
