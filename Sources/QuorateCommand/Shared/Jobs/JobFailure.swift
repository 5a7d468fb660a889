import QuorateLanguage
import QuorateTraces

/// A part of a plan that could not be made, while others could.
struct JobFailure<Result: JobResult> {
    let part: Result.Part
    let status: ExitStatus
    /// Reason, which may begin with the part's name.
    let message: String
    /// Place of the mistake in the source, where it is known.
    let site: SourceSite?

    /// nil for an error that has no exit status: nobody has thought of it.
    init?(of part: Result.Part, _ error: any Error) {
        guard let status = ExitStatus(of: error) else { return nil }
        self.part = part
        self.status = status
        site = (error as? SpecError)?.site
        // Which spec it is stands in front.
        message = (error as? SpecError)?.messageWithSite ?? CommandError.message(of: error)
    }

    /// Name of the part.
    var label: String { Result.label(of: part) }

    /// Name and reason in one line.
    var line: String { message.hasPrefix(label) ? message : "\(label): \(message)" }

    /// The failure for other programs.
    var json: JSONValue {
        [
            "name": .string(label), "status": .string("\(status)"),
            "exitStatus": JSONValue(Int(status.rawValue)),
            "message": .string(message),
        ]
    }

    /// The failure as a test case of the class `className`.
    func testCase(className: String) -> JUnitCase {
        JUnitCase(className: className, name: label, outcome: .erred(type: "\(status)", message: message))
    }
}
