import QuorateExplorer
import QuorateLanguage

extension [ExitStatus] {
    /// Numbers of what is as expected and what is not, in words, as in `all as expected`; nil where there is nothing.
    ///
    /// What came to no verdict, for a limit or an interrupt, is neither.
    var tally: String? {
        if isEmpty { return nil }
        let (good, open) = (count { $0 == .asExpected }, count { $0 == .inconclusive })
        let wrong = count - good - open
        if open == 0 { return wrong == 0 ? "all as expected" : "\(Numerals.count(wrong)) not as expected" }
        let parts = [(good, "as expected"), (wrong, "not as expected"), (open, "inconclusive")]
        return parts.filter { $0.0 > 0 }.map { "\(Numerals.count($0.0)) \($0.1)" }.joined(separator: ", ")
    }
}

extension ExitStatus {
    /// Mark in front of a line about a result.
    var mark: String {
        switch self {
        case .asExpected: "ok    "
        case .inconclusive: "open  "
        default: "FAILED"
        }
    }

    /// Word in front of what is said of a result.
    var judgement: String {
        switch self {
        case .asExpected: "As expected"
        case .inconclusive: "Inconclusive"
        default: "Not as expected"
        }
    }
}
