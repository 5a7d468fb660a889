/// Search for the last line of a file: a file that was cut off has none.
struct LogEnd {
    private let end: LogMap.End
    private let event: FieldPath
    private var lineCount = 0
    private var hasEnded = false

    init(_ end: LogMap.End, event: FieldPath) { (self.end, self.event) = (end, event) }

    /// Returns true for the last line, which counts those in front of it.
    mutating func isEnd(_ json: JSONValue) throws(LineProblem) -> Bool {
        if hasEnded { throw LineProblem(text: "a line behind the one with which the file ends") }
        guard event.value(in: json)?.nameOrNumber == end.event else {
            lineCount += 1
            return false
        }
        guard let count = end.lines.value(in: json)?.integer else {
            throw LineProblem(text: "there is no number of lines in \(end.lines), with which the file ends")
        }
        if count != lineCount {
            throw LineProblem(
                text: "\(count.counted("line")) should stand in front of this one, and \(lineCount) do")
        }
        hasEnded = true
        return true
    }

    /// Fault of a file that has been read as a whole.
    var problemOfFile: String? {
        hasEnded
            ? nil
            : "no line with the event \(ForeignText.quoted(end.event)) ends the file: it was cut off, or its node still runs"
    }
}
