import QuorateExplorer
import QuorateTraces

/// A log of SARIF 2.1.0: one run of one command, with a result for each remark.
///
/// Hosts that read it refuse a log with a result that has no line of a file (GitHub), and show 5,000 results of a run.
struct SARIFLog {
    private let command: String
    private let annotations: [Annotation]
    private let notStarted: [String]
    private let status: ExitStatus
    private let sources: SourcePaths
    /// Rules of the remarks, each once.
    private let rules: [AnnotationRule]
    /// Remarks that are results, before the limit.
    private let found: [Annotation]

    /// The log of a command.
    ///
    /// - Parameters:
    ///   - command: name of the command, which tells its log from those of others in one workflow.
    ///   - annotations: the remarks in the order in which they were made.
    ///   - notStarted: the parts of the work that an interrupt kept from being done.
    init(
        of command: String, _ annotations: [Annotation], notStarted: [String] = [], status: ExitStatus,
        sources: SourcePaths
    ) {
        self.command = command
        self.annotations = annotations
        self.notStarted = notStarted
        self.status = status
        self.sources = sources
        rules = Set(annotations.map(\.rule)).sorted { $0.id < $1.id }
        // Of what could not be done, a notification tells; it is a result too where it is about a line.
        found = annotations.filter { $0.rule.group != .error || sources.place(of: $0) != nil }
    }

    /// The most results that hosts of code show of a run.
    static let mostResults = 5000

    var json: JSONValue {
        [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
            "runs": [
                [
                    "tool": ["driver": driver], "invocations": [invocation],
                    "automationDetails": ["id": .string("quorate-\(command)/")],
                    "results": .array(
                        listed.map { $0.sarifResult(ruleIndex: position(of: $0.rule), sources) }),
                ]
            ],
        ]
    }

    /// Remarks that are results, the gravest first where there are too many for all.
    private var listed: [Annotation] {
        if found.count <= Self.mostResults { return found }
        let ranked = found.enumerated().sorted {
            ($0.element.level, $0.offset) < ($1.element.level, $1.offset)
        }
        return ranked.prefix(Self.mostResults).map(\.element)
    }

    private var driver: JSONValue {
        [
            "name": "quorate", "version": .string(quorateVersion), "semanticVersion": .string(quorateVersion),
            "rules": .array(rules.map(\.sarifDescriptor)),
        ]
    }

    private func position(of rule: AnnotationRule) -> Int { rules.firstIndex(of: rule) ?? -1 }

    private var invocation: JSONValue {
        let failures = annotations.filter { $0.rule.group == .error }
        let notifications =
            failures.map(notification) + missing.map { Self.notification(.error, $0) }
            + remarks.map { Self.notification(.warning, $0) }
        return [
            "executionSuccessful": .boolean(failures.isEmpty && missing.isEmpty),
            "exitCode": JSONValue(Int(status.rawValue)),
            "exitCodeDescription": .string(status.meaning),
            "toolExecutionNotifications": .array(notifications),
        ]
    }

    private func notification(_ failure: Annotation) -> JSONValue {
        [
            "level": "error", "message": SARIFText.message("\(failure.subject): \(failure.message)"),
            "locations": [failure.sarifLocation(sources)],
            "associatedRule": [
                "id": .string(failure.rule.id), "index": JSONValue(position(of: failure.rule)),
            ],
        ]
    }

    private static func notification(_ level: Annotation.Level, _ text: String) -> JSONValue {
        ["level": .string(level.rawValue), "message": SARIFText.message(text)]
    }

    /// Work that an interrupt has kept from being done, as one remark.
    private var missing: [String] {
        notStarted.isEmpty
            ? [] : ["Not started, because of the interrupt: \(notStarted.joined(separator: ", "))"]
    }

    /// Remark on what the log does not show.
    private var remarks: [String] {
        var remarks: [String] = []
        if found.count > Self.mostResults {
            remarks.append(
                "Of \(found.count) results the \(Self.mostResults) gravest are listed; `--format json` has all."
            )
        }
        let homeless = listed.filter { sources.place(of: $0) == nil }.count
        if homeless > 0 {
            remarks.append(
                "\(Numerals.count(homeless, "result")) without a line, because the files were not found below \(sources.root) or more than"
                    + " one could be meant; run the command inside the repository that has the specs.")
        }
        return remarks
    }
}

extension AnnotationRule {
    /// The rule as the tool describes it.
    fileprivate var sarifDescriptor: JSONValue {
        [
            "id": .string(id), "name": .string(name), "shortDescription": SARIFText.message(meaning),
            "fullDescription": SARIFText.message(meaning),
            "help": SARIFText.message(
                "\(meaning) Run the command on what the result names, without --format, to see it step by step."
            ),
        ]
    }
}
