import QuorateLanguage

/// Catalog of one side of a comparison, as its own program describes it.
struct SideDescription: Codable, Equatable {
    /// Version of this description and of the frames that follow it; another one is refused.
    static let currentVersion = 1

    var version = currentVersion
    /// Version of Quorate that the side was built with.
    var quorate: String
    var specs: [SpecRecord]
    /// Names of the claims and theorems, in their order.
    var claims: [String]
    /// Labels of the instances that are held against real code when that is asked for.
    var conformances: [String]
}

/// Declarations of a spec, as far as a comparison looks at them.
struct SpecRecord: Codable, Equatable {
    struct Parameter: Codable, Equatable {
        var name: String
        var least: Int
        var greatest: Int
        /// The default.
        var value: Int

        /// Range and default in words.
        var words: String { "\(value), from \(least) to \(greatest)" }
    }

    struct Property: Codable, Equatable {
        var name: String
        var kind: String
        var hasPremise: Bool

        /// Kind in words, with its premise.
        var words: String { kind + (hasPremise ? " with a premise" : "") }
    }

    struct Mutant: Codable, Equatable {
        var name: String
        /// The property that must fall.
        var property: String
        var story: String
    }

    struct Variant: Codable, Equatable {
        var name: String
        /// Claim that is made for it, in words.
        var claim: String
        /// Reason for the claim.
        var reason: String
    }

    var name: String
    /// Module that the spec's type is written in.
    var module: String
    /// Clauses of the assumptions and their notes; nil where none are stated.
    var assumptions: [String]?
    /// Obligations to go on, with their strength.
    var fairness: [String]
    var constraint: String?
    var actions: [String]
    /// Fields of a state; empty where the spec cannot be searched.
    var fields: [String]
    var requiredActions: [String]
    var parameters: [Parameter]
    var properties: [Property]
    var mutants: [Mutant]
    var variants: [Variant]
    var instances: [InstanceRecord]
}

/// Instance that `check` would make a run of, by the names in it.
struct InstanceRecord: Codable, Equatable {
    struct Setting: Codable, Equatable {
        var name: String
        var value: Int
    }

    var mutant: String?
    var variant: String?
    var settings: [Setting]
    /// The property that is expected to fall, or nil where everything is to hold.
    var breaks: String?

    /// Instance of the spec called `spec`.
    func instance(of spec: String) -> Instance {
        Instance(
            spec: spec, mutant: mutant, variant: variant,
            settings: settings.map { Instance.Setting(name: $0.name, value: $0.value) })
    }
}
