import QuorateLanguage
import QuorateTraces

/// Exact comparison of two graphs of one instance, before a change and after it.
package struct GraphComparison: Sendable {
    /// Answer to whether both sides behave the same.
    package enum Behaviour: Hashable, Sendable {
        /// Every run of one is a run of the other.
        case same
        /// Some run is a run of one side only: ``GraphComparison/onlyHead`` or ``GraphComparison/onlyBase`` shows it.
        case different
        /// A limit came before an answer: which, and what was compared until then, a sentence each.
        case inconclusive([String])
    }

    /// Key of a state.
    package enum Basis: Hashable, Sendable {
        /// All fields, which are the same on both sides.
        case wholeStates
        /// Runs, by actions and by the fields in common; two states that look the same there may be different.
        case runs(common: [String], onlyBase: [String], onlyHead: [String])
    }

    /// Numbers of things that only one side has.
    package struct Change: Hashable, Sendable {
        /// Number that only the head has.
        package var gained: Int
        /// Number that only the base has.
        package var lost: Int
        /// True where these are all; false where a graph was cut, so that there may be more.
        package var isWhole: Bool
    }

    /// Property of both sides that judges some state differently.
    package struct PropertyDifference: Sendable {
        /// Name of the property, that of the head.
        package var name: String
        /// Kind of the property in the head.
        package var kind: PropertyKind
        /// Aspect of the property.
        package var aspect: StateGraph.Judgement.Aspect
        /// Number of states (of pairs of sets of states, where runs are compared) of which only the base says so: what
        /// it forbids and the head allows.
        package var onlyBase: Int
        /// Number of those of which only the head says so.
        package var onlyHead: Int
        /// A shortest run of the head to one of the first kind, or nil.
        package var onlyBaseRun: GraphRun?
        /// A shortest run of the head to one of the second kind, or nil.
        package var onlyHeadRun: GraphRun?
    }

    /// Names of one kind that only one side has, after the renames.
    package struct Names: Hashable, Sendable {
        /// Names that only the base has.
        package var onlyBase: [String]
        /// Names that only the head has.
        package var onlyHead: [String]
    }

    /// Limits of a comparison of runs; one of whole states needs none.
    package struct Limits: Hashable, Sendable {
        /// Most pairs of sets of states.
        package var pairs = 5_000_000
        /// Wall time in seconds, or nil.
        package var seconds: Double?

        /// The given limits.
        package init(pairs: Int = 5_000_000, seconds: Double? = nil) {
            self.pairs = pairs
            self.seconds = seconds
        }
    }

    /// Basis on which states were compared.
    package internal(set) var basis: Basis
    /// Size of the base's graph.
    package internal(set) var base: GraphTotals
    /// Size of the head's graph.
    package internal(set) var head: GraphTotals
    /// States gained and lost; nil where runs were compared, or where a cut graph does not tell.
    package internal(set) var states: Change?
    /// Steps gained and lost: state, action with arguments, state; nil where runs were compared.
    package internal(set) var steps: Change?
    /// Initial states gained and lost; where runs were compared, as far as the fields in common tell them apart.
    package internal(set) var initialStates = Change(gained: 0, lost: 0, isWhole: true)
    /// A shortest run that only the head has: its last step or, where it has none, its initial state is what the base lacks.
    package internal(set) var onlyHead: GraphRun?
    /// A shortest run that only the base has.
    package internal(set) var onlyBase: GraphRun?
    /// Properties of both sides that judge differently; none where none does.
    package internal(set) var properties: [PropertyDifference] = []
    /// Properties of one side; one that changed its kind is on both.
    package internal(set) var propertyNames = Names(base: [], head: [])
    /// Actions of one side, by name and, where they are taken, names of arguments, as in `send(to:)`.
    package internal(set) var actionNames = Names(base: [], head: [])
    /// Obligations of one side, with their strength.
    package internal(set) var fairnessNames = Names(base: [], head: [])
    /// Sentences on what a limit left out, empty where everything was compared.
    package internal(set) var notes: [String] = []
    /// True where nothing was left out that could differ.
    var isDecided = false
    /// Questions to the properties of both sides.
    var questions: [PropertyQuestion] = []

    /// Answer to whether both sides behave the same.
    package var behaviour: Behaviour {
        if onlyHead != nil || onlyBase != nil { return .different }
        return isDecided ? .same : .inconclusive(notes)
    }
}
