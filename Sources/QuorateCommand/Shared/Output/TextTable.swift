import QuorateTraces

/// Rows of cells under a head, each column as wide as its widest cell.
struct TextTable {
    var head: [String]
    var rows: [[String]]
    /// The columns that begin at the left; numbers end at the right.
    var leftColumns: Set<Int> = []

    /// The table without blanks at the ends of lines.
    var text: String {
        let lines = [head] + rows
        let widths = head.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            let cells = head.indices.map { column in
                leftColumns.contains(column)
                    ? line[column].padded(to: widths[column]) : line[column].alignedRight(to: widths[column])
            }
            return cells.joined(separator: "  ").trimmingBlanksAtEnd
        }.joined(separator: "\n")
    }
}

extension String {
    fileprivate var trimmingBlanksAtEnd: String {
        guard let last = lastIndex(where: { $0 != " " }) else { return "" }
        return String(self[...last])
    }
}
