import QuorateTraces

/// The names under which the counterexamples of a command are kept: the folder of the spec and a name without
/// suffix.
struct TraceNames {
    private let runs: [CheckPlan.Run]
    private var taken: Set<String> = []

    init(runs: [CheckPlan.Run]) { self.runs = runs }

    /// The name, used for nothing else in this command.
    mutating func name(of trace: Trace, _ run: CheckPlan.Run) -> String {
        let name = "\(FileName.folder(trace.spec))/\(base(of: trace, run))"
        let unique = ([name] + (2...999).lazy.map { "\(name)-\($0)" }).first { !taken.contains($0) } ?? name
        taken.insert(unique)
        return unique
    }

    /// The mutant, or else the property; the parameters too, where other runs could claim the same name.
    private func base(of trace: Trace, _ run: CheckPlan.Run) -> String {
        var parts = [trace.mutant].compactMap(\.self)
        if trace.mutant == nil || trace.property != run.expectation.brokenProperty {
            parts.append(trace.property)
        }
        let isExpected = run.expectation.brokenProperty != nil
        let rivals = runs.filter {
            $0.spec.name == trace.spec && $0.spec.mutant == trace.mutant
                && (!isExpected || $0.expectation.brokenProperty != nil)
        }
        if rivals.count > 1 { parts += trace.parameters.map { "\($0.name)-\($0.value)" } }
        return FileName.kebab(parts.joined(separator: "-"))
    }
}

/// Names that are safe in a path, whatever a person calls a property.
enum FileName {
    /// Small letters and digits with single hyphens between words, as in `every-manager-commits`.
    static func kebab(_ name: String) -> String {
        var words = ""
        var previous: Character = "-"
        for letter in name {
            let isPlain = letter.isLetter || letter.isNumber
            if letter.isUppercase, previous.isLowercase { words.append("-") }
            if isPlain { words += letter.lowercased() } else if words.last != "-" { words.append("-") }
            previous = letter
        }
        let trimmed = words.trimmingPrefix { $0 == "-" }.prefix(120)
        let end = trimmed.lastIndex { $0 != "-" }.map(trimmed.index(after:)) ?? trimmed.startIndex
        return end == trimmed.startIndex ? "unnamed" : String(trimmed[..<end])
    }

    /// The name of a spec with everything else than letters, digits and underscores made a hyphen.
    static func folder(_ spec: String) -> String {
        String(spec.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "-" }.prefix(120))
    }
}
