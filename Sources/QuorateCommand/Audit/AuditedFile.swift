import QuorateAudit
import QuorateExplorer

/// A certificate that was audited.
struct AuditedFile {
    let file: String
    let result: AuditResult
}

extension AuditedFile: JobResult {
    typealias Part = String

    var status: ExitStatus {
        switch result.finding {
        case nil: .asExpected
        case .broken(_, .deadlockFreedom, _, _): .deadlock
        case .broken: .safetyViolated
        case .notReached, .neverTaken: .vacuous
        case .noStates, .noProperties, .stateSize, .properties, .notInitial, .missingInitialState,
            .missingSuccessor, .tooDeep, .unreachable, .twice, .figure, .names, .toldApart, .sameUnderNames,
            .ranking:
            .otherFigures
        }
    }

    static var answersForItself: Bool { true }
    static func label(of file: String) -> String { file }
}

extension AuditedFile {
    /// Properties that were looked at, as in `3 properties are as they should be`.
    var coverage: String {
        let count = result.covered.count + result.ranked.count
        return count == 1 ? "1 property is as it should be" : "\(count) properties are as they should be"
    }

    /// Digest of the file, in hexadecimal.
    var digest: String {
        let digits = String(result.digest, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
