internal import QuorateLanguage

extension JSONValue {
    /// `value` as the Informal Trace Format writes it.
    init(itf value: SpecValue) {
        switch value {
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = ["#bigint": .string("\(value)")]
        case .largeInteger(let digits): self = ["#bigint": .string(digits)]
        case .string(let text): self = .string(text)
        case .list(let elements): self = .array(elements.map(JSONValue.init(itf:)))
        case .set(let elements): self = ["#set": .array(elements.map(JSONValue.init(itf:)))]
        case .map(let entries):
            self = ["#map": .array(entries.map { [JSONValue(itf: $0.key), JSONValue(itf: $0.value)] })]
        case .record(let fields) where Self.isTuple(fields):
            self = ["#tup": .array(fields.map { JSONValue(itf: $0.value) })]
        case .record(let fields):
            self = .object(fields.map { Member(key: $0.name, value: JSONValue(itf: $0.value)) })
        case .variant(let tag, let payload): self = ["tag": .string(tag), "value": JSONValue(itf: payload)]
        }
    }

    /// Returns true if the fields are the elements of a Swift tuple without labels.
    private static func isTuple(_ fields: [SpecValue.Field]) -> Bool {
        !fields.isEmpty && fields.enumerated().allSatisfy { $1.name == ".\($0)" }
    }

    /// Emptiness of the payload: it says nothing, in Quint's way or in Apalache's two ways.
    fileprivate var isUnit: Bool {
        switch self {
        case .string(let text): text == "u_OF_UNIT"
        case .object(let members):
            members == [Member(key: "#tup", value: [])]
                || members.count == 2 && self["tag"] == "UNIT" && self["value"] == "u_OF_UNIT"
        case .null, .boolean, .number, .array: false
        }
    }
}

extension SpecValue {
    /// The value that `json`, an expression in the Informal Trace Format, stands for.
    init(itf json: JSONValue, at path: JSONPath) throws(TraceFileError) {
        switch json {
        case .boolean(let value): self = .boolean(value)
        case .string(let text): self = .string(text)
        case .array(let elements): self = .list(try Self.elements(elements, at: path))
        case .object(let members): self = try Self.object(members, at: path)
        case .number, .null:
            throw json.unexpected("an ITF value (integers are {\"#bigint\": \"...\"})", at: path)
        }
    }

    private static func elements(
        _ elements: [JSONValue], at path: JSONPath
    ) throws(TraceFileError) -> [SpecValue] {
        var values: [SpecValue] = []
        values.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            values.append(try SpecValue(itf: element, at: path[index]))
        }
        return values
    }

    private static func object(
        _ members: [JSONValue.Member], at path: JSONPath
    ) throws(TraceFileError) -> SpecValue {
        let json = JSONValue.object(members)
        if let special = members.first(where: { $0.key.hasPrefix("#") }) {
            guard members.count == 1 else {
                throw json.unexpected("nothing beside \(JSONPrinter.quoted(special.key))", at: path)
            }
            return try marked(special, at: path)
        }
        if members.count == 2, case .string(let tag) = json["tag"], let payload = json["value"] {
            // A case without a payload is a plain name to us.
            return payload.isUnit
                ? .string(tag) : .variant(tag, try SpecValue(itf: payload, at: path["value"]))
        }
        var fields: [Field] = []
        for member in members {
            fields.append(
                Field(name: member.key, value: try SpecValue(itf: member.value, at: path[member.key])))
        }
        return .record(fields)
    }

    /// The value of an object with one key that the format reserves.
    private static func marked(
        _ member: JSONValue.Member, at parent: JSONPath
    ) throws(TraceFileError) -> SpecValue {
        let (json, path) = (member.value, parent[member.key])
        switch member.key {
        case "#bigint": return try json.bigInteger(at: path)
        case "#set": return try set(json.list(at: path), at: path)
        case "#map": return try map(json.list(at: path), at: path)
        case "#tup":
            return .record(
                try elements(json.list(at: path), at: path).enumerated().map {
                    Field(name: ".\($0)", value: $1)
                })
        default: throw json.unexpected("#bigint, #set, #map or #tup as the key", at: path)
        }
    }

    private static func set(_ list: [JSONValue], at path: JSONPath) throws(TraceFileError) -> SpecValue {
        let elements = try elements(list, at: path)
        var known: Set<String> = []
        if let index = elements.firstIndex(where: { !known.insert($0.canonicalText).inserted }) {
            throw list[index].unexpected("an element that the set does not have yet", at: path[index])
        }
        return .set(elements)
    }

    private static func map(_ pairs: [JSONValue], at path: JSONPath) throws(TraceFileError) -> SpecValue {
        var entries: [Entry] = []
        var keys: Set<String> = []
        for (index, pair) in pairs.enumerated() {
            let place = path[index]
            let parts = try pair.list(at: place)
            guard parts.count == 2 else { throw pair.unexpected("a key and a value", at: place) }
            let key = try SpecValue(itf: parts[0], at: place[0])
            guard keys.insert(key.canonicalText).inserted else {
                throw parts[0].unexpected("a key that the map does not have yet", at: place[0])
            }
            entries.append(Entry(key: key, value: try SpecValue(itf: parts[1], at: place[1])))
        }
        return .map(entries)
    }
}

extension JSONValue {
    func unexpected(_ expected: String, at path: JSONPath) -> TraceFileError {
        .unexpected(path: "\(path)", expected: expected, found: summary)
    }

    func list(at path: JSONPath) throws(TraceFileError) -> [JSONValue] {
        guard case .array(let elements) = self else { throw unexpected("a list", at: path) }
        return elements
    }

    func members(at path: JSONPath) throws(TraceFileError) -> [Member] {
        guard case .object(let members) = self else { throw unexpected("an object", at: path) }
        return members
    }

    func text(at path: JSONPath) throws(TraceFileError) -> String {
        guard case .string(let text) = self else { throw unexpected("a string", at: path) }
        return text
    }

    /// A number of our own fields, which are plain JSON.
    func integer(at path: JSONPath) throws(TraceFileError) -> Int {
        guard case .number(let digits) = self, let value = Int(digits) else {
            throw unexpected("a whole number of at most 64 bits", at: path)
        }
        return value
    }

    /// The digits of a `#bigint`.
    fileprivate func bigInteger(at path: JSONPath) throws(TraceFileError) -> SpecValue {
        guard case .string(let text) = self else { throw unexpected("a whole number in digits", at: path) }
        let digits = text.drop { $0 == "-" }
        guard !digits.isEmpty, text.count - digits.count < 2, digits.allSatisfy({ "0"..."9" ~= $0 }) else {
            throw unexpected("a whole number in digits", at: path)
        }
        if let value = Int(text) { return .integer(value) }
        return .largeInteger((text.hasPrefix("-") ? "-" : "") + digits.drop { $0 == "0" })
    }
}
