extension Instance {
    /// The spec of `catalog` that this is an instance of, which can be searched.
    ///
    /// Parameters that are not named keep their defaults.
    /// - Throws: ``CatalogError`` for a name or a value that the catalog does not have; ``SpecError`` where the spec
    ///   refuses the parameters together, or cannot be searched at all.
    public func spec(in catalog: Catalog) throws -> ErasedSpec { try spec(in: catalog.entry(spec)) }

    /// The spec of `entry` with this mutant or variant and these parameters, which can be searched.
    ///
    /// - Throws: as ``spec(in:)`` of a catalog does.
    public func spec(in entry: Catalog.Entry) throws -> ErasedSpec {
        let erased = try entry.spec(settings: values, mutant: mutant, variant: variant)
        if let problem = erased.problem() { throw problem }
        return erased
    }

    /// `standard` with these parameters and this mutant or variant.
    ///
    /// - Throws: ``CatalogError`` for the first name that it does not have or value out of range.
    @usableFromInline
    package func adjusted<S: Spec>(_ standard: S) throws -> S {
        try check(standard)
        return adjustedUnchecked(standard)
    }

    /// `standard` with these parameters and this mutant or variant; names that it does not have change nothing.
    package func adjustedUnchecked<S: Spec>(_ standard: S) -> S {
        var spec = standard
        let values = values
        for parameter in spec.parameters {
            if let value = values[parameter.name] { parameter.set(&spec, value) }
        }
        spec.mutant = mutant.flatMap(S.Mutant.init(rawValue:))
        spec.variant = variant.flatMap(S.Variant.init(rawValue:))
        return spec
    }

    /// Checks that `standard` has the parameters and the mutant or variant.
    ///
    /// - Throws: ``CatalogError`` for the first that it does not have, or value out of range.
    package func check<S: Spec>(_ standard: S) throws(CatalogError) {
        let parameters = standard.parameters
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            guard let known = parameters.first(where: { $0.name == name }) else {
                throw .unknownParameter(name, spec: S.name, known: parameters.map(\.name))
            }
            guard known.range.contains(value) else {
                throw .outOfRange(name, value, spec: S.name, range: known.range)
            }
        }
        let mutants = S.Mutant.allCases.map(\.rawValue)
        if let mutant, !mutants.contains(mutant) {
            throw .unknownMutant(mutant, spec: S.name, known: mutants)
        }
        let variants = S.Variant.allCases.map(\.rawValue)
        if let variant, !variants.contains(variant) {
            throw .unknownVariant(variant, spec: S.name, known: variants)
        }
        if let mutant, let variant { throw .mutantWithVariant(mutant, variant, spec: S.name) }
    }
}
