internal import QuorateLanguage

extension ForeignValue {
    /// The value as a spec writes it that has `sample` in this place: a record that is a map there is a map.
    ///
    /// It is the same as `sample` exactly where the file means that value; otherwise it is something to be shown.
    func read(like sample: SpecValue) -> SpecValue {
        // Nothing so much larger is the same, and reading it for every step that is tried could take very long.
        let limit = Self.surplus * (sample.weight + Self.surplus)
        guard json.weight(upTo: limit) < limit else {
            return .variant(SpecValue.jsonTag, .string(json.summary))
        }
        return ForeignShape.read(json, like: sample)
    }

    /// The most parts of a file's value for each of a spec's.
    private static let surplus = 16
}

/// Reading of a file's value as the spec's value in the same place is written.
enum ForeignShape {
    static func read(_ json: JSONValue, like sample: SpecValue) -> SpecValue {
        if let (number, name) = json.namedNumeral {
            switch sample {
            case .integer, .largeInteger: return read(number, like: sample)
            default: return read(name, like: sample)
            }
        }
        if let (tag, payload) = json.taggedPayload, isOption(tag) {
            if let value = option(tag, payload, like: sample) { return value }
        }
        let shaped: SpecValue? =
            switch sample {
            case .map(let entries): map(json, like: entries)
            case .record(let fields): record(json, like: fields)
            case .set(let elements): set(json, like: elements)
            case .list(let elements): list(json, like: elements)
            case .variant(let tag, let payload): variant(json, tag, like: payload)
            case .string("none"): json == "None" ? sample : nil
            case .boolean, .integer, .largeInteger, .string: nil
            }
        return shaped ?? SpecValue(foreign: json)
    }

    private static func isOption(_ tag: String) -> Bool { tag == "Some" || tag == "None" }

    /// The value of an option in a place where the spec has one, with a case around it or without.
    private static func option(_ tag: String, _ payload: JSONValue, like sample: SpecValue) -> SpecValue? {
        if tag == "None" { return sample == .string("none") && payload.isForeignUnit ? sample : nil }
        guard case .variant(let own, let inner) = sample, own.lowercased() == "some" else {
            // One case is around the value, and not another one in it.
            if let inner = payload.taggedPayload, isOption(inner.tag) { return nil }
            return read(payload, like: sample)
        }
        return .variant(own, read(payload, like: inner))
    }

    private static func variant(_ json: JSONValue, _ tag: String, like payload: SpecValue) -> SpecValue? {
        guard let (found, inner) = json.taggedPayload else {
            return tag.lowercased() == "some" ? .variant(tag, read(json, like: payload)) : nil
        }
        return found == tag ? .variant(tag, read(inner, like: payload)) : nil
    }

    private static func set(_ json: JSONValue, like samples: [SpecValue]) -> SpecValue? {
        // TLC writes sets as lists.
        guard let elements = json.alone("#set")?.elements ?? json.elements else { return nil }
        return SpecValue.set(ofDistinct: read(elements, among: samples))
    }

    private static func list(_ json: JSONValue, like samples: [SpecValue]) -> SpecValue? {
        guard let elements = json.elements ?? json.alone("#tup")?.elements ?? sequence(json) else {
            return nil
        }
        return .list(
            elements.enumerated().map { index, element in
                samples.isEmpty
                    ? SpecValue(foreign: element)
                    : read(element, like: samples[min(index, samples.count - 1)])
            })
    }

    /// The values of a map from 0 or from 1 on, in the order of its keys.
    private static func sequence(_ json: JSONValue) -> [JSONValue]? {
        guard let pairs = pairs(of: json) else { return nil }
        var values: [Int: JSONValue] = [:]
        for (key, value) in pairs {
            guard let index = index(key), values.updateValue(value, forKey: index) == nil else { return nil }
        }
        let first = values[0] == nil ? 1 : 0
        let ordered = (first..<first + values.count).map { values[$0] }
        return ordered.contains(nil) ? nil : ordered.compactMap(\.self)
    }

    private static func index(_ key: JSONValue) -> Int? {
        if case .string(let text) = key { return Int(text) }
        guard case .integer(let index) = SpecValue(foreign: key) else { return nil }
        return index
    }

    /// The keys and values of a map, or of a record, whose keys are names.
    private static func pairs(of json: JSONValue) -> [(key: JSONValue, value: JSONValue)]? {
        if let pairs = json.alone("#map")?.pairs { return pairs }
        guard case .object(let members) = json, !(members.count == 1 && members[0].key.hasPrefix("#")) else {
            return nil
        }
        return members.map { (.string($0.key), $0.value) }
    }
}

extension ForeignShape {
    private static func record(_ json: JSONValue, like fields: [SpecValue.Field]) -> SpecValue? {
        let samples = Dictionary(fields.map { ($0.name, $0.value) }) { first, _ in first }
        func field(_ name: String, _ value: JSONValue) -> SpecValue.Field {
            .init(
                name: name, value: samples[name].map { read(value, like: $0) } ?? SpecValue(foreign: value))
        }
        if let elements = json.alone("#tup")?.elements ?? json.elements {
            return .record(elements.enumerated().map { field(".\($0)", $1) })
        }
        guard let pairs = pairs(of: json) else { return nil }
        var found: [SpecValue.Field] = []
        for (key, value) in pairs {
            guard case .string(let name) = key, !found.contains(where: { $0.name == name }) else {
                return nil
            }
            found.append(field(name, value))
        }
        return .record(found)
    }

    private static func map(_ json: JSONValue, like entries: [SpecValue.Entry]) -> SpecValue? {
        if let elements = json.elements ?? json.alone("#tup")?.elements {
            return function(of: elements, like: entries)
        }
        guard let pairs = pairs(of: json) else { return nil }
        let isRecord = json.alone("#map") == nil
        // In a record every key is a name, whatever it is in the spec.
        let named = Dictionary(entries.map { ($0.key.description, $0.key) }) { first, _ in first }
        let keys =
            isRecord
            ? pairs.map { pair in pair.key.name.map { named[$0] ?? .string($0) } ?? .string("") }
            : read(pairs.map(\.key), among: entries.map(\.key))
        let samples = Dictionary(entries.map { ($0.key.canonicalText, $0.value) }) { first, _ in first }
        var seen: Set<String> = []
        var found: [SpecValue.Entry] = []
        for (key, pair) in zip(keys, pairs) {
            let text = key.canonicalText
            guard seen.insert(text).inserted else { return nil }
            let sample = samples[text]
            found.append(
                .init(
                    key: key,
                    value: sample.map { read(pair.value, like: $0) } ?? SpecValue(foreign: pair.value)))
        }
        return .map(found)
    }

    /// The function from 0 or 1 on that a list stands for, where the spec has such keys.
    private static func function(
        of elements: [JSONValue], like entries: [SpecValue.Entry]
    ) -> SpecValue? {
        if elements.isEmpty { return .map([]) }
        var samples: [Int: SpecValue] = [:]
        for entry in entries {
            guard case .integer(let key) = entry.key else { return nil }
            samples[key] = entry.value
        }
        guard let first = samples.keys.min(), first == 0 || first == 1 else { return nil }
        return .map(
            elements.enumerated().map { position, element in
                let sample = samples[first + position]
                return .init(
                    key: .integer(first + position),
                    value: sample.map { read(element, like: $0) } ?? SpecValue(foreign: element))
            })
    }

    /// The values that a file has in no order, each as the spec's value that it means, if there is one.
    private static func read(_ values: [JSONValue], among samples: [SpecValue]) -> [SpecValue] {
        let known = Dictionary(samples.map { ($0.canonicalText, $0) }) { first, _ in first }
        return values.map { value in
            let plain = SpecValue(foreign: value)
            if let same = known[plain.canonicalText] { return same }
            let meant = samples.first { read(value, like: $0).canonicalText == $0.canonicalText }
            return meant ?? samples.first.map { read(value, like: $0) } ?? plain
        }
    }
}

extension SpecValue {
    /// Weight of the value: its parts, and its text in pieces.
    var weight: Int {
        switch self {
        case .boolean, .integer: 1
        case .largeInteger(let text), .string(let text): 1 + text.utf8.count / 16
        case .list(let elements), .set(let elements): elements.reduce(1) { $0 + $1.weight }
        case .map(let entries): entries.reduce(1) { $0 + 1 + $1.key.weight + $1.value.weight }
        case .record(let fields): fields.reduce(1) { $0 + 1 + $1.name.utf8.count / 16 + $1.value.weight }
        case .variant(let tag, let payload): 2 + tag.utf8.count / 16 + payload.weight
        }
    }
}
