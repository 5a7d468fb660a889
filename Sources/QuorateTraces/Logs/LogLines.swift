internal import Foundation
internal import QuorateLanguage

/// Line of a log with what was observed.
struct LogLine {
    /// Name of the node, as the log has it.
    let node: String
    let run: String
    let observation: Observation
    let stamp: LogStamp
}

/// Time of a line, by which it is put in order.
enum LogStamp: Hashable, Sendable {
    case none
    /// Numbers of events by node.
    case clock([String: Int])
    case interval(start: Decimal, end: Decimal)
    /// A number by which all lines are sorted.
    case place(Decimal)
}

/// Reader of the meaning of lines, by a mapping and for a spec.
struct LogInterpreter {
    /// Kind of a line of which nothing is compared.
    enum Omission: Hashable {
        /// No line of the log.
        case foreign
        /// An event that says nothing.
        case ignored(String)
    }

    /// Outcome for a line.
    enum Meaning {
        case line(LogLine)
        case omitted(Omission)
    }

    let names: RunMap
    /// The same, for whatever stands in values.
    private let renaming: RunNames
    let map: LogMap
    let known: LogNames

    /// - Throws: ``RunMapError`` for a rule with an action or a variable that `spec` does not have.
    init(_ names: RunMap, for spec: ErasedSpec) throws {
        self.names = names
        renaming = RunNames(names)
        map = try LogMap(names.log)
        try names.check(against: spec)
        known = LogNames(of: spec, seeksLabels: map.rules.values.joined().contains { !$0.arguments.isEmpty })
        for (event, rules) in map.rules.sorted(by: { $0.key < $1.key }) {
            for rule in rules {
                if let problem = problem(of: rule, event) {
                    throw RunMapError(path: "\(JSONPath.root["log"]["events"][event])", problem: problem)
                }
            }
        }
    }

    private func problem(of rule: LogRule, _ event: String) -> String? {
        if rule.isIgnored { return nil }
        for action in rule.actions ?? [] {
            if !known.actions.contains(action) { return RunMap.unknown("action", action, known.actions) }
            if let label = known.unknownLabel(of: action, among: Array(rule.arguments.keys)) {
                return
                    "\(action) has no argument \(ForeignText.quoted(label)); \(known.labelText(of: action))"
            }
        }
        let problems = (rule.before + rule.after).lazy.compactMap { known.problem(of: $0.place) }
        if let problem = problems.first { return problem }
        let saysNothing = rule.actions == nil && rule.before.isEmpty && rule.after.isEmpty
        return saysNothing && map.rules[event]?.count == 1 && rule.extent == .look
            ? "a look at nothing: add \"after\", or list the event in \"ignore\"" : nil
    }
}

/// A line that makes no sense, before anybody says which line it is.
struct LineProblem: Error {
    let text: String
}

extension LogInterpreter {
    func meaning(of json: JSONValue) throws(LineProblem) -> Meaning {
        guard case .object = json else {
            throw LineProblem(text: "expected an object, found \(json.summary)")
        }
        guard map.only.allSatisfy({ $0.isMet(by: json) }) else { return .omitted(.foreign) }
        let event = try name(map.event, of: json, "event")
        if map.ignored.contains(event) { return .omitted(.ignored(event)) }
        guard let rule = try rule(for: event, json), !rule.isIgnored else {
            return .omitted(.ignored(event))
        }
        let node = try name(map.node, of: json, "node")
        let reading = LineReading(line: json, replica: try replica(node), names: names, renaming: renaming)
        let observation = try observation(of: reading, by: rule)
        let run = try map.run.map { (path: FieldPath) throws(LineProblem) in try name(path, of: json, "run") }
        return .line(
            LogLine(
                node: node, run: run ?? "", observation: observation, stamp: try stamp(of: json, node)))
    }

    /// The node of a line of which nothing is compared, where it has one.
    func node(of json: JSONValue) -> String? { map.node.value(in: json)?.nameOrNumber }

    func name(_ path: FieldPath, of json: JSONValue, _ kind: String) throws(LineProblem) -> String {
        guard let value = path.value(in: json) else { throw missing(path, for: "the \(kind)") }
        guard let name = value.nameOrNumber else {
            throw LineProblem(text: "\(path) is \(value.summary), and no name of the \(kind)")
        }
        return name
    }

    /// The replica of a node; one that is none, as a coordinator may be, is listed as itself.
    func replica(_ node: String) throws(LineProblem) -> String {
        let name = names.replicas[node] ?? node
        guard known.replicas.isEmpty || known.replicas.contains(name) || names.replicas[node] == node else {
            throw LineProblem(
                text:
                    "the node \(ForeignText.quoted(node)) is no replica of the spec: say in \"replicas\" which it is of "
                    + known.replicas.sorted().joined(separator: ", ")
                    + ", or list it there as itself if it is none")
        }
        return name
    }

    private func missing(_ path: FieldPath, for purpose: String) -> LineProblem {
        LineProblem(text: "there is no field \(path), which the mapping takes for \(purpose)")
    }

    /// The rule of an event, or nil for one that says nothing.
    private func rule(for event: String, _ json: JSONValue) throws(LineProblem) -> LogRule? {
        if let rules = map.rules[event] {
            if let rule = rules.first(where: { $0.conditions.allSatisfy { $0.isMet(by: json) } }) {
                return rule
            }
            throw LineProblem(
                text:
                    "no rule of the event \(ForeignText.quoted(event)) is for a line like this: add one, with"
                    + " \"ignore\": true if it says nothing")
        }
        let action = names.actions[event] ?? event
        if known.actions.contains(action) { return LogRule(actions: [action]) }
        if map.ignoresOthers { return nil }
        throw LineProblem(
            text:
                "the event \(ForeignText.quoted(event)) is no action of the spec: say what it is in \"actions\""
                + " or \"events\" of the mapping, or list it in \"ignore\"")
    }

    private func observation(
        of line: LineReading, by rule: LogRule
    ) throws(LineProblem) -> Observation {
        var arguments: [String: ForeignValue] = [:]
        for (label, source) in rule.arguments {
            if let value = try line.value(source, for: "the argument \(label)") { arguments[label] = value }
        }
        for member in try line.members(of: map.arguments) {
            let value = ForeignValue(renaming.value(member.value))
            if let other = arguments.updateValue(value, forKey: member.key),
                !other.plain.isSame(as: value.plain)
            {
                throw LineProblem(
                    text: "the argument \(member.key) is \(other.summary) by the rule of the event, and"
                        + " \(value.summary) in \(map.arguments)")
            }
        }
        let before = try parts(of: line, rule.before, map.before)
        let after = try parts(of: line, rule.after, map.after)
        let picks = arguments.sorted { $0.key < $1.key }.map {
            ForeignRun.Variable(name: $0.key, value: $0.value)
        }
        if rule.actions == nil, before.isEmpty, after.isEmpty {
            throw LineProblem(text: "the line tells neither an action nor anything of a state")
        }
        if rule.extent == .stepOrNone, before.isEmpty, after.isEmpty {
            throw LineProblem(
                text:
                    "the line may be of no step and tells nothing of a state, so that any state would explain it:"
                    + " add \"before\" or \"after\" to its rule, or leave \"steps\" out")
        }
        return Observation(
            rule.extent,
            actions: rule.actions?.map {
                .init(name: $0, arguments: picks.isEmpty ? nil : picks, isStrict: true)
            }, before: before, after: after)
    }

    private func parts(
        of line: LineReading, _ told: [LogRule.Part], _ path: FieldPath
    ) throws(LineProblem) -> [Observation.Part] {
        var parts: [Observation.Part] = []
        for part in told {
            guard let value = try line.value(part.source, for: "\(part.place)") else { continue }
            parts.append(.init(line.place(part.place), is: value))
        }
        for member in try line.members(of: path) {
            let place = try place(member.key, in: line)
            if let problem = known.problem(of: place) { throw LineProblem(text: problem) }
            parts.append(.init(place, is: ForeignValue(renaming.value(member.value))))
        }
        return parts
    }

    /// The place that a line names: by a variable's name in the log, or as the spec does, with the log's names as keys.
    private func place(_ name: String, in line: LineReading) throws(LineProblem) -> StatePlace {
        if let place = names.variables[name] { return line.place(place) }
        var place: StatePlace
        do { place = try StatePlace(name) } catch { throw LineProblem(text: "\(error)") }
        place.keys = place.keys.map { renaming.values[$0] ?? $0 }
        return line.place(place)
    }

    private func stamp(of json: JSONValue, _ node: String) throws(LineProblem) -> LogStamp {
        switch map.order {
        case .files: return .none
        case .sequence(let path):
            return .place(try number(path, of: json))
        case .interval(let start, let end):
            let (start, end) = (try number(start, of: json), try number(end, of: json))
            guard start <= end else { throw LineProblem(text: "the event ends before it starts") }
            return .interval(start: start, end: end)
        case .clock(let path, _):
            let clock = try clock(path, of: json)
            if clock[node] == nil {
                throw LineProblem(
                    text: "\(path) has no count of \(ForeignText.quoted(node)), whose line it is")
            }
            return .clock(clock)
        }
    }

    /// A number with all its digits: nanoseconds since 1970 are more than a floating-point number holds.
    private func number(_ path: FieldPath, of json: JSONValue) throws(LineProblem) -> Decimal {
        guard let value = path.value(in: json) else { throw missing(path, for: "the order") }
        guard let text = value.nameOrNumber, Double(text)?.isFinite == true,
            let number = Decimal(string: text), !number.isNaN
        else {
            throw LineProblem(text: "\(path) is \(value.summary), and no number")
        }
        return number
    }

    /// Numbers of events by node.
    func clock(_ path: FieldPath, of json: JSONValue) throws(LineProblem) -> [String: Int] {
        guard let value = path.value(in: json) else { throw missing(path, for: "the vector clock") }
        guard case .object(let members) = value else {
            throw LineProblem(text: "\(path) is \(value.summary), and no object with a number for each node")
        }
        var clock: [String: Int] = [:]
        for member in members {
            guard let count = member.value.integer, count >= 0 else {
                throw LineProblem(text: "\(path).\(member.key) is \(member.value.summary), and no count")
            }
            clock[member.key] = count
        }
        return clock
    }
}
