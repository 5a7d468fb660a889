internal import QuorateLanguage

/// The variables that a foreign run and a spec both have.
struct SharedVariables {
    /// The name in the spec, by the name in the file.
    private let names: [String: String]
    /// Summary of what is compared and what is not.
    let summary: ComparedVariables

    /// - Throws: ``TraceMismatch`` where two variables of the file could be the same one of the spec, or none is.
    init(of run: ForeignRun, in spec: ErasedSpec) throws(TraceMismatch) {
        guard let sample = spec.initialStates().first else { throw .noInitialState }
        let inSpec = spec.describe(sample).map(\.name)
        let inFile = run.variables
        var known: [String: String] = [:]
        for name in inFile {
            let short = ForeignRun.withoutModules(name)
            guard inSpec.contains(short) else { continue }
            if let other = known.updateValue(name, forKey: short) {
                throw .ambiguousVariable(short, inFile: [other, name])
            }
        }
        guard !known.isEmpty else { throw .nothingCompared(inFile: inFile, inSpec: inSpec) }
        let names = Dictionary(uniqueKeysWithValues: known.map { ($0.value, $0.key) })
        self.names = names
        let missing = run.listed.filter { !inFile.contains($0) }
        let notInEveryState = inFile.filter { name in
            !run.states.allSatisfy { $0.contains { $0.name == name } }
        }
        summary = ComparedVariables(
            compared: inSpec.filter { known[$0] != nil }, notInSpec: inFile.filter { names[$0] == nil },
            notInFile: inSpec.filter { known[$0] == nil }, notInEveryState: notInEveryState + missing,
            notListed: run.unlisted)
    }

    /// Differences between two states in the variables that both have.
    func differences(
        _ foreign: [SpecValue.Field], _ state: [SpecValue.Field]
    ) -> [TraceMismatch.Difference] {
        let expected = foreign.compactMap { field in
            names[field.name].map { SpecValue.Field(name: $0, value: field.value) }
        }
        let shared = Set(expected.map(\.name))
        return TraceMismatch.differences(expected, state.filter { shared.contains($0.name) })
    }
}

extension ForeignRun.Step {
    /// The action as messages name it.
    var outline: ErasedSpec.ActionOutline {
        let arguments = (picks ?? []).map { pick in
            // Our own way to write an argument without a label.
            let isNumbered = pick.name.hasPrefix("_") && Int(pick.name.dropFirst()) != nil
            return SpecValue.Field(
                name: isNumbered ? "." + pick.name.dropFirst() : pick.name, value: pick.value)
        }
        return .init(name: ForeignRun.withoutModules(action), arguments: arguments)
    }

    /// Returns true if the step may be `action`, which has the same name.
    func isMet(by action: ErasedSpec.ActionOutline) -> Bool {
        guard let picks else { return true }
        // Each pick binds one argument; files with very many picks are refused here.
        guard picks.count == action.arguments.count else { return false }
        var left = picks
        var unlabelled: [SpecValue.Field] = []
        for argument in action.arguments {
            let name = ModelBasedTesting.pick(argument.name)
            if let index = left.firstIndex(where: { $0.name == name }) {
                guard left.remove(at: index).value.isSame(as: argument.value) else { return false }
            } else if argument.name.hasPrefix(".") {
                unlabelled.append(argument)
            } else {
                return false
            }
        }
        return zip(left, unlabelled).allSatisfy { $0.value.isSame(as: $1.value) }
    }
}
