internal import QuorateLanguage

/// The variables that a foreign run and a spec both have.
struct SharedVariables {
    /// The place in the spec, by the name in the file.
    private let names: [String: StatePlace]
    /// The positions of the spec's variables.
    private let order: [String: Int]
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
        let told = Set(known.keys.map(\.variable))
        self.names = names
        order = Dictionary(inSpec.enumerated().map { ($1, $0) }) { first, _ in first }
        var counts: [String: Int] = [:]
        for variable in run.states.joined() { counts[variable.name, default: 0] += 1 }
        let isParameter = Set(run.parameters)
        summary = ComparedVariables(
            compared: known.keys.sorted { ($0.rank(in: inSpec), "\($0)") < ($1.rank(in: inSpec), "\($1)") }
                .map(\.description),
            notInSpec: inFile.filter { names[$0] == nil && !isParameter.contains($0) },
            notInFile: inSpec.filter { !told.contains($0) },
            notInEveryState: inFile.filter {
                counts[$0] != run.states.count && (names[$0] != nil || !isParameter.contains($0))
            }, notListed: run.unlisted, notInAnyState: run.listed.filter { counts[$0] == nil },
            parameters: parameters.compared, parametersNotInSpec: parameters.others, loop: run.loop)
    }

    /// The name in the file by the place in the spec.
    private static func known(
        _ inFile: [String], inSpec: Set<String>, module: String?
    ) throws(TraceMismatch) -> [StatePlace: String] {
        var candidates: [StatePlace: [String]] = [:]
        for name in inFile {
            // A name that a person has given may be that of a part of a variable.
            guard let place = try? StatePlace(ForeignRun.withoutModules(name)),
                inSpec.contains(place.variable)
            else { continue }
            candidates[place, default: []].append(name)
        }
        var known: [StatePlace: String] = [:]
        for (short, all) in candidates.sorted(by: { "\($0.key)" < "\($1.key)" }) {
            let chosen = module.map { meant(among: all, in: $0) } ?? all
            guard chosen.count == 1 else { throw .ambiguousVariable("\(short)", inFile: chosen.sorted()) }
            known[short] = chosen[0]
        }
        return known
    }

    /// The names that belong most closely to a module: of it alone, or else right in it, or else somewhere in it; all
    /// where none does.
    private static func meant(among names: [String], in module: String) -> [String] {
        let alone = names.filter { ForeignRun.modules(of: $0) == module }
        let inside = names.filter { "::\(ForeignRun.modules(of: $0))".hasSuffix("::" + module) }
        let somewhere = names.filter { isName($0, in: module) }
        return [alone, inside, somewhere].first { !$0.isEmpty } ?? names
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
        var (compared, others): ([String], [String]) = ([], [])
        for name in run.parameters {
            let short = ForeignRun.withoutModules(name)
            let values = run.states.joined().filter { $0.name == name }.map(\.value)
            guard let setting = settings[short], !values.isEmpty else {
                others.append(name)
                continue
            }
            // A parameter is the same in every state, or it is none.
            if let value = values.first(where: { $0.plain != .integer(setting) }) {
                throw .otherParameter(short, inFile: value.summary, inSpec: setting)
            }
            compared.append(short)
        }
        return (compared, others)
    }

    /// The variables of a state that both have, in the order of the spec.
    func parts(of state: [ForeignRun.Variable]) -> [Observation.Part] {
        state.compactMap { variable in
            names[variable.name].map { Observation.Part($0, is: variable.value) }
        }.sorted { order[$0.place.variable, default: 0] < order[$1.place.variable, default: 0] }
    }

    /// The run once round its loop: with the step from its last state to the one at which the loop begins, where the
    /// last state is not that one already.
    func closed(_ run: ForeignRun) -> ForeignRun {
        guard let loop = run.loop, loop < run.states.count - 1, let last = run.states.last else { return run }
        let start = run.states[loop]
        let end = Dictionary(last.map { ($0.name, $0.value) }) { first, _ in first }
        // What the last state does not tell is no reason why it is another one.
        let told = start.filter { names[$0.name] != nil && end[$0.name] != nil }
        let isClosed =
            !told.isEmpty
            && told.allSatisfy { variable in
                end[variable.name] == variable.value
                    || end[variable.name]?.plain.isSame(as: variable.value.plain) ?? false
            }
        if isClosed { return run }
        var closed = run
        closed.steps.append(.init(action: nil, picks: nil))
        closed.states.append(start)
        return closed
    }
}

extension StatePlace {
    /// The position of the variable among those of a spec.
    fileprivate func rank(in names: [String]) -> Int { names.firstIndex(of: variable) ?? names.count }
}
