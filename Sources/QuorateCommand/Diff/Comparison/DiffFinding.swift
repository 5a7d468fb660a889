import QuorateExplorer

/// Difference between the two sides, of one of a fixed number of kinds.
struct DiffFinding {
    /// Kind of a difference; the raw value is what `--forbid` takes and what is printed.
    enum Kind: String, CaseIterable {
        /// A run that only the head has.
        case behaviourAdded = "behaviour-added"
        /// A run that only the base has.
        case behaviourRemoved = "behaviour-removed"
        case initialStateAdded = "initial-state-added"
        case initialStateRemoved = "initial-state-removed"
        case propertyAdded = "property-added"
        case propertyRemoved = "property-removed"
        /// A state of both sides that the base forbids and the head allows.
        case propertyWeakened = "property-weakened"
        /// A state of both sides that the base allows and the head forbids.
        case propertyStrengthened = "property-strengthened"
        /// Another answer of `check` to one instance.
        case verdictChanged = "verdict-changed"
        /// Another answer of `prove`, or another claim under the same name.
        case claimChanged = "claim-changed"
        /// A claim that is made for other numbers of replicas and faults.
        case boundChanged = "bound-changed"
        /// A mutant that the property it names does not catch in the head, though it did in the base or is new.
        case mutantNotCaught = "mutant-not-caught"
        case mutantAdded = "mutant-added"
        case mutantRemoved = "mutant-removed"
        /// A mutant that is to fall by another property.
        case mutantChanged = "mutant-changed"
        /// A variant that is new, gone, or of which something else is claimed.
        case variantChanged = "variant-changed"
        /// Another figure of `conform`.
        case conformanceChanged = "conformance-changed"
        case counterexampleGone = "counterexample-gone"
        case counterexampleNew = "counterexample-new"
        case counterexampleChanged = "counterexample-changed"
        /// Other assumptions, obligations, constraint or actions that must be taken.
        case assumptionsChanged = "assumptions-changed"
        /// A parameter that is new, gone, or has another range or default.
        case parameterChanged = "parameter-changed"
        case specAdded = "spec-added"
        case specRemoved = "spec-removed"
    }

    var kind: Kind
    /// Name of the spec in the head, or in the base where the head has none; empty for a claim of no spec.
    var spec: String
    /// Label of the instance, or nil for what is true of the spec as a whole.
    var instance: String?
    /// Part of the spec that it is about, as the name of a property; findings about one part are shown together.
    var subject = ""
    /// One sentence, with the figures.
    var sentence: String
    /// The shortest run that shows it, with what to call it, where there is one.
    var run: (run: GraphRun, claim: String)?

    /// Instance or spec, and the part of it.
    var path: String { [instance ?? spec, subject].filter { !$0.isEmpty }.joined(separator: " ") }
}
