/// Part of a report without a result: a run, a claim or a comparison with code that failed, or was never begun.
struct UnmadePart {
    enum Kind { case run, mutant, variant, claim, code }

    let kind: Kind
    let label: String
    /// Name and reason, in one line.
    let line: String
    /// Name of the mutant, where it is a run of one.
    var mutant: String?
}

extension CatalogCheck.Results {
    /// Parts about a spec without a result.
    func unmade(about spec: String) -> [UnmadePart] {
        let models = models(of: spec)
        let runs = self.runs.unmade { run, line -> UnmadePart? in
            guard run.spec.name == spec else { return nil }
            let kind: UnmadePart.Kind =
                run.spec.mutant != nil ? .mutant : run.spec.variant != nil ? .variant : .run
            return UnmadePart(kind: kind, label: run.spec.label, line: line, mutant: run.spec.mutant)
        }
        let claims = self.claims?.unmade { request, line -> UnmadePart? in
            request.isAbout(spec, models) ? UnmadePart(kind: .claim, label: request.name, line: line) : nil
        }
        let code = conformance?.unmade { part, line -> UnmadePart? in
            part.target.spec == spec ? UnmadePart(kind: .code, label: part.label, line: line) : nil
        }
        return runs + (claims ?? []) + (code ?? [])
    }

    /// Lines of all parts without a result.
    var unmadeLines: [String] {
        runs.unmade { $1 } + (claims?.unmade { $1 } ?? []) + (conformance?.unmade { $1 } ?? [])
    }
}

extension JobResults {
    /// Parts without a result, each with a line that says why.
    fileprivate func unmade<Value>(_ body: (Result.Part, String) -> Value?) -> [Value] {
        failed.compactMap { body($0.part, $0.line) }
            + notStarted.compactMap {
                body($0, "\(Result.label(of: $0)): not begun, because of the interrupt")
            }
    }
}
