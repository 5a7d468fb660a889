internal import QuorateLanguage

/// Lines of a run: one for each state, with the action that led to it and what it has changed.
struct RunRendering {
    /// The actions in words, one for each step.
    let labels: [String]
    /// The fields of each state.
    let states: [[SpecValue.Field]]
    /// The position of the state at which a loop begins, or nil for a run without one or that stays in its last state.
    let loopStart: Int?

    /// The lines; what is too long for one goes on in the next.
    ///
    /// - Parameter full: whether every state is printed whole, with a star at what has changed.
    func lines(full: Bool) -> [String] {
        let rows = states.indices.map { row($0, full: full) }
        let labelWidth = rows.map(\.label.count).filter { $0 <= Row.widestLabel }.max() ?? 0
        let numberWidth = String(max(states.count - 1, 0)).count
        var lines = rows.map { $0.lines(numberWidth: numberWidth, labelWidth: labelWidth) }
        if let loopStart, lines.indices.contains(loopStart) {
            lines[loopStart].append("-- loop: the steps from here on are taken for ever --")
        }
        return Array(lines.joined())
    }

    private func row(_ index: Int, full: Bool) -> Row {
        guard index > 0 else {
            return Row(
                number: index, label: "initial state",
                content: full ? .state(states[index], changed: []) : .start(states[index]))
        }
        let label = index <= labels.count ? labels[index - 1] : "?"
        guard !full else {
            return Row(
                number: index, label: label, content: .state(states[index], changed: changedNames(index)))
        }
        return Row(number: index, label: label, content: .changes(changes(at: index)))
    }

    /// The changes of the step that leads to the state at a position, in words; of the first state what is not empty in
    /// it.
    func changes(at index: Int) -> [String] {
        guard index > 0 else {
            let (filled, rest) = states[index].withoutEmptyParts
            return filled.map { "\($0.name): \($0.value)" } + rest
        }
        let changes = ValueChange.list(from: states[index - 1], to: states[index])
        return changes.isEmpty ? ["(no change)"] : changes.map(\.text)
    }

    private func changedNames(_ index: Int) -> Set<String> {
        // A state of a file that anybody wrote can have very many fields.
        let former = Dictionary(states[index - 1].map { ($0.name, $0.value) }) { first, _ in first }
        return Set(
            states[index].filter { field in !(former[field.name]?.isSame(as: field.value) ?? false) }.map(
                \.name))
    }
}

/// A state of the run with the action that led to it.
private struct Row {
    enum Content {
        case changes([String])
        /// Parts of a state that are not empty.
        case start([SpecValue.Field])
        /// The whole state; a star stands before these names.
        case state([SpecValue.Field], changed: Set<String>)
    }

    /// A longer label stands on a line of its own.
    static let widestLabel = 36

    let number: Int
    let label: String
    let content: Content

    init(number: Int, label: String, content: Content) {
        self.number = number
        self.label = TextColumns.printable(label)
        self.content = content
    }

    func lines(numberWidth: Int, labelWidth: Int) -> [String] {
        let margin = numberWidth + 2
        let column = margin + labelWidth + 2
        let space = String(repeating: " ", count: column)
        var content = contentLines(width: TextColumns.width - column)[...]
        let digits = String(number)
        var lead = String(repeating: " ", count: numberWidth - digits.count) + digits + "  "
        var lines: [String] = []
        if label.count > labelWidth {
            lines = TextColumns.wrap(label, width: TextColumns.width - margin)
            lines = [lead + lines[0]] + lines.dropFirst().map { String(repeating: " ", count: margin) + $0 }
        } else {
            lead += label
            lines = [content.isEmpty ? lead : TextColumns.padded(lead, to: column) + content.removeFirst()]
        }
        return lines + content.map { space + $0 }
    }

    private func contentLines(width: Int) -> [String] {
        switch content {
        case .changes(let items):
            return TextColumns.fill(items.map(TextColumns.printable), separator: ";", width: width)
        case .start(let fields):
            let (filled, rest) = fields.withoutEmptyParts
            return lines(of: filled, width: width) { _ in "" } + rest
        case .state(let fields, let changed):
            return lines(of: fields, width: width) { changed.contains($0) ? "* " : "  " }
        }
    }

    private func lines(
        of fields: [SpecValue.Field], width: Int, mark: (_ name: String) -> String
    ) -> [String] {
        let nameWidth = (fields.map(\.name.count).max() ?? 0) + 1
        return fields.flatMap { field in
            let name =
                mark(field.name) + TextColumns.padded(TextColumns.printable(field.name) + ":", to: nameWidth)
                + " "
            let value = TextColumns.wrap(
                TextColumns.printable(field.value.description), width: width - name.count)
            let space = String(repeating: " ", count: name.count)
            return [name + value[0]] + value.dropFirst().map { space + $0 }
        }
    }
}

extension [SpecValue.Field] {
    /// The fields of a state without what is empty in them, and the words for what is.
    fileprivate var withoutEmptyParts: (filled: [SpecValue.Field], rest: [String]) {
        let filled = compactMap { field in
            field.value.withoutEmptyParts.map { SpecValue.Field(name: field.name, value: $0) }
        }
        if filled.count == count { return (filled, []) }
        return (filled, [filled.isEmpty ? "(empty)" : "(everything else is empty)"])
    }
}

extension SpecValue {
    /// The value without the entries of maps that hold nothing, or nil where nothing is left: an empty set, sequence or
    /// map, or the absence that prints as `none`.
    fileprivate var withoutEmptyParts: SpecValue? {
        switch self {
        case .set([]), .list([]), .string("none"): return nil
        case .map(let entries):
            let filled = entries.compactMap { entry in
                entry.value.withoutEmptyParts.map { Entry(key: entry.key, value: $0) }
            }
            return filled.isEmpty ? nil : .map(filled)
        case .record(let fields):
            return fields.allSatisfy { $0.value.withoutEmptyParts == nil } ? nil : self
        default: return self
        }
    }
}
