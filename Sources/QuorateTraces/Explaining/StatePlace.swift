internal import QuorateLanguage

/// A part of a state by its variable and the keys behind it, as in `role[r0]` or `log[r0][1].term`.
public struct StatePlace: Hashable, Sendable, CustomStringConvertible {
    /// The variable's name.
    public var variable: String
    /// The keys, the outermost first: of an entry of a map, an element of a list, a field of a record, the payload of a case.
    public var keys: [String]

    /// The part of `variable` behind `keys`.
    public init(variable: String, keys: [String] = []) {
        self.variable = variable
        self.keys = keys
    }

    /// The place that `text` names, as in `log[r0][1].term`.
    ///
    /// - Throws: ``StatePlaceError`` where it names none.
    public init(_ text: String) throws(StatePlaceError) {
        var rest = Substring(text)
        func name(until ends: Set<Character>) -> String {
            let name = rest.prefix { !ends.contains($0) }
            rest = rest.dropFirst(name.count)
            return name.trimmingWhitespace
        }
        variable = name(until: ["[", ".", "]"])
        keys = []
        guard !variable.isEmpty else { throw StatePlaceError(text: text) }
        while let mark = rest.popFirst() {
            switch mark {
            case ".": keys.append(name(until: ["[", ".", "]"]))
            case "[":
                keys.append(name(until: ["]", "["]))
                guard rest.popFirst() == "]" else { throw StatePlaceError(text: text) }
            default: throw StatePlaceError(text: text)
            }
            guard keys.last?.isEmpty == false else { throw StatePlaceError(text: text) }
        }
    }

    /// The place as a person writes it.
    public var description: String { variable + keys.map { "[\($0)]" }.joined() }

    /// The value at this place behind that of the variable, or nil where there is none.
    func value(in variable: SpecValue) -> SpecValue? {
        var value = variable
        for key in keys {
            guard let inner = value.part(key) else { return nil }
            value = inner
        }
        return value
    }
}

/// Text that names no part of a state.
public struct StatePlaceError: Error, Hashable, Sendable, CustomStringConvertible {
    let text: String

    /// Mistake and remedy.
    public var description: String {
        "\(ForeignText.name(text)) names no part of a state: write a variable and keys, as in log[r0][1].term"
    }
}

extension SpecValue {
    /// The entry, element, field or payload under a key as it is printed, or nil.
    fileprivate func part(_ key: String) -> SpecValue? {
        switch self {
        case .map(let entries): entries.first { $0.key.description == key }?.value
        case .record(let fields): fields.first { $0.name == key || $0.name == "." + key }?.value
        case .list(let elements): Int(key).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
        case .variant(let tag, let payload): tag == key ? payload : payload.part(key)
        case .boolean, .integer, .largeInteger, .string, .set: nil
        }
    }
}

extension Substring {
    fileprivate var trimmingWhitespace: String {
        let start = drop { $0.isWhitespace }
        return start.lastIndex { !$0.isWhitespace }.map { String(start[...$0]) } ?? ""
    }
}
