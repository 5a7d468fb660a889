import QuorateTraces

/// The answer of a command that gives one only, in the formats of text and JSON.
protocol WholeResult {
    var text: String { get }
    var json: JSONValue { get }
    var status: ExitStatus { get }
}

extension WholeResult {
    /// Success: a result that is only listed or measured has nothing to compare with.
    var status: ExitStatus { .asExpected }
}
