import QuorateExplorer
import QuorateLanguage

/// Expectation of what a run finds.
enum RunExpectation {
    /// Nothing was written down; every spec is expected to hold.
    case none
    /// The mutant falls by the property that it names.
    case mutant(MutantExpectation)
    /// The verdict and the figures of an instance of the catalog.
    case instance(ExpectedRun)

    /// The property that must fall, or nil when everything must hold.
    var brokenProperty: String? {
        switch self {
        case .none: nil
        case .mutant(let expectation): expectation.property
        case .instance(let expected):
            switch expected.verdict {
            case .holds: nil
            case .violates(let property): property
            }
        }
    }

    /// The expected figures, if any.
    var figures: ExpectedRun? {
        if case .instance(let expected) = self { expected } else { nil }
    }
}
