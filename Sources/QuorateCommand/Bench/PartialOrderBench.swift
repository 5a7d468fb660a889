import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// Measures what a partial-order reduction could save at best, on a small instance of each spec.
struct PartialOrderBench: Job {
    let parts: [Catalog.Entry]
    let interrupt: Interrupt

    /// Most states of an instance: every state asks about all others.
    static let stateLimit = 20_000

    /// - Throws: ``CatalogError`` for a name that no spec has.
    init(specs: [String], session: Session) throws {
        parts = try specs.isEmpty ? session.catalog.entries : specs.map { try session.catalog.entry($0) }
        interrupt = session.interrupt
    }

    /// A part of a benchmark is no comparison.
    func isOfOnePart(_ error: any Error) -> Bool { false }

    func result(of entry: Catalog.Entry) async throws -> MeasuredReduction {
        guard let (spec, graph) = try smallInstance(of: entry) else {
            return MeasuredReduction(name: entry.standard.name, sizes: nil)
        }
        var sets = PersistentSets(graph)
        guard let reduced = sets.reducedSize(until: { interrupt.isRaised }) else {
            throw CommandError.interrupted
        }
        return MeasuredReduction(name: spec.label, sizes: (sets.whole, reduced))
    }

    /// The largest instance of the spec as it is that is small enough, or the default one; nil where none is.
    private func smallInstance(of entry: Catalog.Entry) throws -> (ErasedSpec, StateGraph)? {
        if interrupt.isRaised { throw CommandError.interrupted }
        let known = entry.instances.filter {
            $0.spec.instance.changes.isEmpty && $0.expected.distinctStates ?? .max <= Self.stateLimit
        }
        let largest = known.max { $0.expected.distinctStates ?? 0 < $1.expected.distinctStates ?? 0 }
        let spec = largest?.spec ?? entry.standard
        let graph = try GraphExplorer(spec, limits: .init(states: Self.stateLimit)).graph()
        return graph.cut == nil ? (spec, graph) : nil
    }
}

/// States of an instance, and those that a partial-order reduction could leave.
struct MeasuredReduction: JobResult {
    typealias Part = Catalog.Entry

    /// Spec with its parameters.
    let name: String
    /// Nil where no instance is small enough.
    let sizes: (whole: PersistentSets.Size, reduced: PersistentSets.Size)?

    var status: ExitStatus { .asExpected }
    var comparesSomething: Bool { sizes != nil }
    static func label(of entry: Catalog.Entry) -> String { entry.standard.name }

    /// States left of each that there is.
    var share: Double? { sizes.map { Double($0.reduced.states) / Double($0.whole.states) } }
}

/// Savings of a partial-order reduction, spec by spec.
struct PartialOrderResults: WholeResult {
    let lines: [MeasuredReduction]

    var text: String {
        let measured = lines.filter { $0.sizes != nil }
        let rows = measured.map { line in
            [
                line.name, Numerals.count(line.sizes!.whole.states),
                Numerals.count(line.sizes!.reduced.states),
                Numerals.fixed(line.share!, places: 2), Numerals.count(line.sizes!.whole.steps),
                Numerals.count(line.sizes!.reduced.steps),
            ]
        }
        let head = ["instance", "states", "left", "share", "steps", "left"]
        return ([TextTable(head: head, rows: rows, leftColumns: [0]).text] + notes(measured)).joined(
            separator: "\n\n")
    }

    private func notes(_ measured: [MeasuredReduction]) -> [String] {
        let shares = measured.compactMap(\.share).sorted()
        guard !shares.isEmpty else { return ["no instance is small enough to be measured"] }
        let few = lines.filter { $0.sizes == nil }.map(\.name)
        return [
            "\(shares.count { $0 < 0.5 }) of \(Numerals.count(shares.count, "instance", "instances")) could do with less"
                + " than half of their states; the median share is \(Numerals.fixed(shares[shares.count / 2], places: 2))"
        ] + (few.isEmpty ? [] : ["not small enough to be measured: \(few.joined(separator: ", "))"])
    }

    var json: JSONValue {
        [
            "reductions": .array(
                lines.map { line in
                    [
                        "instance": .string(line.name),
                        "states": line.sizes.map { JSONValue($0.whole.states) } ?? .null,
                        "statesLeft": line.sizes.map { JSONValue($0.reduced.states) } ?? .null,
                        "steps": line.sizes.map { JSONValue($0.whole.steps) } ?? .null,
                        "stepsLeft": line.sizes.map { JSONValue($0.reduced.steps) } ?? .null,
                    ]
                })
        ]
    }
}
