extension MapSection {
    func rules(_ key: String) throws(RunMapError) -> [String: [LogRule]] {
        guard let section = try section(key) else { return [:] }
        var rules: [String: [LogRule]] = [:]
        for member in section.members {
            let place = section.path[member.key]
            var found: [LogRule] = []
            if let alternatives = member.value.elements {
                for (position, alternative) in alternatives.enumerated() {
                    found.append(try Self.rule(alternative, of: member.key, at: place[position]))
                }
            } else {
                found.append(try Self.rule(member.value, of: member.key, at: place))
            }
            if found.isEmpty { throw section.error(member.key, "expected a rule, found an empty list") }
            rules[member.key] = found
        }
        return rules
    }

    private static func rule(
        _ json: JSONValue, of event: String, at path: JSONPath
    ) throws(RunMapError) -> LogRule {
        // The name of an action alone.
        if case .string(let action) = json { return LogRule(actions: [action]) }
        let section = try MapSection(
            json, at: path,
            keys: ["when", "action", "arguments", "before", "after", "steps", "ignore"])
        var rule = LogRule(conditions: try section.conditions("when"))
        if let ignore = section.value("ignore") {
            guard case .boolean(true) = ignore,
                section.members.allSatisfy({ ["when", "ignore"].contains($0.key) })
            else { throw section.error("ignore", "expected true, and beside it nothing but \"when\"") }
            rule.isIgnored = true
            return rule
        }
        if section.value("action") != nil { rule.actions = try section.texts("action") }
        rule.extent = try section.extent("steps")
        for source in try section.sources("arguments") { rule.arguments[source.name] = source.source }
        rule.before = try section.parts("before")
        rule.after = try section.parts("after")
        if rule.actions == nil, rule.extent != .look, !rule.arguments.isEmpty {
            throw section.error("arguments", "a rule with arguments needs the \"action\" that they are of")
        }
        if rule.extent == .look, rule.actions != nil || !rule.arguments.isEmpty {
            throw section.error("steps", "a line of no step has neither an action nor arguments")
        }
        return rule
    }

    private func extent(_ key: String) throws(RunMapError) -> Observation.Extent {
        switch value(key) {
        case nil, .number("1"): return .step
        case .number("0"): return .look
        case .string("0 or 1"): return .stepOrNone
        default: throw error(key, "expected 1, 0 or \"0 or 1\": the number of steps that a line tells of")
        }
    }

    private func sources(_ key: String) throws(RunMapError) -> [(name: String, source: LogRule.Source)] {
        guard let section = try section(key) else { return [] }
        var sources: [(name: String, source: LogRule.Source)] = []
        for member in section.members { sources.append((member.key, try section.source(member))) }
        return sources
    }

    private func parts(_ key: String) throws(RunMapError) -> [LogRule.Part] {
        var parts: [LogRule.Part] = []
        for (name, source) in try sources(key) {
            do { parts.append(.init(place: try StatePlace(name), source: source)) } catch {
                throw self.error(key, "\(error)")
            }
        }
        return parts
    }

    private func source(_ member: JSONValue.Member) throws(RunMapError) -> LogRule.Source {
        if case .string(let text) = member.value {
            return text == LogMap.nodeMark
                ? .node
                : .field(.init(path: try Self.field(text, at: path[member.key])))
        }
        let section = try MapSection(
            member.value, at: path[member.key],
            keys: ["field", "plus", "optional", "node", "values", "value"])
        if let constant = section.value("value") {
            guard section.members.count == 1 else {
                throw section.error("value", "expected nothing else beside a value of its own")
            }
            return .constant(constant)
        }
        guard let field = try section.field("field") else {
            throw error(member.key, "expected the name of a field, or an object with \"field\" or \"value\"")
        }
        if try section.flag("node"),
            let other = ["plus", "values"].first(where: { section.value($0) != nil })
        {
            throw section.error(
                other, "the name of a node is what \"replicas\" says: leave this or \"node\" out")
        }
        return .field(
            .init(
                path: field, plus: try section.number("plus"), isOptional: try section.flag("optional"),
                isNode: try section.flag("node"), values: try section.names("values")))
    }

    private func number(_ key: String) throws(RunMapError) -> Int {
        guard let value = value(key) else { return 0 }
        guard let number = value.integer, (-(1 << 31)...(1 << 31)).contains(number) else {
            throw error(key, "expected a whole number of at most 31 bits")
        }
        return number
    }

    private func flag(_ key: String) throws(RunMapError) -> Bool {
        guard let value = value(key) else { return false }
        guard case .boolean(let flag) = value else { throw error(key, "expected true or false") }
        return flag
    }

    private func names(_ key: String) throws(RunMapError) -> [String: String] {
        guard let section = try section(key) else { return [:] }
        var names: [String: String] = [:]
        for member in section.members { names[member.key] = try section.text(member.key) }
        return names
    }
}
