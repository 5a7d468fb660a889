/// An object of a mapping file with its place and the keys that it may have.
struct MapSection {
    let path: JSONPath
    let members: [JSONValue.Member]

    /// - Throws: ``RunMapError`` for something else, or for a key that is not among `keys`.
    init(_ json: JSONValue, at path: JSONPath, keys: [String]?) throws(RunMapError) {
        guard case .object(let members) = json else {
            throw RunMapError(path: "\(path)", problem: "expected an object, found \(json.summary)")
        }
        (self.path, self.members) = (path, members)
        guard let keys, let unknown = members.first(where: { !keys.contains($0.key) }) else { return }
        throw error(
            unknown.key, "no such key; those that are known here are \(keys.joined(separator: ", "))")
    }

    func error(_ key: String, _ problem: String) -> RunMapError {
        RunMapError(path: "\(path[key])", problem: problem)
    }

    func value(_ key: String) -> JSONValue? { members.first { $0.key == key }?.value }

    func text(_ key: String) throws(RunMapError) -> String? {
        guard let value = value(key) else { return nil }
        guard case .string(let text) = value else {
            throw error(key, "expected a text, found \(value.summary)")
        }
        return text
    }

    func texts(_ key: String) throws(RunMapError) -> [String] {
        guard let value = value(key) else { return [] }
        if case .string(let text) = value { return [text] }
        var texts: [String] = []
        for element in value.elements ?? [.null] {
            guard case .string(let text) = element else {
                throw error(key, "expected a text or a list of texts, found \(value.summary)")
            }
            texts.append(text)
        }
        return texts
    }

    func field(_ key: String) throws(RunMapError) -> FieldPath? {
        guard let text = try text(key) else { return nil }
        return try Self.field(text, at: path[key])
    }

    static func field(_ text: String, at path: JSONPath) throws(RunMapError) -> FieldPath {
        guard let field = FieldPath(text) else {
            throw RunMapError(
                path: "\(path)",
                problem: "\(ForeignText.quoted(text)) names no field: write keys with points between,"
                    + " as in event.msg.to")
        }
        return field
    }

    func section(_ key: String, keys: [String]? = nil) throws(RunMapError) -> MapSection? {
        guard let value = value(key) else { return nil }
        return try MapSection(value, at: path[key], keys: keys)
    }

    func order(_ key: String) throws(RunMapError) -> LogMap.Order {
        guard let section = try section(key, keys: ["clock", "whole", "interval", "sequence"]) else {
            return .files
        }
        let isWhole = try section.flag("whole")
        guard section.members.count == (isWhole == nil ? 1 : 2) else {
            throw error(key, "expected one of \"clock\", \"interval\" and \"sequence\"")
        }
        if let clock = try section.field("clock") { return .clock(clock, isWhole: isWhole ?? false) }
        if isWhole != nil { throw section.error("whole", "only a clock counts lines") }
        if let sequence = try section.field("sequence") { return .sequence(sequence) }
        let ends = try section.texts("interval")
        guard ends.count == 2 else {
            throw section.error("interval", "expected the fields of the start and of the end in a list")
        }
        let place = section.path["interval"]
        return .interval(
            start: try Self.field(ends[0], at: place[0]), end: try Self.field(ends[1], at: place[1]))
    }

    func flag(_ key: String) throws(RunMapError) -> Bool? {
        guard let value = value(key) else { return nil }
        guard case .boolean(let flag) = value else {
            throw error(key, "expected true or false, found \(value.summary)")
        }
        return flag
    }

    func conditions(_ key: String) throws(RunMapError) -> [LogRule.Condition] {
        guard let section = try section(key) else { return [] }
        var conditions: [LogRule.Condition] = []
        for member in section.members {
            conditions.append(
                .init(
                    field: try Self.field(member.key, at: section.path[member.key]),
                    values: member.value.elements ?? [member.value]))
        }
        return conditions
    }
}
