/// The parts that every ITF trace of ours has.
struct ITFSkeleton {
    /// The names of the variables without Quint's own, and the states.
    let parts: (variables: [String], states: [JSONValue])

    init(_ root: JSONValue) throws(TraceFileError) {
        guard case .object = root else { throw .notITF(reason: "it is \(root.summary), not an object") }
        guard case .array(let names) = root["vars"] else { throw .notITF(reason: "\"vars\" is no list") }
        guard case .array(let states) = root["states"] else { throw .notITF(reason: "\"states\" is no list") }
        var variables: [String] = []
        var seen: Set<String> = []
        for (index, value) in names.enumerated() {
            let path = JSONPath.root["vars"][index]
            let name = try value.text(at: path)
            if name.hasPrefix(ModelBasedTesting.prefix) { continue }
            guard seen.insert(name).inserted, !name.hasPrefix("#") else {
                throw value.unexpected("the name of another variable", at: path)
            }
            variables.append(name)
        }
        parts = (variables, states)
    }
}
