extension SpecReport {
    /// Answer for the whole of it.
    enum Standing: String {
        case asExpected = "as expected"
        case notAsExpected = "not as expected"
        /// Nothing is wrong, and something is missing.
        case notMade = "not made"

        /// Mark in front of a line of text.
        var mark: String {
            switch self {
            case .asExpected: "ok    "
            case .notAsExpected: "FAILED"
            case .notMade: "unmade"
            }
        }
    }

    var standing: Standing {
        let isRight =
            (runs + mutants + variants).allSatisfy(\.isAsExpected) && proofs.allSatisfy(\.isAsExpected)
            && code.allSatisfy(\.isAsExpected)
        if !isRight { return .notAsExpected }
        return runs.isEmpty || !unmade.isEmpty ? .notMade : .asExpected
    }

    /// Findings that were all made, and came out as expected.
    var isAsExpected: Bool { standing == .asExpected }

    /// Number of mutants that fell by the property that they name in each of their runs.
    var caughtMutants: Int { right.subtracting(unmade.compactMap(\.mutant)).count }
    /// Number of mutants of which a run is not as expected.
    var wrongMutants: Int { triedMutants - right.count }
    /// Number of mutants that were tried.
    var triedMutants: Int { Set(mutants.compactMap(\.change)).count }
    /// Number of mutants of which no run was made.
    var unmadeMutants: Int {
        Set(unmade.compactMap(\.mutant)).subtracting(mutants.compactMap(\.change)).count
    }
    /// Mutants all of whose runs that were made are as expected.
    private var right: Set<String> {
        Set(mutants.compactMap(\.change)).subtracting(
            mutants.filter { !$0.isAsExpected }.compactMap(\.change))
    }

    /// Number of claims about it, and of searches with its code, with those that were not made.
    var claimCount: Int { proofs.count + unmade.count { $0.kind == .claim } }
    var codeCount: Int { code.count + unmade.count { $0.kind == .code } }
}
