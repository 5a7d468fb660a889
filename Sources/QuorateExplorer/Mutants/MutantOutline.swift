package import QuorateLanguage

/// Mutant that Quorate makes, by its name: what is changed, and where.
package struct MutantOutline: Hashable, Sendable {
    /// Kind of the change.
    package let kind: MutantKind
    /// Name of what is changed: an action, a rule or a claim; empty where the kind says all.
    package let subject: String
    /// Number among the mutants of the same kind and subject, from 1 in the order of the text.
    package let ordinal: Int
    /// Place of what is changed, or nil where it has none.
    package let site: SourceSite?

    package init(_ kind: MutantKind, _ subject: String = "", ordinal: Int, site: SourceSite? = nil) {
        self.kind = kind
        self.subject = subject
        self.ordinal = ordinal
        self.site = site
    }

    /// Name on a line, as in `drop-guard PBFT.swift:120 prepare`.
    package var name: String {
        let place = site.map { " \($0.file.split(separator: "/").last ?? ""):\($0.line)" } ?? ""
        let number = site == nil && kind != .moreFaulty && !isOfRule ? " \(ordinal)" : ""
        return kind.rawValue + place + (subject.isEmpty ? "" : " \(subject)") + number
    }

    private var isOfRule: Bool { kind == .smallerQuorum || kind == .largerQuorum }
}

extension MutantWaiver {
    /// Truth of the waiver for a mutant.
    package func waives(_ mutant: MutantOutline) -> Bool {
        kind == mutant.kind && subject == mutant.subject && (ordinal.map { $0 == mutant.ordinal } ?? true)
    }

    /// Kind, subject and number, as in `drop-guard prepare 1`.
    package var name: String {
        kind.rawValue + (subject.isEmpty ? "" : " \(subject)") + (ordinal.map { " \($0)" } ?? "")
    }
}
