extension Catalog.Entry {
    /// The entry of a spec with two types, one for few replicas and one for many, whose states are longer: `spec` is taken
    /// wherever it `fits`, and `wide` elsewhere.
    ///
    /// Both have one name and the same parameters with the same defaults, and differ in the room that a state has.
    /// - Parameters:
    ///   - fits: room in a state of `spec` for the parameters.
    ///   - wideInstances: instances beyond `instances`, in states of `wide`.
    @inlinable
    public static func spec<S: Spec, Wide: Spec>(
        _ spec: S, instances: [SpecInstance<S>] = [], beyond fits: @escaping @Sendable (S) -> Bool,
        _ wide: Wide, instances wideInstances: [SpecInstance<Wide>] = []
    ) -> Catalog.Entry {
        entry(of: spec, instances, fits, wide, wideInstances, erasing: { ErasedSpec($0) }, { ErasedSpec($0) })
    }

    @usableFromInline
    static func entry<S: Spec, Wide: Spec>(
        of spec: S, _ instances: [SpecInstance<S>], _ fits: @escaping @Sendable (S) -> Bool,
        _ wide: Wide, _ wideInstances: [SpecInstance<Wide>],
        erasing erase: @escaping @Sendable (S) -> ErasedSpec,
        _ eraseWide: @escaping @Sendable (Wide) -> ErasedSpec
    ) -> Catalog.Entry {
        Catalog.Entry(
            standard: erase(spec), mutants: mutants(of: spec), variants: variants(of: spec),
            instances: instances.map { Catalog.Instance(spec: erase($0.spec), expected: $0.expected) }
                + wideInstances.map { Catalog.Instance(spec: eraseWide($0.spec), expected: $0.expected) },
            problem: {
                difference(between: spec, and: wide)
                    ?? problem(in: instances.map(\.spec), standard: spec)
                    ?? problem(in: wideInstances.map(\.spec), standard: wide)
                    ?? room(fits, instances.map(\.spec), wideInstances.map(\.spec), spec)
            }
        ) {
            let narrow = try $0.adjusted(spec)
            return fits(narrow) ? erase(narrow) : eraseWide(try $0.adjusted(wide))
        }
    }

    /// Mistake of two types that are not the same to whoever sets parameters, or nil.
    static func difference<S: Spec, Wide: Spec>(between spec: S, and wide: Wide) -> SpecError? {
        guard
            Instance(spec) != Instance(wide)
                || spec.parameters.map(\.range) != wide.parameters.map(\.range)
                || S.Mutant.allCases.map(\.rawValue) != Wide.Mutant.allCases.map(\.rawValue)
                || S.Variant.allCases.map(\.rawValue) != Wide.Variant.allCases.map(\.rawValue)
        else { return nil }
        return SpecError(
            spec: S.name,
            message:
                "\(S.self) and \(Wide.self) are to be one spec; give them one name, the same parameters with the same"
                + " defaults, and the same mutants and variants")
    }

    /// Mistake of an instance that is listed in the one type and would be made in the other, or nil.
    static func room<S: Spec, Wide: Spec>(
        _ fits: (S) -> Bool, _ narrow: [S], _ wide: [Wide], _ standard: S
    ) -> SpecError? {
        let wrong =
            narrow.first { !fits($0) }.map { Instance($0).label }
            ?? wide.map { Instance($0) }.first { fits($0.adjustedUnchecked(standard)) }?.label
        return wrong.map {
            SpecError(spec: S.name, message: "\($0) is listed in the type in which nobody gets it by name")
        }
    }
}
