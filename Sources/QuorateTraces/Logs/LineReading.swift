/// A line with the replica that it is of.
struct LineReading {
    let line: JSONValue
    let replica: String
    let names: RunMap
    let renaming: RunNames

    /// The value that a rule asks for, or nil for a field that may be missing and is.
    func value(_ source: LogRule.Source, for purpose: String) throws(LineProblem) -> ForeignValue? {
        switch source {
        case .node: return ForeignValue(JSONValue.string(replica))
        case .constant(let json): return ForeignValue(json)
        case .field(let field):
            guard let json = field.path.value(in: line) else {
                if field.isOptional { return nil }
                throw LineProblem(
                    text: "there is no field \(field.path), which the mapping takes for \(purpose)")
            }
            return try value(json, as: field)
        }
    }

    private func value(_ json: JSONValue, as field: LogRule.Field) throws(LineProblem) -> ForeignValue {
        if field.isNode {
            guard let name = json.nameOrNumber else {
                throw LineProblem(text: "\(field.path) is \(json.summary), and no name of a node")
            }
            return ForeignValue(JSONValue.string(names.replicas[name] ?? name))
        }
        if let value = json.nameOrNumber.flatMap({ field.values[$0] }) {
            return ForeignValue(JSONValue.string(value))
        }
        if field.plus == 0 { return ForeignValue(renaming.value(json)) }
        guard let number = json.nameOrNumber.flatMap(Int.init),
            case let (sum, isTooLarge) = number.addingReportingOverflow(field.plus), !isTooLarge
        else {
            throw LineProblem(text: "\(field.path) is \(json.summary), and no number to be added to")
        }
        return ForeignValue(JSONValue.number("\(sum)"))
    }

    /// The members of an object that a line may have.
    func members(of path: FieldPath) throws(LineProblem) -> [JSONValue.Member] {
        guard let json = path.value(in: line) else { return [] }
        guard case .object(let members) = json else {
            throw LineProblem(text: "\(path) is \(json.summary), and no object")
        }
        return members
    }

    /// The place with the line's replica where the mapping says so.
    func place(_ place: StatePlace) -> StatePlace {
        guard place.keys.contains(LogMap.nodeMark) else { return place }
        var place = place
        place.keys = place.keys.map { $0 == LogMap.nodeMark ? replica : $0 }
        return place
    }
}
