import QuorateTraces

/// Findings from the answers of `prove` on both sides.
struct ClaimFindings {
    let base: [ClaimRecord]
    let head: [ClaimRecord]
    /// Renames of specs, whose names stand in front of those of their claims.
    let renamedSpecs: [String: String]

    var all: [DiffFinding] {
        let renames = Dictionary(base.map { ($0.name, renamed($0.name)) }) { first, _ in first }
        let names = NamePairs(base, head, \.name, renames)
        var findings = names.both.flatMap(changes)
        for claim in names.onlyHead {
            findings.append(
                finding(.claimChanged, claim, "the claim is new, and \(claim.words): \(claim.sentence)"))
        }
        for claim in names.onlyBase {
            findings.append(finding(.claimChanged, claim, "the claim is gone; it was \(claim.words)"))
        }
        return findings
    }

    private func renamed(_ name: String) -> String {
        let spec = String(name.prefix { $0 != "." })
        guard let new = renamedSpecs[spec], spec != name else { return name }
        return new + name.dropFirst(spec.count)
    }

    private func finding(_ kind: DiffFinding.Kind, _ claim: ClaimRecord, _ sentence: String) -> DiffFinding {
        let spec = claim.name.contains(".") ? String(claim.name.prefix { $0 != "." }) : ""
        return DiffFinding(
            kind: kind, spec: spec, subject: claim.name, sentence: "\(claim.name): \(sentence)")
    }

    private func changes(_ base: ClaimRecord, _ head: ClaimRecord) -> [DiffFinding] {
        var findings: [DiffFinding] = []
        if base.bound != head.bound {
            func words(_ bound: [String]) -> String {
                bound.isEmpty ? "all numbers" : bound.joined(separator: " and ")
            }
            findings.append(
                finding(
                    .boundChanged, head,
                    "it is made for \(words(head.bound)), and was for \(words(base.bound))"))
        }
        if base.words != head.words {
            findings.append(finding(.claimChanged, head, "it is \(head.words), and was \(base.words)"))
        }
        let statements = [("supposes", base.rest, head.rest), ("concludes", base.then, head.then)]
        for (verb, old, new) in statements where old != new {
            findings.append(
                finding(
                    .claimChanged, head,
                    "it \(verb) \(new.joined(separator: " and ")), and did \(old.joined(separator: " and "))")
            )
        }
        return findings
    }
}

extension ClaimRecord {
    /// The hypotheses that are about sets too.
    fileprivate var rest: [String] { given.filter { !bound.contains($0) } }
}

/// Findings from the figures of `conform` on both sides.
struct ConformanceFindings {
    let base: [ConformanceRecord]
    let head: [ConformanceRecord]

    var all: [DiffFinding] {
        let names = NamePairs(base, head, \.label)
        var findings: [DiffFinding] = []
        for (old, new) in names.both where old != new {
            let parts = [new.words + ", and was " + old.words] + comparedWords(old, new)
            findings.append(finding(new.label, parts.joined(separator: "; ")))
        }
        for record in names.onlyHead {
            findings.append(finding(record.label, "held against its code now: \(record.words)"))
        }
        for record in names.onlyBase {
            findings.append(
                finding(record.label, "not held against its code any more; it was \(record.words)"))
        }
        return findings
    }

    private func comparedWords(_ old: ConformanceRecord, _ new: ConformanceRecord) -> [String] {
        let names = NamePairs(old.notCompared, new.notCompared, \.self)
        let changes = [("not compared any more", names.onlyHead), ("compared now", names.onlyBase)]
        return changes.filter { !$1.isEmpty }.map { "\($0): \($1.joined(separator: ", "))" }
    }

    private func finding(_ label: String, _ sentence: String) -> DiffFinding {
        DiffFinding(
            kind: .conformanceChanged, spec: String(label.prefix { $0 != " " }), instance: label,
            sentence: sentence)
    }
}

/// Findings about the counterexamples that both revisions keep.
struct CounterexampleFindings {
    /// Name of a file by its path below the folder, with a digest of what is in it.
    typealias Kept = [String: String]

    let base: Kept
    let head: Kept

    var all: [DiffFinding] {
        Set(base.keys).union(head.keys).sorted().compactMap { path in
            let kind: DiffFinding.Kind
            let words: String
            switch (base[path], head[path]) {
            case (nil, _): (kind, words) = (.counterexampleNew, "is new")
            case (_, nil): (kind, words) = (.counterexampleGone, "is gone")
            case (let old, let new):
                if old == new { return nil }
                (kind, words) = (.counterexampleChanged, "is another run now")
            }
            let spec = String(path.prefix { $0 != "/" })
            return DiffFinding(
                kind: kind, spec: spec, subject: path, sentence: "the kept run \(path) \(words)")
        }
    }
}
