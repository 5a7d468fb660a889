import BigInt

/// Decides the properties of a threshold automaton for all values of its parameters, by logic.
///
/// Each property is one question to the solver Z3, whether some run breaks it, with as many segments as the longest run that
/// matters has; see ``AutomatonFinding`` for the answers. A refutation is replayed rule by rule before it is given out.
public struct AutomatonDecision: Sendable {
    let system: CounterSystem
    let moves: MoveSystem
    private let settled: SettledThresholds

    /// A decision of the properties of `automaton`; nothing is asked of the solver before the first of them is decided.
    ///
    /// - Throws: ``AutomatonError`` when the automaton means nothing.
    public init(_ automaton: ThresholdAutomaton) throws(AutomatonError) {
        self.init(try CounterSystem(automaton))
    }

    init(_ system: CounterSystem) {
        self.system = system
        moves = MoveSystem(system)
        settled = SettledThresholds(moves)
    }

    /// The automaton whose properties are decided.
    public var automaton: ThresholdAutomaton { system.automaton }

    /// Names of the properties, in the automaton's order.
    public var properties: [String] { system.properties.map(\.name) }

    /// True for a property that asks that something happens, which no finite part of a run can break.
    public func isLiveness(_ position: Int) -> Bool { system.properties[position].formula.asksForEvents }

    /// Decides the property at `position`.
    ///
    /// - Parameter timeLimit: How long it may take, the smallest refutation included.
    /// - Returns: What was found; whatever goes wrong is a finding too, ``AutomatonFinding/Verdict/unknown(_:)``.
    public func decide(_ position: Int, timeLimit: Duration = .seconds(10)) -> AutomatonFinding {
        let (start, property) = (ContinuousClock.now, system.properties[position])
        var search = RunSearch(self, until: start + timeLimit)
        let verdict = search.verdict(on: property)
        return AutomatonFinding(
            property: property.name, isLiveness: isLiveness(position), verdict: verdict,
            segments: search.segments,
            duration: ContinuousClock.now - start)
    }

    /// The questions that decide the property at `position`, with the answers that a property has which is true and not
    /// vacuous; none where the search does not understand it.
    ///
    /// The first asks for a run that breaks the property, the second for one that meets its premise.
    public func obligations(_ position: Int) -> [Obligation] {
        questions(position).map { Obligation($0) }
    }

    /// The same questions about a mutant that is to lose the property: then some run breaks it.
    ///
    /// - Parameter mutant: Name of the automaton and its mutant, for the files.
    public func obligations(_ position: Int, ofMutant mutant: String) -> [Obligation] {
        questions(position, of: mutant, isToBreak: true).map { Obligation($0) }
    }

    func questions(_ position: Int, of subject: String? = nil, isToBreak: Bool = false) -> [Question] {
        let property = system.properties[position]
        let name = "\(subject ?? system.automaton.name).\(property.name)"
        guard let broken = try? encoding(property.formula, opposite: true),
            let met = try? encoding(property.formula.premise)
        else { return [] }
        return [
            Question(
                "\(name).counterexample", "Does a run break the property? If not, it is true.",
                broken.problem, expected: isToBreak ? .satisfiable : .unsatisfiable),
            Question(
                "\(name).premise", "Does a run meet the premise? If not, the property is vacuous.",
                met.problem, expected: .satisfiable),
        ]
    }

    /// The question for a run that fulfils `formula`, or its opposite.
    ///
    /// - Throws: The reason why there is none, among them that `deadline` has passed: a large question takes long to make.
    func encoding(
        _ formula: RunFormula<Formula>, opposite: Bool = false, segments: Int? = nil,
        until deadline: Deadline = .never
    ) throws(WitnessFormula.Obstacle) -> RunEncoding {
        let moves = try moves.slice(for: formula.atoms(opposite: opposite), until: deadline)
        let witness = try WitnessSimplifier(moves: moves).witness(formula, opposite: opposite)
        let plan = try SegmentPlan(
            moves, settled: settled.thresholds(until: deadline), for: witness, until: deadline)
        let guards = moves.moves.flatMap(\.rules).flatMap(\.thresholds).flatMap(\.form.variables)
        let read = witness.variables.union(guards).filter { system.isCounter($0) }
        return try RunEncoding(
            witness, plan, segments: min(segments ?? plan.count, plan.count), reading: read, until: deadline)
    }
}

extension RunFormula {
    /// Presence of an "eventually" that is to come true, or of an "always" that is to be broken.
    fileprivate var asksForEvents: Bool { asksForEvents(isNegated: false) }

    private func asksForEvents(isNegated: Bool) -> Bool {
        switch self {
        case .now: false
        case .not(let part): part.asksForEvents(isNegated: !isNegated)
        case .all(let parts), .any(let parts): parts.contains { $0.asksForEvents(isNegated: isNegated) }
        case .always(let part): isNegated || part.asksForEvents(isNegated: isNegated)
        case .eventually(let part): !isNegated || part.asksForEvents(isNegated: isNegated)
        }
    }
}

extension CounterSystem {
    func isCounter(_ variable: Int) -> Bool {
        (parameterCount..<parameterCount + counterCount).contains(variable)
    }
}
