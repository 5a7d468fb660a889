internal import QuorateLanguage

/// Evaluation of an expression in one state.
struct StateEvaluation {
    private let names: VariableNames
    private let values: [String: SpecValue]

    /// - Parameter variables: Names of all variables of the run, some of which a state may lack.
    init(_ state: [SpecValue.Field], of variables: [String]) {
        names = VariableNames(variables)
        values = Dictionary(state.map { ($0.name, $0.value) }) { first, _ in first }
    }

    func value(of node: StateExpression.Node) throws(StateExpressionError) -> SpecValue {
        switch node {
        case .value(let value): return value
        case .name(let name):
            guard let variable = names.meant(by: name) else { return .string(name) }
            guard let value = values[variable] else {
                throw StateExpressionError("the state has no variable \(variable)")
            }
            return value
        case .field(let inner, let name): return try field(name, of: value(of: inner))
        case .entry(let inner, let key): return try entry(value(of: key), of: value(of: inner))
        case .count(let inner): return .integer(try count(of: value(of: inner)))
        case .set(let elements):
            var values: [SpecValue] = []
            for element in elements { values.append(try value(of: element)) }
            return .set(values)
        case .not(let inner): return .boolean(try !truth(of: inner))
        case .negative(let inner):
            return try difference(.integer(0), value(of: inner), { $0.subtractingReportingOverflow($1) })
        case .binary(let symbol, let left, let right): return try binary(symbol, left, right)
        }
    }

    private func truth(of node: StateExpression.Node) throws(StateExpressionError) -> Bool {
        let value = try value(of: node)
        guard case .boolean(let truth) = value else {
            throw StateExpressionError("\(Self.shown(value)) is neither true nor false")
        }
        return truth
    }

    private func binary(
        _ symbol: StateExpression.Operator, _ left: StateExpression.Node, _ right: StateExpression.Node
    ) throws(StateExpressionError) -> SpecValue {
        switch symbol {
        // The right side may have no value where the left one decides.
        case .or: return .boolean(try truth(of: left) ? true : truth(of: right))
        case .and: return .boolean(try truth(of: left) ? truth(of: right) : false)
        default: break
        }
        let (first, second) = (try value(of: left), try value(of: right))
        switch symbol {
        case .equal: return .boolean(first.isSame(as: second))
        case .unequal: return .boolean(!first.isSame(as: second))
        case .less: return .boolean(try Self.isLess(first, second))
        case .atMost: return .boolean(try !Self.isLess(second, first))
        case .greater: return .boolean(try Self.isLess(second, first))
        case .atLeast: return .boolean(try !Self.isLess(first, second))
        case .member: return .boolean(try isMember(first, of: second))
        case .plus: return try difference(first, second) { $0.addingReportingOverflow($1) }
        case .minus: return try difference(first, second) { $0.subtractingReportingOverflow($1) }
        case .times: return try difference(first, second) { $0.multipliedReportingOverflow(by: $1) }
        case .or, .and: return .boolean(false)
        }
    }

    /// The sum, difference or product of two whole numbers of 64 bits.
    private func difference(
        _ left: SpecValue, _ right: SpecValue, _ operation: (Int, Int) -> (partialValue: Int, overflow: Bool)
    ) throws(StateExpressionError) -> SpecValue {
        guard case .integer(let first) = left, case .integer(let second) = right else {
            throw StateExpressionError(
                "\(Self.shown(left)) and \(Self.shown(right)) are not both whole numbers of 64 bits")
        }
        let (value, overflow) = operation(first, second)
        guard !overflow else { throw StateExpressionError("the result has more than 64 bits") }
        return .integer(value)
    }
}

extension StateEvaluation {
    private func field(_ name: String, of value: SpecValue) throws(StateExpressionError) -> SpecValue {
        let missing = StateExpressionError("\(Self.shown(value)) has no field \(name)")
        switch value {
        case .record(let fields):
            guard let field = fields.first(where: { $0.name == name || $0.name == "." + name }) else {
                throw missing
            }
            return field.value
        case .variant(let tag, let payload):
            return tag == name ? payload : try field(name, of: payload)
        case .map(let entries):
            guard let entry = entries.first(where: { $0.key.description == name }) else { throw missing }
            return entry.value
        default: throw missing
        }
    }

    private func entry(_ key: SpecValue, of value: SpecValue) throws(StateExpressionError) -> SpecValue {
        switch value {
        case .map(let entries):
            guard let entry = entries.first(where: { $0.key.isSame(as: key) }) else { break }
            return entry.value
        case .list(let elements):
            guard case .integer(let index) = key, elements.indices.contains(index) else { break }
            return elements[index]
        case .record: return try field(key.description, of: value)
        default: break
        }
        throw StateExpressionError("\(Self.shown(value)) has no entry \(Self.shown(key))")
    }

    private func count(of value: SpecValue) throws(StateExpressionError) -> Int {
        switch value {
        case .set(let elements): return Set(elements.map(\.canonicalText)).count
        case .list(let elements): return elements.count
        case .map(let entries): return entries.count
        case .boolean, .integer, .largeInteger, .string, .record, .variant:
            throw StateExpressionError("\(Self.shown(value)) is no set, list or map, which have a count")
        }
    }

    private func isMember(_ value: SpecValue, of whole: SpecValue) throws(StateExpressionError) -> Bool {
        switch whole {
        case .set(let elements), .list(let elements): return elements.contains { $0.isSame(as: value) }
        case .map(let entries): return entries.contains { $0.key.isSame(as: value) }
        default: throw StateExpressionError("\(Self.shown(whole)) is no set, list or map, which have members")
        }
    }

    /// Order of whole numbers of any size.
    private static func isLess(_ left: SpecValue, _ right: SpecValue) throws(StateExpressionError) -> Bool {
        guard let first = digits(of: left), let second = digits(of: right) else {
            throw StateExpressionError("\(shown(left)) and \(shown(right)) are not both whole numbers")
        }
        if first.isNegative != second.isNegative { return first.isNegative }
        let isShorter =
            first.text.count != second.text.count
            ? first.text.count < second.text.count : first.text < second.text
        return first.text != second.text && isShorter != first.isNegative
    }

    private static func digits(of value: SpecValue) -> (isNegative: Bool, text: String)? {
        switch value {
        case .integer, .largeInteger:
            let text = value.description
            return (text.hasPrefix("-"), String(text.drop { $0 == "-" }))
        default: return nil
        }
    }

    /// The value, and no more than its beginning.
    private static func shown(_ value: SpecValue) -> String { JSONValue.clipped(value.description) }
}
