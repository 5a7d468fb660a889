/// Changes of a spec that are claimed to be harmless, each with the reason: the opposite of ``SpecMutant``.
///
/// The raw value is the name that a person types; no mutant of the spec may have it:
///
///     enum Variant: String, SpecVariant {
///         case strictComparison = "strict-comparison"
///         var expectation: VariantExpectation {
///             switch self {
///             case .strictComparison:
///                 .holds("two quorums of one view cannot certify two values", source: "HotStuff, section 4")
///             }
///         }
///     }
public protocol SpecVariant: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// Claim that is made for the change, and the reason for it.
    var expectation: VariantExpectation { get }
}

/// Claim that a change is harmless: every property still holds, or nothing that a run does is another at all.
public struct VariantExpectation: Hashable, Sendable {
    /// Extent of the claim.
    public enum Extent: String, Hashable, Sendable {
        /// Every property holds; states and steps may be others than those of the spec.
        case holds
        /// Every property holds, and the reachable states and the steps are exactly those of the spec.
        case behavesTheSame

        /// Claim in words, as in `behaves the same`.
        package var words: String { self == .holds ? "holds" : "behaves the same" }
    }

    /// Extent of the claim.
    public let extent: Extent
    /// One clause that says why the change is harmless.
    public let reason: String
    /// Origin of the claim: paper and section, or a link; empty where nobody else has made it.
    public let source: String
    /// Place of the claim in the source.
    public let site: SourceSite

    /// Every property holds, because of what `reason` tells.
    public static func holds(
        _ reason: String, source: String = "", file: StaticString = #fileID, line: UInt = #line
    ) -> VariantExpectation {
        VariantExpectation(extent: .holds, reason: reason, source: source, site: SourceSite(file, line))
    }

    /// The very same states and steps are reached as without the change, because of what `reason` tells.
    ///
    /// A search compares the two at every instance of the variant, so it costs both state spaces.
    public static func behavesTheSame(
        _ reason: String, source: String = "", file: StaticString = #fileID, line: UInt = #line
    ) -> VariantExpectation {
        VariantExpectation(
            extent: .behavesTheSame, reason: reason, source: source, site: SourceSite(file, line))
    }
}

/// The variants of a spec that has none.
public enum NoVariant: String, SpecVariant {
    // An enum with a raw type needs a case; this one is refused wherever a variant is named.
    case none

    /// Nobody can name a variant here.
    public static var allCases: [NoVariant] { [] }

    /// Never asked for.
    public var expectation: VariantExpectation { .holds("") }
}

extension Spec where Variant == NoVariant {
    /// Always nil: this spec has no variants.
    @inlinable
    public var variant: NoVariant? {
        get { nil }
        set { _ = newValue }
    }
}

extension Spec {
    /// Mistake of a mutant and a variant that have one name, which would have one label; nil where none has.
    static var sharedName: SpecError? {
        let mutants = Set(Mutant.allCases.map(\.rawValue))
        let shared = Variant.allCases.first { mutants.contains($0.rawValue) }
        return shared.map {
            SpecError(
                spec: name,
                message:
                    "a mutant and a variant are both called \($0.rawValue); give one of them another name",
                site: $0.expectation.site)
        }
    }
}
