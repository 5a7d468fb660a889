internal import QuorateLanguage
public import QuorateTraces

/// A spec with a driver, without their types: what a command works with.
public struct ReplayTarget: Sendable {
    /// The name of the spec.
    public let spec: String
    /// The driver's type with its module, as in `MyDrivers.ElectionDriver`.
    public let driver: String
    /// The mutants whose change the code offers.
    public let mutantsWithCode: [String]
    /// The variables of the spec, and the kinds of messages, that the driver does not compare.
    public let notCompared: [String]
    /// The parameters with which a conformance check is made when nobody gives any, the others having their defaults.
    public let instances: [[String: Int]]
    /// Replay of a trace on the shipped code, or on the code with its mutant's change.
    ///
    /// Throws `TraceMismatch` when the trace is no run of the spec with its parameters, `CatalogError` where the spec
    /// does not have them, and `SpecError` where it refuses them together.
    public let replay: @Sendable (_ trace: Trace, _ againstMutant: Bool) throws -> ReplayReport
    /// The shipped code, or that with a mutant's change, beside the spec with the given parameters (and, for a mutant,
    /// with that mutant); nil where the code has no such part.
    ///
    /// Throws ``UnsuitableCode`` where the code is not made for these parameters.
    public let conformance:
        @Sendable (_ settings: [String: Int], _ mutant: String?, _ triesAllDisabledSteps: Bool) throws ->
            Conformance?

    /// `spec` with the driver of the given type; the stored values of `spec` are the defaults of its parameters.
    ///
    /// - Parameter instances: the parameters for conformance checks; the defaults unless given.
    public static func driver<D: Driver>(
        _ type: D.Type, for spec: D.Subject, instances: [[String: Int]] = [[:]]
    ) -> ReplayTarget {
        ReplayTarget(
            spec: D.Subject.name, driver: String(reflecting: type),
            mutantsWithCode: D.Subject.Mutant.allCases.filter { mutant in
                var subject = spec
                subject.mutant = mutant
                return D(subject, code: .mutant(mutant)) != nil
            }.map(\.rawValue),
            notCompared: D.notCompared + D.messagesNotCompared, instances: instances,
            replay: { trace, againstMutant in
                // A trace of another spec is refused when it is walked.
                if trace.spec == D.Subject.name { try trace.instance.check(spec) }
                // The replay sets the mutant or variant, and takes it away where the spec is to be sound.
                let subject = trace.instance.unchanged.adjustedUnchecked(spec)
                return try Replay<D>(subject).report(of: trace, againstMutant: againstMutant)
            },
            conformance: { settings, mutant, triesAll in
                let mutant = mutant.flatMap(D.Subject.Mutant.init(rawValue:))
                let instance = Instance(spec: D.Subject.name, mutant: mutant?.rawValue, values: settings)
                let subject = instance.adjustedUnchecked(spec)
                let code: CodeUnderTest<D.Subject.Mutant> = mutant.map { .mutant($0) } ?? .shipped
                guard let driver = D(subject, code: code) else { return nil }
                if let reason = driver.unsuitability {
                    throw UnsuitableCode(spec: D.Subject.name, reason: reason)
                }
                return Conformance(subject, driver: driver, triesAllDisabledSteps: triesAll)
            })
    }
}
