import BigInt

@testable import QuorateProver

/// A run beside a schema that is to know nothing false of it: where in the run each moment of the schema is.
struct RunInSchema {
    let schema: RunSchema
    /// Position in the run of each moment.
    let places: [Int]
    private let run: OneRun

    /// A run with the values of all variables after each step, and the rule of each step.
    struct OneRun {
        let values: [[Int: BigInt]]
        let rules: [Int]

        /// - Parameter run: Every step is taken once.
        init(_ run: AutomatonRun, of system: CounterSystem) throws {
            let values = try system.replay(run).map { system.values(run.parameters, $0) }
            self.values = values
            // Any case of a guard with "or" that is met will do.
            rules = run.steps.indices.map { step in
                system.rules.firstIndex { $0.position == run.steps[step].rule && $0.isMet(at: values[step]) }!
            }
        }
    }

    /// The run in a schema of all runs that break a property; it breaks it.
    init(_ schema: RunSchema, _ run: OneRun) {
        self.init(schema: schema, places: [0, run.rules.count], run)
    }

    private init(schema: RunSchema, places: [Int], _ run: OneRun) {
        self.schema = schema
        self.places = places
        self.run = run
    }

    /// Ways to be in one of the cases of a split, of which there must be one.
    func inCases(of split: RunSchema.Split) -> [RunInSchema] {
        (schema.cases(of: split) ?? []).flatMap { schema in
            Self.longer(places, by: schema.last + 1 - places.count).lazy
                .map { RunInSchema(schema: schema, places: $0, run) }
                .filter { $0.falsehood == nil }.prefix(1)
        }
    }

    /// The places with some more between the first and the last, in all ways.
    private static func longer(_ places: [Int], by count: Int) -> [[Int]] {
        if count == 0 { return [places] }
        return (places[0]...places.last!).flatMap { place in
            longer(
                [places[0]] + (places.dropFirst().dropLast() + [place]).sorted() + [places.last!],
                by: count - 1)
        }
    }

    /// Something that the schema says and that is not true of the run.
    var falsehood: String? {
        let values = values
        if let fact = schema.facts.first(where: { !$0.formula.holds(at: values) }) { return "\(fact.source)" }
        for dated in schema.open
        where !dated.statement.holds(at: places[dated.moment], of: run.values) { return "open: \(dated)" }
        for dated in schema.lasting {
            let place = places[dated.moment]
            let isTrue = RunFormula.always(dated.statement).holds(at: place, of: run.values)
            if !isTrue { return "lasting: \(dated)" }
        }
        for (stage, known) in schema.stages.enumerated() {
            for step in places[stage]..<places[stage + 1] {
                let before = run.values[step]
                if !known.met.allSatisfy({ $0.value(at: before) >= 0 }) { return "met in \(stage)" }
                if !known.unmet.allSatisfy({ $0.value(at: before) < 0 }) { return "unmet in \(stage)" }
            }
            for moment in run.values[places[stage]...places[stage + 1]]
            where known.empty.contains(where: { moment[$0] != 0 }) { return "empty in \(stage)" }
        }
        return nil
    }

    /// Values of the variables of the schema's facts.
    private var values: [Int: BigInt] {
        var values: [Int: BigInt] = [:]
        for (moment, place) in places.enumerated() {
            for (variable, value) in run.values[place] {
                values[schema.variable(variable, at: moment)] = value
            }
        }
        for stage in schema.stages.indices {
            for step in places[stage]..<places[stage + 1] {
                values[schema.firing(run.rules[step], in: stage), default: 0] += 1
            }
        }
        return values
    }
}
