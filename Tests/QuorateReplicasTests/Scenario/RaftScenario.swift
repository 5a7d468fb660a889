import QuorateReplicas

/// Raft in scenarios, without pre-vote and without the no-op of a new leader, as in the paper's figures.
///
///     raft A B C                  servers of these names
///     raft A B C unsafe RULE      the same with a rule broken: commits-old-terms
///     log A 1 1 2                 A starts with entries of these terms in its log
///     log A 1 1 2 term 4          and in this term, not in that of its last entry
///     timeout A                   A's election timer ends
///     heartbeat A                 A's timer as a leader ends
///     propose A                   a client's command comes to A
struct RaftScenario: ScenarioProtocol {
    typealias R = RaftReplica

    let names: [String]
    let inputs = ["log", "timeout", "heartbeat", "propose"]
    private let commitsOldTerms: Bool

    init(_ words: inout ScenarioWords) throws {
        names = try Self.names(words.words(before: "unsafe"))
        commitsOldTerms = words.skip("unsafe")
        guard commitsOldTerms else { return }
        let rule = try words.next("the rule")
        if rule != "commits-old-terms" { throw ScenarioSlip("there is no rule \(rule)") }
    }

    func configuration(of number: Int) throws -> RaftConfiguration? {
        var configuration = try RaftConfiguration(
            replica: number, members: Array(names.indices), usesPreVote: false, appendsNoOp: false)
        configuration.unsafely { $0.commitsOldTerms = commitsOldTerms }
        return configuration
    }

    func input(message bytes: [UInt8], from sender: Int) -> RaftReplica.Input {
        .message(bytes, from: sender)
    }

    func request(
        _ input: String, _ words: inout ScenarioWords
    ) throws -> ScenarioRequest<RaftReplica.Input> {
        switch input {
        case "timeout": return .take(.timeout)
        case "heartbeat": return .take(.heartbeat)
        case "propose": return .take(.propose([]))
        default: return .start(try Self.records(&words))
        }
    }

    /// The records of a log with entries of the terms that the words are.
    private static func records(_ words: inout ScenarioWords) throws -> [[UInt8]] {
        let terms = try words.words(before: "term").map(number)
        let isAscending = zip(terms, terms.dropFirst()).allSatisfy { $0 <= $1 }
        let term = try words.skip("term") ? number(words.next("the term")) : terms.last ?? 0
        guard isAscending, term >= terms.last ?? 0 else { throw ScenarioSlip("terms go up") }
        let entries = terms.map { RaftEntry(term: $0, .command([])) }
        let records: [RaftRecord] = [.term(term, vote: nil), .entries(firstIndex: 1, entries)]
        return records.map(\.encoded)
    }

    private static func number(_ word: String) throws -> Int {
        guard let number = Int(word), (1...99).contains(number) else {
            throw ScenarioSlip("\(word) is no term; terms are 1 to 99")
        }
        return number
    }
}

extension RaftScenario {
    var heading: String? {
        let width = text(of: RaftReplica.State?.none).count
        return "index".right(width) + (1...12).map { "\($0)".right(3) }.joined()
    }

    func text(of state: RaftReplica.State) -> String { text(of: Optional(state)) }

    private func text(of state: RaftReplica.State?) -> String {
        let role =
            switch state?.role {
            case .candidate, .preCandidate: "candidate"
            case .leader: "leader"
            case .follower, nil: "follower"
            }
        let vote = state?.vote.map(name) ?? "-"
        let width = names.map(\.count).max() ?? 0
        return role.wide(9) + "  term \("\(state?.term ?? 0)".right(2))  vote \(vote.wide(width))  commit "
            + "\(state?.commitIndex ?? 0)".right(2) + "  log"
            + (state?.log ?? []).map { "\($0.term)".right(3) }.joined()
    }

    func text(of message: [UInt8]) -> String {
        guard let message = try? RaftMessage(decoding: message) else { return "no message" }
        switch message {
        case .requestVote(let term, let lastIndex, let lastTerm, _):
            return "RequestVote term \(term): my log ends at \(lastIndex), of term \(lastTerm)"
        case .voteResponse(let term, let granted, _): return "Vote term \(term): \(granted ? "yes" : "no")"
        case .appendEntries(let term, let index, let previousTerm, let entries, let commitIndex):
            let terms = entries.map { "\($0.term)" }.joined(separator: " ")
            let place = index == 0 ? "at the beginning" : "behind \(index), of term \(previousTerm)"
            return "AppendEntries term \(term): [\(terms)] \(place); committed \(commitIndex)"
        case .appendResponse(let term, true, let index):
            return "Appended term \(term): the same up to \(index)"
        case .appendResponse(let term, false, let index): return "Refused term \(term): go back to \(index)"
        }
    }

    func text(of event: RaftReplica.Event) -> String? {
        switch event {
        case .becameCandidate(let term): "stands for term \(term)"
        case .becameLeader(let term): "leads term \(term)"
        case .steppedDown(let term): "leads term \(term) no more"
        case .committedEntryLost(let index): "LOSES entry \(index), which is committed"
        case .dropped(let reason): "drops it: \(reason)"
        case .voted, .heardFromLeader, .applied, .votersChanged, .votersCommitted: nil
        }
    }
}
