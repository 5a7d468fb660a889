extension CatalogCheck.Results {
    /// Proofs about a spec: its own claims, the models in which it has a picture, and that it refines them.
    func proofs(about spec: String) -> [ProofResult] {
        let models = models(of: spec)
        return (claims?.made ?? []).filter { $0.request.isAbout(spec, models) }
    }

    /// Models that a spec is to refine, were that decided or not.
    func models(of spec: String) -> Set<String> {
        let requests =
            (claims?.made.map(\.request) ?? []) + (claims?.failed.map(\.part) ?? [])
            + (claims?.notStarted ?? [])
        return Set(requests.compactMap { $0.spec == spec ? $0.refinedModel : nil })
    }
}

extension ProofRequest {
    /// Truth of the request being about a spec that is to refine `models`.
    func isAbout(_ spec: String, _ models: Set<String>) -> Bool {
        self.spec == spec || model.map(models.contains) ?? false
    }

    /// Name of the model that is to be proved, or nil.
    var model: String? { if case .model(let model) = subject { model.name } else { nil } }
    /// Name of the model that a spec is to refine, or nil.
    var refinedModel: String? {
        if case .refinement(_, let model) = subject { model.name } else { nil }
    }
}
