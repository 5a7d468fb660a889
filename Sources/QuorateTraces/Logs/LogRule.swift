/// Meaning of an event of a log, where its lines are like this.
struct LogRule: Hashable, Sendable {
    /// Value that a part of an action or a state has.
    enum Source: Hashable, Sendable {
        case field(Field)
        case constant(JSONValue)
        /// The node of the line.
        case node
    }

    /// Field of a line, and how it is read.
    struct Field: Hashable, Sendable {
        let path: FieldPath
        /// Number to be added to it.
        var plus = 0
        /// True for one that may be missing, and then says nothing.
        var isOptional = false
        /// True for the name of a node, which may be a number.
        var isNode = false
        /// The spec's value for each of the field's, which may be a number.
        var values: [String: String] = [:]
    }

    /// Demand on a field of a line: to have one of the values.
    struct Condition: Hashable, Sendable {
        let field: FieldPath
        let values: [JSONValue]

        func isMet(by line: JSONValue) -> Bool { field.value(in: line).map(values.contains) ?? false }
    }

    /// Part of a state that a line tells.
    struct Part: Hashable, Sendable {
        let place: StatePlace
        let source: Source
    }

    var conditions: [Condition] = []
    /// True for an event that says nothing.
    var isIgnored = false
    var extent = Observation.Extent.step
    /// Names of the spec's actions of which the step is one, or nil for any.
    var actions: [String]?
    var arguments: [String: Source] = [:]
    var before: [Part] = []
    var after: [Part] = []
}

/// Places in lines, rules and order of a log: the part `log` of a mapping file.
public struct LogMap: Hashable, Sendable {
    /// The order of lines.
    enum Order: Hashable, Sendable {
        /// That of each file; lines of different files may have come in any.
        case files
        /// A vector clock: an object with the number of events of each node that the line's node knew of.
        ///
        /// Where it is whole, every event that is counted has a line of its own in the run.
        case clock(FieldPath, isWhole: Bool)
        /// The times between which it happened, of one clock for all.
        case interval(start: FieldPath, end: FieldPath)
        /// A number in which all lines differ.
        case sequence(FieldPath)

        var isClock: Bool { if case .clock = self { true } else { false } }
        var isWhole: Bool { if case .clock(_, isWhole: true) = self { true } else { false } }
    }

    /// Mark that stands for the node of a line, as a value or as a key of a place.
    static let nodeMark = "@node"

    var node: FieldPath
    var event: FieldPath
    var run: FieldPath?
    var order = Order.files
    /// Demands on a line to be one of the log at all.
    var only: [LogRule.Condition] = []
    /// Names of the events that say nothing.
    var ignored: Set<String> = []
    /// True where all events that have no rule say nothing.
    var ignoresOthers = false
    /// Objects with the arguments by their labels, and with values by places in the state.
    var arguments: FieldPath
    var before: FieldPath
    var after: FieldPath
    /// Fields with such objects that the mapping itself names, by key: some line must have each.
    var named: [String: FieldPath] = [:]
    /// Rules by the name of the event.
    var rules: [String: [LogRule]] = [:]
    /// Lines that tell of executions, which are no steps.
    var executions: ExecutionMap?
    /// Line with which each file ends.
    var end: End?

    /// Line behind which a file has no other, with the number of those in front of it.
    struct End: Hashable, Sendable {
        let event: String
        let lines: FieldPath
    }
}
