internal import QuorateLanguage

/// The variables that a foreign run and a spec both have.
struct SharedVariables {
    /// The name in the spec, by the name in the file.
    private let names: [String: String]
    /// Summary of what is compared and what is not.
    let summary: ComparedVariables

    /// - Throws: ``TraceMismatch`` where two variables of the file could be the same one of the spec, or none is, or where
    ///   a parameter has another value.
    init(of run: ForeignRun, in spec: ErasedSpec) throws(TraceMismatch) {
        guard let sample = spec.initialStates().first else { throw .noInitialState }
        let inSpec = spec.describe(sample).map(\.name)
        let inFile = run.variables
        let known = try Self.known(inFile, inSpec: Set(inSpec), module: run.module)
        let parameters = try Self.parameters(of: run, in: spec)
        guard !known.isEmpty else { throw .nothingCompared(inFile: inFile, inSpec: inSpec) }
        let names = Dictionary(uniqueKeysWithValues: known.map { ($0.value, $0.key) })
        self.names = names
        var counts: [String: Int] = [:]
        for variable in run.states.joined() { counts[variable.name, default: 0] += 1 }
        let isParameter = Set(run.parameters)
        summary = ComparedVariables(
            compared: inSpec.filter { known[$0] != nil },
            notInSpec: inFile.filter { names[$0] == nil && !isParameter.contains($0) },
            notInFile: inSpec.filter { known[$0] == nil },
            notInEveryState: inFile.filter {
                counts[$0] != run.states.count && (names[$0] != nil || !isParameter.contains($0))
            }, notListed: run.unlisted, notInAnyState: run.listed.filter { counts[$0] == nil },
            parameters: parameters.compared, parametersNotInSpec: parameters.others, loop: run.loop)
    }

    /// The name in the file by the name in the spec.
    private static func known(
        _ inFile: [String], inSpec: Set<String>, module: String?
    ) throws(TraceMismatch) -> [String: String] {
        var candidates: [String: [String]] = [:]
        for name in inFile {
            let short = ForeignRun.withoutModules(name)
            if inSpec.contains(short) { candidates[short, default: []].append(name) }
        }
        var known: [String: String] = [:]
        for (short, all) in candidates.sorted(by: { $0.key < $1.key }) {
            let meant = module.map { module in all.filter { isName($0, in: module) } } ?? []
            let chosen = meant.isEmpty ? all : meant
            guard chosen.count == 1 else { throw .ambiguousVariable(short, inFile: chosen.sorted()) }
            known[short] = chosen[0]
        }
        return known
    }

    /// Returns true if a name belongs to a module, whichever modules that one is in.
    static func isName(_ name: String, in module: String) -> Bool {
        let modules = "::" + ForeignRun.modules(of: name) + "::"
        return modules.contains("::" + module + "::")
    }

    /// The parameters that a file and a spec both have, and those that only the file has.
    ///
    /// - Throws: ``TraceMismatch`` for one that has another value.
    private static func parameters(
        of run: ForeignRun, in spec: ErasedSpec
    ) throws(TraceMismatch) -> (compared: [String], others: [String]) {
        let settings = Dictionary(spec.settings.map { ($0.name, $0.value) }) { first, _ in first }
        let first = Dictionary(run.states[0].map { ($0.name, $0.value) }) { first, _ in first }
        var (compared, others): ([String], [String]) = ([], [])
        for name in run.parameters {
            let short = ForeignRun.withoutModules(name)
            guard let setting = settings[short], let value = first[name] else {
                others.append(name)
                continue
            }
            guard value.plain == .integer(setting) else {
                throw .otherParameter(short, inFile: value.summary, inSpec: setting)
            }
            compared.append(short)
        }
        return (compared, others)
    }

    /// Returns true if some variable of a state is compared.
    func compareSomething(in state: [ForeignRun.Variable]) -> Bool {
        state.contains { names[$0.name] != nil }
    }

    /// Differences between two states in the variables that both have.
    func differences(
        _ foreign: [ForeignRun.Variable], _ state: [SpecValue.Field]
    ) -> [TraceMismatch.Difference] {
        let samples = Dictionary(state.map { ($0.name, $0.value) }) { first, _ in first }
        let expected = foreign.compactMap { variable -> SpecValue.Field? in
            guard let name = names[variable.name], let sample = samples[name] else { return nil }
            return SpecValue.Field(name: name, value: variable.value.read(like: sample))
        }
        let shared = Set(expected.map(\.name))
        return TraceMismatch.differences(expected, state.filter { shared.contains($0.name) })
    }

    /// The run once round its loop: with the step from its last state to the one at which the loop begins, where the
    /// last state is not that one already.
    func closed(_ run: ForeignRun) -> ForeignRun {
        guard let loop = run.loop, loop < run.states.count - 1, let last = run.states.last else { return run }
        let start = run.states[loop]
        let end = Dictionary(last.map { ($0.name, $0.value) }) { first, _ in first }
        let isClosed =
            compareSomething(in: start)
            && start.allSatisfy { variable in
                names[variable.name] == nil || end[variable.name] == variable.value
                    || end[variable.name]?.plain.isSame(as: variable.value.plain) ?? false
            }
        if isClosed { return run }
        var closed = run
        closed.steps.append(.init(action: nil, picks: nil))
        closed.states.append(start)
        return closed
    }
}
