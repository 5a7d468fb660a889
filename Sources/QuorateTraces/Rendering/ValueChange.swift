package import QuorateLanguage

/// One thing that is different between two states: which part, and what it was and is.
package struct ValueChange: Hashable {
    /// The part, as in `manager[r1]` or `ballot.round`.
    package let place: String
    /// The value before, or nil where there was none.
    package let old: SpecValue?
    /// The value after, or nil where there is none.
    package let new: SpecValue?

    /// The sets longer than this, in columns, tell only who came and who went.
    private static let longSet = 60

    /// The change in words, as in `prepared: {} → {r1}`.
    var text: String {
        let whole = "\(place): \(old?.description ?? "(none)") → \(new?.description ?? "(none)")"
        guard whole.count > Self.longSet, case .set(let before) = old, case .set(let after) = new else {
            return whole
        }
        let (former, latter) = (Set(before.map(\.canonicalText)), Set(after.map(\.canonicalText)))
        let gone = before.filter { !latter.contains($0.canonicalText) }
        let come = after.filter { !former.contains($0.canonicalText) }
        let parts = [("+", come), ("-", gone)].filter { !$1.isEmpty }.map { "\($0)\(SpecValue.set($1))" }
        return "\(place): " + parts.joined(separator: " ")
    }

    /// Differences between two states; a variable that only one of them has is different.
    package static func list(from old: [SpecValue.Field], to new: [SpecValue.Field]) -> [ValueChange] {
        list(old.map { ($0.name, $0.value) }, new.map { ($0.name, $0.value) }, key: \.self) { $0 }
    }

    /// Differences between two values of the part at `place`, down to entries and fields.
    static func list(from old: SpecValue, to new: SpecValue, at place: String) -> [ValueChange] {
        if old.isSame(as: new) { return [] }
        switch (old, new) {
        case (.map(let before), .map(let after)):
            return list(
                before.map { ($0.key, $0.value) }, after.map { ($0.key, $0.value) }, key: \.canonicalText
            ) { "\(place)[\($0)]" }
        case (.record(let before), .record(let after)):
            return list(
                before.map { ($0.name, $0.value) }, after.map { ($0.name, $0.value) }, key: \.self
            ) { place + ($0.hasPrefix(".") ? "" : ".") + $0 }
        default: return [ValueChange(place: place, old: old, new: new)]
        }
    }

    /// Compares two collections of named parts: first what the new one has, in its order, then what is gone.
    private static func list<Name>(
        _ old: [(Name, SpecValue)], _ new: [(Name, SpecValue)], key: (Name) -> String,
        place: (Name) -> String
    ) -> [ValueChange] {
        var before: [String: SpecValue] = [:]
        var changes: [ValueChange] = []
        for (name, value) in old {
            // A name that stands there twice is not the same as one: what it had first is gone.
            if let former = before.updateValue(value, forKey: key(name)) {
                changes.append(ValueChange(place: place(name), old: former, new: nil))
            }
        }
        for (name, value) in new {
            if let former = before.removeValue(forKey: key(name)) {
                changes += list(from: former, to: value, at: place(name))
            } else {
                changes.append(ValueChange(place: place(name), old: nil, new: value))
            }
        }
        for (name, value) in old where before.removeValue(forKey: key(name)) != nil {
            changes.append(ValueChange(place: place(name), old: value, new: nil))
        }
        return changes
    }
}
