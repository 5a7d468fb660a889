import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// The figures of a catalog, counted.
struct CostsReport: WholeResult {
    struct Row {
        let figure: CostFigure
        let counted: Int?
        var isAsExpected: Bool { figure.agrees(withCount: counted) }
    }

    let rows: [Row]
    let ratios: [StatedRatio]

    /// The figures of the protocols called `names`, or of all.
    ///
    /// - Throws: ``CommandError`` for an unknown name, and where there is nothing to compare.
    init(_ catalog: Catalog, names: [String]) throws {
        if catalog.costs.isEmpty, catalog.statedRatios.isEmpty { throw CommandError.noCosts }
        let known = catalog.costs.reduce(into: [String]()) { if !$0.contains($1.name) { $0.append($1.name) } }
        for name in names where !known.contains(name) { throw CommandError.unknownCost(name, known: known) }
        rows = catalog.costs.filter { names.isEmpty || names.contains($0.name) }.map {
            Row(figure: $0, counted: $0.count?())
        }
        ratios = names.isEmpty ? catalog.statedRatios : []
    }

    /// The figures that do not agree with each other.
    var disagreeing: [Row] { rows.filter { !$0.isAsExpected } }

    /// The figures that are held against a run, a text or each other.
    private var comparedCount: Int {
        rows.filter { $0.figure.stated != nil || $0.figure.count != nil }.count + ratios.count
    }

    /// The exit status: a formula that nothing was held against says nothing.
    var status: ExitStatus {
        if !disagreeing.isEmpty || ratios.contains(where: { !$0.isAsExpected }) { return .otherFigures }
        return comparedCount == 0 ? .vacuous : .asExpected
    }
}

extension StatedRatio {
    /// Agreement of the text's ratio with that of its figures.
    fileprivate var isAsExpected: Bool { ends == stated }
}

extension CostsReport {
    /// A table for each protocol and quantity.
    var text: String {
        let table = TextTable(
            head: ["protocol", "instance", "quantity", "formula", "gives", "stated", "counted", ""],
            rows: rows.map(\.cells), leftColumns: [0, 1, 2, 3, 7])
        return ((rows.isEmpty ? [] : [table.text]) + ratioText + [summary]).joined(separator: "\n\n")
    }

    private var summary: String {
        let failed = disagreeing.count + ratios.filter { !$0.isAsExpected }.count
        let counted = rows.filter { $0.counted != nil }.count
        let figures = Numerals.count(rows.count + ratios.count, "figure")
        if comparedCount == 0 { return "\(figures), none compared: nothing is counted or stated" }
        let verdict = failed == 0 ? "all as expected" : "\(Numerals.count(failed)) not as expected"
        let compared =
            "\(Numerals.count(comparedCount)) compared (\(Numerals.count(counted)) counted on a run)"
        return "\(figures), \(compared), \(verdict)"
    }

    private var ratioText: [String] {
        if ratios.isEmpty { return [] }
        let table = TextTable(
            head: ["stated, not measured here", "", "", "ratios of the ends", "stated", ""],
            rows: ratios.map { ratio in
                [
                    ratio.subject, ratio.numerator.words, "over " + ratio.denominator.words, ratio.ends.words,
                    ratio.stated.words, ratio.isAsExpected ? "" : "does not agree",
                ]
            }, leftColumns: [0, 1, 2, 5])
        return [table.text]
    }

    /// The figures as an array, and the ratios.
    var json: JSONValue {
        [
            "version": .string(quorateVersion),
            "costs": .array(rows.map(\.json)),
            "statedRatios": .array(
                ratios.map { ratio in
                    [
                        "subject": .string(ratio.subject), "ends": ratio.ends.json,
                        "stated": ratio.stated.json, "agrees": .boolean(ratio.isAsExpected),
                    ]
                }),
        ]
    }
}

extension CostsReport.Row {
    fileprivate var cells: [String] {
        let stated = figure.stated.map { ($0.isUpperBound ? "≤ " : "") + Numerals.count($0.value) } ?? ""
        return [
            figure.name, figure.instance, figure.quantity.rawValue, figure.formula,
            Numerals.count(figure.value), stated, counted.map { Numerals.count($0) } ?? "",
            isAsExpected ? "" : "does not agree",
        ]
    }

    fileprivate var json: JSONValue {
        [
            "protocol": .string(figure.name), "instance": .string(figure.instance),
            "quantity": .string(figure.quantity.rawValue), "formula": .string(figure.formula),
            "value": JSONValue(figure.value), "stated": figure.stated.map { JSONValue($0.value) } ?? .null,
            "isUpperBound": .boolean(figure.stated?.isUpperBound ?? false),
            "counted": counted.map { JSONValue($0) } ?? .null, "agrees": .boolean(isAsExpected),
        ]
    }
}

extension ClosedRange<Int> {
    fileprivate var words: String {
        lowerBound == upperBound
            ? Numerals.count(lowerBound) : "\(Numerals.count(lowerBound)) to \(Numerals.count(upperBound))"
    }
    fileprivate var json: JSONValue { [JSONValue(lowerBound), JSONValue(upperBound)] }
}
