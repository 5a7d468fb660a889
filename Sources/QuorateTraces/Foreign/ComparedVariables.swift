public import QuorateLanguage

/// Variables of a file and of a spec: those that were held against each other, and those that were not.
public struct ComparedVariables: Hashable, Sendable {
    /// Those that both have, by their names in the spec.
    public let compared: [String]
    /// Those of the file that the spec does not have.
    public let notInSpec: [String]
    /// Those of the spec that the file does not have.
    public let notInFile: [String]
    /// Those of the file that some of its states do not have; where they are missing nothing is compared.
    public let notInEveryState: [String]
    /// Those of the file's states that the file does not list.
    public let notListed: [String]

    /// Comparison of every variable of the file and of the spec in every state.
    public var areAll: Bool { notInSpec.isEmpty && notInFile.isEmpty && notInEveryState.isEmpty }
}

extension ComparedVariables {
    /// All variables of a file that was walked as it is.
    public init(all trace: Trace) {
        self.init(
            compared: trace.states.first?.map(\.name) ?? [], notInSpec: [], notInFile: [],
            notInEveryState: [],
            notListed: [])
    }
}

extension ForeignRun {
    /// Variables of the states that are held against those of `spec`, and those that are not.
    ///
    /// - Throws: ``TraceMismatch`` where there is none, or where one could be two.
    public func comparedVariables(in spec: ErasedSpec) throws(TraceMismatch) -> ComparedVariables {
        try SharedVariables(of: self, in: spec).summary
    }

    /// The names of all variables, in the order in which they first occur.
    var variables: [String] {
        var seen: Set<String> = []
        return states.flatMap { $0.map(\.name) }.filter { seen.insert($0).inserted }
    }
}
