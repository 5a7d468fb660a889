/// The ways in which a spec can be broken on purpose, each with the property that must catch it.
///
/// The raw value is the name that a person types:
///
///     enum Mutant: String, SpecMutant {
///         case hastyCommit = "hasty-commit"
///         var expectation: MutantExpectation {
///             switch self {
///             case .hastyCommit: .breaks("consistency", "commits before every manager is prepared")
///             }
///         }
///     }
public protocol SpecMutant: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// Property that falls, and the story of the bug.
    var expectation: MutantExpectation { get }
}

/// Expected effect of a mutant: it breaks one property, which is named here.
public struct MutantExpectation: Hashable, Sendable {
    /// The name of the property that must be violated (or, for a `.reachable`, not reached).
    public let property: String
    /// One clause that says what is wrong with the mutant.
    public let story: String
    /// Place of the mutant's expectation in the source.
    public let site: SourceSite

    /// The mutant must break `property`, because of what `story` tells.
    public static func breaks(
        _ property: String, _ story: String, file: StaticString = #fileID, line: UInt = #line
    ) -> MutantExpectation {
        MutantExpectation(property: property, story: story, site: SourceSite(file, line))
    }
}

/// The mutants of a spec that has none.
public enum NoMutant: String, SpecMutant {
    // An enum with a raw type needs a case; this one is refused wherever a mutant is named.
    case none

    /// Nobody can name a mutant here.
    public static var allCases: [NoMutant] { [] }

    /// Never asked for.
    public var expectation: MutantExpectation { .breaks("", "") }
}

extension Spec where Mutant == NoMutant {
    /// Always nil: this spec has no mutants.
    @inlinable
    public var mutant: NoMutant? {
        get { nil }
        set { _ = newValue }
    }
}
