import QuorateLanguage

/// A value in two: what in it is of one replica, and the rest.
///
/// The entry under a replica's name is that replica's, with all that is in it; its name in a set that is under nobody's is
/// its own. Of anything else nobody says whose it is, so that it is no replica's.
struct ScenarioShare {
    /// Nil where there is none.
    let own: SpecValue?
    let rest: SpecValue?

    init(_ value: SpecValue, of replica: String, among replicas: Set<String>) {
        switch value {
        case .set(let elements):
            own = elements.contains(.string(replica)) ? .string(replica) : nil
            let others = elements.filter { $0 != .string(replica) }
            rest = others.isEmpty ? nil : .set(others)
        case .map(let entries):
            let shares = entries.map { entry in
                (entry.key, Self(entry, of: replica, among: replicas))
            }
            own = Self.map(shares.map { ($0, $1.own) })
            rest = Self.map(shares.map { ($0, $1.rest) })
        case .record(let fields):
            let shares = fields.map { ($0.name, Self($0.value, of: replica, among: replicas)) }
            own = Self.record(shares.map { ($0, $1.own) })
            rest = Self.record(shares.map { ($0, $1.rest) })
        case .boolean, .integer, .largeInteger, .string, .list, .variant: (own, rest) = (nil, value)
        }
    }

    private init(own: SpecValue?, rest: SpecValue?) { (self.own, self.rest) = (own, rest) }

    private init(_ entry: SpecValue.Entry, of replica: String, among replicas: Set<String>) {
        if entry.key == .string(replica) {
            self.init(own: entry.value, rest: nil)
        } else if case .string(let name) = entry.key, replicas.contains(name) {
            self.init(own: nil, rest: entry.value)
        } else {
            self.init(entry.value, of: replica, among: replicas)
        }
    }

    /// Map of the parts; nil for an empty one, which is the same as nothing: a set has come to be with its first element.
    private static func map(_ parts: [(SpecValue, SpecValue?)]) -> SpecValue? {
        let entries = parts.compactMap { key, value in value.map { SpecValue.Entry(key: key, value: $0) } }
        return entries.isEmpty ? nil : .map(entries)
    }

    private static func record(_ parts: [(String, SpecValue?)]) -> SpecValue? {
        let fields = parts.compactMap { name, value in value.map { SpecValue.Field(name: name, value: $0) } }
        return fields.isEmpty ? nil : .record(fields)
    }
}
