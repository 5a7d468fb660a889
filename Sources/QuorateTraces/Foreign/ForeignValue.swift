public import QuorateLanguage

/// A value as a file of some tool has it, which is read when somebody asks for it, and as what they expect.
///
/// Tools write the same function as a map, a record or a list, and put things into a file that are no value of any
/// spec. Neither is a mistake of the file: the first is read as whatever the spec has there, and the second is
/// different from everything that a spec has.
public struct ForeignValue: Hashable, Sendable {
    /// The value as it stands in the file.
    package let json: JSONValue

    /// The value that stands in a file as `json`.
    package init(_ json: JSONValue) { self.json = json }

    /// The value of a spec, as the Informal Trace Format writes it.
    public init(_ value: SpecValue) { json = JSONValue(itf: value) }

    /// The value alone, where nobody knows what it should be.
    public var plain: SpecValue { SpecValue(foreign: json) }
}

extension SpecValue {
    /// Tag of what is JSON and no value of the format: null, a number with a fraction. No case of a spec has it.
    static let jsonTag = "#json"

    /// The value that `json` stands for, whatever it is.
    ///
    /// What is none becomes a case whose tag begins with `#`, as no case of a spec does.
    init(foreign json: JSONValue) {
        switch json {
        case .boolean(let value): self = .boolean(value)
        case .string(let text): self = .string(text)
        case .null: self = .variant(Self.jsonTag, .string("null"))
        case .number(let digits):
            self = Self.wholeNumber(digits) ?? .variant(Self.jsonTag, .string(JSONValue.clipped(digits)))
        case .array(let elements): self = .list(elements.map(SpecValue.init(foreign:)))
        case .object(let members): self = Self.foreignObject(members)
        }
    }

    private static func foreignObject(_ members: [JSONValue.Member]) -> SpecValue {
        let json = JSONValue.object(members)
        if let name = json.namedNumeral?.name { return SpecValue(foreign: name) }
        if members.count == 1, members[0].key.hasPrefix("#") { return marked(members[0]) }
        if let (tag, payload) = json.taggedPayload {
            return payload.isForeignUnit ? .string(tag) : .variant(tag, SpecValue(foreign: payload))
        }
        return .record(members.map { Field(name: $0.key, value: SpecValue(foreign: $0.value)) })
    }

    /// The value of an object with one key that a format reserves.
    private static func marked(_ member: JSONValue.Member) -> SpecValue {
        let known: SpecValue? =
            switch (member.key, member.value) {
            case ("#bigint", let digits): bigInteger(digits)
            case ("#set", .array(let elements)): set(ofDistinct: elements.map(SpecValue.init(foreign:)))
            case ("#tup", .array(let elements)):
                .record(
                    elements.enumerated().map { Field(name: ".\($0)", value: SpecValue(foreign: $1)) })
            case ("#map", .array): member.value.pairs.flatMap(map)
            default: nil
            }
        // Only now: read twice on each level, a value would take time that doubles with every level.
        return known ?? .variant(member.key, SpecValue(foreign: member.value))
    }

    /// The set of these, or nil where one stands there twice: a bag is no set.
    static func set(ofDistinct values: [SpecValue]) -> SpecValue? {
        Set(values.map(\.canonicalText)).count == values.count ? .set(values) : nil
    }

    /// The map of these pairs, or nil where a key stands there twice.
    private static func map(_ pairs: [(key: JSONValue, value: JSONValue)]) -> SpecValue? {
        var keys: Set<String> = []
        var entries: [Entry] = []
        for (key, value) in pairs {
            let entry = Entry(key: SpecValue(foreign: key), value: SpecValue(foreign: value))
            guard keys.insert(entry.key.canonicalText).inserted else { return nil }
            entries.append(entry)
        }
        return .map(entries)
    }
}

extension JSONValue {
    /// The tag and what it carries, where this is a case of a sum type.
    var taggedPayload: (tag: String, payload: JSONValue)? {
        guard case .object(let members) = self, members.count == 2, case .string(let tag) = self["tag"],
            let payload = self["value"]
        else { return nil }
        return (tag, payload)
    }

    /// The value under the one key of an object.
    func alone(_ key: String) -> JSONValue? {
        guard case .object(let members) = self, members.count == 1, members[0].key == key else { return nil }
        return members[0].value
    }

    /// The keys and values of a list of pairs, or nil where it is none.
    var pairs: [(key: JSONValue, value: JSONValue)]? {
        guard case .array(let elements) = self else { return nil }
        var pairs: [(key: JSONValue, value: JSONValue)] = []
        for element in elements {
            guard case .array(let parts) = element, parts.count == 2 else { return nil }
            pairs.append((parts[0], parts[1]))
        }
        return pairs
    }

    /// Emptiness of what a case carries: an empty tuple (Quint), an uninterpreted value (Apalache), an empty record.
    var isForeignUnit: Bool {
        switch self {
        case .string(let text): text == "u_OF_UNIT"
        case .object(let members):
            members.isEmpty || alone("#tup") == []
                || members.count == 2 && self["tag"] == "UNIT" && self["value"] == "u_OF_UNIT"
        case .null, .boolean, .number, .array: false
        }
    }

    /// Weight of the value: its parts, and its text in pieces; no more than `limit` are counted.
    func weight(upTo limit: Int) -> Int {
        guard limit > 0 else { return 0 }
        var weight = 1
        switch self {
        case .null, .boolean: break
        case .number(let text), .string(let text): weight += text.utf8.count / 16
        case .array(let elements):
            for element in elements where weight < limit { weight += element.weight(upTo: limit - weight) }
        case .object(let members):
            for member in members where weight < limit {
                weight += member.key.utf8.count / 16 + member.value.weight(upTo: limit - weight)
            }
        }
        return min(weight, limit)
    }
}
