import QuorateLanguage
import QuorateTraces

/// Expressions whose values are asked for in each state of a run.
struct StateQuestions {
    private let expressions: [StateExpression]

    /// - Throws: ``CommandError`` for one that cannot be read.
    init(_ texts: [String]) throws {
        expressions = try texts.map { text in
            do { return try StateExpression(text) } catch {
                throw CommandError.unsuitable(option: "--eval", value: text, write: "an expression; \(error)")
            }
        }
    }

    /// The values in a table behind an empty line: a line for each state, a column for each expression.
    ///
    /// - Throws: ``CommandError`` for an expression with a name that the run does not have, or without a value in any state.
    func answers(along states: [[SpecValue.Field]], _ labels: [String]) throws -> String {
        if expressions.isEmpty { return "" }
        let columns = try expressions.map { try column($0, along: states) }
        let head = ["state"] + expressions.map { ForeignText.shown($0.text) } + ["after"]
        let rows = states.indices.map { index in
            ["\(index)"] + columns.map { $0[index] }
                + [index == 0 || index > labels.count ? "" : ForeignText.shown(labels[index - 1])]
        }
        return "\n\n" + Self.table([head] + rows).joined(separator: "\n")
    }

    private func column(
        _ expression: StateExpression, along states: [[SpecValue.Field]]
    ) throws -> [String] {
        if let name = expression.unknownNames(in: states).first {
            throw CommandError.unsuitable(
                option: "--eval", value: expression.text,
                write:
                    "names that the run has: no variable and no value in it is called \(ForeignText.name(name)); a"
                    + " value that it does not have stands in quotes, and its variables are "
                    + Self.variables(of: states))
        }
        let variables = Array(Set(states.joined().map(\.name)))
        let values = states.map { state in
            Result { () throws(StateExpressionError) in try expression.value(in: state, of: variables) }
        }
        guard let error = Self.commonError(values) else {
            return values.map { value in
                switch value {
                case .success(let value): ForeignText.shown(value.description)
                case .failure(let error): "(none: \(ForeignText.shown("\(error)")))"
                }
            }
        }
        throw CommandError.unsuitable(
            option: "--eval", value: expression.text, write: "what has a value in some state; \(error)")
    }

    /// The first error, if there is no value at all.
    private static func commonError(
        _ values: [Result<SpecValue, StateExpressionError>]
    ) -> StateExpressionError? {
        var first: StateExpressionError?
        for value in values {
            guard case .failure(let error) = value else { return nil }
            first = first ?? error
        }
        return first
    }

    private static func variables(of states: [[SpecValue.Field]]) -> String {
        let names = (states.first ?? []).map(\.name)
        return names.prefix(24).map(ForeignText.name).joined(separator: ", ")
            + (names.count > 24 ? ", ..." : "")
    }

    private static func table(_ rows: [[String]]) -> [String] {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).map { cell, width in
                // A very long value does not push the others out of sight.
                cell.count > cellLimit
                    ? cell : cell + String(repeating: " ", count: min(width, cellLimit) - cell.count)
            }
            let line = cells.joined(separator: "  ")
            return String(
                line.prefix(upTo: line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex))
        }
    }

    private static let cellLimit = 40
}
