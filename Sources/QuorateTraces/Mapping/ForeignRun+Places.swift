internal import QuorateLanguage

extension ForeignRun {
    /// The run with its actions, picks and variables taken out of where a map says that they are.
    ///
    /// - Throws: ``RunMapError`` for a place that no state has.
    public func read(at places: RunMap.Places) throws(RunMapError) -> ForeignRun {
        var run = self
        if let place = places.action {
            let found = try values(at: place, "action")
            for (index, value) in found.dropFirst().enumerated() {
                do throws(TraceFileError) {
                    run.steps[index].action = try value?.actionName(at: .root["states"][index + 1])
                } catch { throw RunMapError(path: "$.at.action", problem: "\(error)") }
            }
        }
        if let place = places.picks {
            let found = try values(at: place, "picks")
            run.steps = zip(run.steps, found.dropFirst()).map { step, value in
                Step(action: step.action, picks: value.flatMap(ForeignRunReader.picks))
            }
        }
        if let place = places.state {
            run.states = try values(at: place, "state").map { value in
                guard case .object(let members) = value else { return [] }
                return members.map { .init(name: $0.key, value: ForeignValue($0.value)) }
            }
            (run.listed, run.unlisted, run.parameters) = ([], [], [])
        }
        let used = Set([places.action, places.picks].compactMap { $0?.variable })
        if places.state == nil {
            run.states = run.states.map { $0.filter { !used.contains($0.name) } }
            run.listed.removeAll { used.contains($0) }
            run.unlisted.removeAll { used.contains($0) }
        }
        return run
    }

    /// The value at a place in each state.
    private func values(at place: StatePlace, _ key: String) throws(RunMapError) -> [JSONValue?] {
        let found = states.map { state in
            state.first { $0.name == place.variable }.flatMap { place.value(in: $0.value.json) }
        }
        guard found.contains(where: { $0 != nil }) else {
            throw RunMapError(
                path: "$.at.\(key)", problem: "no state of the file has \(ForeignText.name("\(place)"))")
        }
        return found
    }
}

extension StatePlace {
    /// The value at this place behind that of the variable, or nil where there is none.
    func value(in variable: JSONValue) -> JSONValue? {
        var value = variable
        for key in keys {
            guard let inner = value.part(key) else { return nil }
            value = inner
        }
        return value
    }
}

extension JSONValue {
    /// The member, entry or element under a key, or nil.
    fileprivate func part(_ key: String) -> JSONValue? {
        if let pairs = alone("#map")?.pairs {
            return pairs.first { SpecValue(foreign: $0.key).description == key }?.value
        }
        if let elements = elements ?? alone("#tup")?.elements {
            return Int(key).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
        }
        if let member = self[key] { return member }
        // A case is looked into by its tag or through it.
        guard let (tag, payload) = taggedPayload else { return nil }
        return tag == key ? payload : payload[key]
    }
}
