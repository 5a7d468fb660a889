import QuorateTraces

extension SpecPair {
    /// Findings about what the spec declares, without a look at any state.
    var findings: [DiffFinding] {
        parameterFindings + assumptionFindings + propertyFindings + mutantFindings + variantFindings
    }

    private func finding(_ kind: DiffFinding.Kind, _ subject: String, _ sentence: String) -> DiffFinding {
        DiffFinding(kind: kind, spec: head.name, subject: subject, sentence: sentence)
    }

    private var parameterFindings: [DiffFinding] {
        let names = NamePairs(base.parameters, head.parameters, \.name, renames.parameters)
        return listed(
            .parameterChanged, names, \.name,
            new: { "the parameter \($0.name) is new (\($0.words))" },
            gone: { "the parameter \($0.name) is gone (it was \($0.words))" },
            other: { old, new in
                if old.words == new.words { return nil }
                return "the parameter \(new.name) is \(new.words) by default; it was \(old.words)"
            })
    }

    /// Findings of one kind about things with names.
    private func listed<Element>(
        _ kind: DiffFinding.Kind, added addedKind: DiffFinding.Kind? = nil,
        removed removedKind: DiffFinding.Kind? = nil, _ names: NamePairs<Element>,
        _ name: (Element) -> String,
        new: (Element) -> String, gone: (Element) -> String,
        other: (Element, Element) -> String?
    ) -> [DiffFinding] {
        var findings: [DiffFinding] = []
        for element in names.onlyHead {
            findings.append(finding(addedKind ?? kind, name(element), new(element)))
        }
        for element in names.onlyBase {
            findings.append(finding(removedKind ?? kind, name(element), gone(element)))
        }
        for (old, element) in names.both {
            if let words = other(old, element) { findings.append(finding(kind, name(element), words)) }
        }
        return findings
    }

    private var assumptionFindings: [DiffFinding] {
        let lists = [
            ("assumptions", base.assumptions ?? [], head.assumptions ?? []),
            ("obligations", base.fairness, head.fairness),
            ("constraint", [base.constraint].compactMap(\.self), [head.constraint].compactMap(\.self)),
            (
                "actions that must be taken", base.requiredActions.map { renames.graph.actions[$0] ?? $0 },
                head.requiredActions
            ),
        ]
        return lists.compactMap { what, old, new in
            let (gone, added) = (old.filter { !new.contains($0) }, new.filter { !old.contains($0) })
            if gone.isEmpty, added.isEmpty { return nil }
            let parts = [("new", added), ("gone", gone)].filter { !$0.1.isEmpty }
            let changes = parts.map { "\($0): \($1.joined(separator: "; "))" }.joined(separator: "; ")
            return finding(.assumptionsChanged, what, "other \(what): \(changes)")
        }
    }

    private var propertyFindings: [DiffFinding] {
        let names = NamePairs(base.properties, head.properties, \.name, renames.properties)
        // One of another kind is another property.
        let changed = names.both.filter { $0.kind != $1.kind }
        let added = names.onlyHead + changed.map(\.1)
        let removed = names.onlyBase + changed.map(\.0)
        return added.map {
            finding(.propertyAdded, $0.name, "\(ForeignText.quoted($0.name)) is new (\($0.words))")
        }
            + removed.map {
                finding(.propertyRemoved, $0.name, "\(ForeignText.quoted($0.name)) is gone (\($0.words))")
            }
    }

    private var mutantFindings: [DiffFinding] {
        let names = NamePairs(base.mutants, head.mutants, \.name, renames.changes)
        return listed(
            .mutantChanged, added: .mutantAdded, removed: .mutantRemoved, names, \.name,
            new: { "the mutant \($0.name) is new: \($0.story)" },
            gone: { "the mutant \($0.name) is gone: \($0.story)" },
            other: { old, new in
                if (renames.properties[old.property] ?? old.property) == new.property { return nil }
                let (now, before) = (ForeignText.quoted(new.property), ForeignText.quoted(old.property))
                return "the mutant \(new.name) is to break \(now), and was to break \(before)"
            })
    }

    private var variantFindings: [DiffFinding] {
        let names = NamePairs(base.variants, head.variants, \.name, renames.changes)
        return listed(
            .variantChanged, names, \.name,
            new: { "the variant \($0.name) is new: it \($0.claim), since \($0.reason)" },
            gone: { "the variant \($0.name) is gone, of which it was said that it \($0.claim)" },
            other: { old, new in
                if old.claim == new.claim { return nil }
                return
                    "of the variant \(new.name) it is said that it \(new.claim); it was that it \(old.claim)"
            })
    }
}

/// Two lists of things with names, put beside each other.
struct NamePairs<Element> {
    private(set) var both: [(Element, Element)] = []
    private(set) var onlyBase: [Element] = []
    private(set) var onlyHead: [Element] = []

    /// - Parameter renames: of names of the base to names of the head.
    init(_ base: [Element], _ head: [Element], _ name: (Element) -> String, _ renames: [String: String] = [:])
    {
        let old = Dictionary(base.map { (renames[name($0)] ?? name($0), $0) }) { first, _ in first }
        let known = Set(head.map(name))
        for element in head {
            if let other = old[name(element)] {
                both.append((other, element))
            } else {
                onlyHead.append(element)
            }
        }
        onlyBase = base.filter { !known.contains(renames[name($0)] ?? name($0)) }
    }
}
