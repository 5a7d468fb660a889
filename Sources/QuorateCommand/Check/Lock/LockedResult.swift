import QuorateTraces

/// A result that a lock keeps.
protocol LockedResult: JobResult {
    /// Finding without times, or the reason why there is none.
    var lockable: Lockable { get }
    /// Name of the finding about a part.
    static func key(of part: Part) -> VerdictLock.Key
    /// Name of this finding.
    var key: VerdictLock.Key { get }
}

/// Finding about one thing, as far as it can be relied on.
enum Lockable {
    /// Facts that do not depend on how long it took.
    case known(JSONValue)
    /// Reason why nothing is known: a limit, an interrupt, an error.
    case unknown(String)
}

/// Findings to be held against a lock, or to be put into it.
struct LockFindings {
    private(set) var known: [VerdictLock.Key: JSONValue] = [:]
    /// Things of which nothing is known, with the reasons.
    private(set) var unknown: [VerdictLock.Key: String] = [:]
    private(set) var statuses: [ExitStatus] = []

    /// Adds what a job has come to.
    mutating func add<Result: LockedResult>(_ results: JobResults<Result>) {
        statuses.append(results.status)
        for result in results.made { add(result.lockable, result.key, result.status) }
        for failure in results.failed { unknown[Result.key(of: failure.part)] = failure.message }
        for part in results.notStarted { unknown[Result.key(of: part)] = "the interrupt came first" }
        for key in unknown.keys { known[key] = nil }
    }

    private mutating func add(_ finding: Lockable, _ key: VerdictLock.Key, _ status: ExitStatus) {
        switch finding {
        case .known(let facts):
            // A catalog may list an instance twice, and then both find the same.
            if let other = known.updateValue(facts, forKey: key), other != facts {
                unknown[key] = "it is listed twice, and something else was found each time"
                statuses.append(.inconclusive)
            }
        case .unknown(let reason):
            unknown[key] = reason
            // What may pass as expected is nevertheless nothing to rely on.
            if status == .asExpected { statuses.append(.inconclusive) }
        }
    }
}
