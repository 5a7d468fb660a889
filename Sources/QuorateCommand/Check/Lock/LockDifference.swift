import QuorateTraces

/// Difference of a fact in the lock from the one that was found.
struct LockDifference: Equatable {
    let key: VerdictLock.Key
    /// Name of the fact, as in `counterexamples agreement steps`; empty where one of the two has no finding at all.
    let fact: String
    /// The fact in the lock, or the verdict of a finding that is no longer made; nil where there is none.
    let locked: String?
    /// The fact that was found, or the verdict of a finding that is not in the lock; nil where there is none.
    let found: String?

    /// The differences of `found` from `locked`, in the order of their names.
    static func all(_ locked: [VerdictLock.Key: JSONValue], _ found: [VerdictLock.Key: JSONValue])
        -> [LockDifference]
    {
        Set(locked.keys).union(found.keys).sorted().flatMap { key -> [LockDifference] in
            guard let old = locked[key], let new = found[key] else {
                return [
                    LockDifference(
                        key: key, fact: "", locked: locked[key].map(verdict), found: found[key].map(verdict))
                ]
            }
            return facts(key, old, new)
        }
    }

    private static func facts(_ key: VerdictLock.Key, _ old: JSONValue, _ new: JSONValue) -> [LockDifference]
    {
        let (old, new) = (leaves(old), leaves(new))
        let names = new.map(\.name) + old.map(\.name).filter { name in !new.contains { $0.name == name } }
        return names.compactMap { name in
            let locked = old.first { $0.name == name }?.text
            let found = new.first { $0.name == name }?.text
            return locked == found ? nil : LockDifference(key: key, fact: name, locked: locked, found: found)
        }
    }

    /// The facts of a finding with the names of the objects that they are in.
    private static func leaves(_ value: JSONValue, in name: [String] = []) -> [(name: String, text: String)] {
        switch value {
        case .object(let members): members.flatMap { leaves($0.value, in: name + [$0.key]) }
        case .string(let text): [(name.joined(separator: " "), text)]
        default: [(name.joined(separator: " "), value.canonicalText)]
        }
    }

    private static func verdict(of finding: JSONValue) -> String {
        if case .string(let text)? = finding["outcome"] ?? finding["verdict"] { text } else { "something" }
    }
}

extension LockDifference {
    /// The difference of a comparison, in one line.
    var text: String {
        switch (locked, found) {
        case (let locked?, nil) where fact.isEmpty:
            "\(key.words): locked as \(locked), and there is no such \(key.kind.word)"
        case (nil, let found?) where fact.isEmpty: "\(key.words): not in the lock, found as \(found)"
        default: "\(key.words): \(fact): \(locked ?? "nothing") locked, \(found ?? "nothing") found"
        }
    }

    /// The change of the file, in one line.
    var changeText: String {
        switch (locked, found) {
        case (let locked?, nil) where fact.isEmpty: "removed  \(key.words) (\(locked))"
        case (nil, let found?) where fact.isEmpty: "added    \(key.words) (\(found))"
        default: "changed  \(key.words): \(fact): was \(locked ?? "nothing"), now \(found ?? "nothing")"
        }
    }

    /// The difference for other programs.
    var json: JSONValue {
        [
            "kind": .string(key.kind.word), "name": .string(key.label), "spec": .string(key.spec),
            "fact": .string(fact), "locked": JSONValue(locked), "found": JSONValue(found),
        ]
    }
}
