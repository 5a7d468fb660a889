import QuorateReplicas

/// One server whose inputs and outputs a test reads one by one, typed.
struct RaftServer {
    enum Step: Hashable {
        case persisted(RaftRecord)
        case sent(RaftMessage, to: Int)
        case event(RaftReplica.Event)
        case impossible(String)
    }

    var replica: RaftReplica

    /// Server `number` of `members`, without pre-vote and no-op unless the test wants them.
    init(
        _ number: Int = 0, of members: [Int] = [0, 1, 2], usesPreVote: Bool = false,
        appendsNoOp: Bool = false,
        recovering records: [RaftRecord] = [],
        unsafely change: (inout RaftConfiguration.UnsafeRules) -> Void = { _ in }
    ) throws {
        var configuration = try RaftConfiguration(
            replica: number, members: members, usesPreVote: usesPreVote, appendsNoOp: appendsNoOp)
        configuration.unsafely(change)
        replica = try RaftReplica(configuration, recovering: records.map(\.encoded))
    }

    var state: RaftReplica.State { replica.state }

    @discardableResult
    mutating func take(_ input: RaftReplica.Input) -> [Step] {
        replica.receive(input)
        var steps: [Step] = []
        while let output = replica.nextOutput() { steps.append(step(output)) }
        return steps
    }

    @discardableResult
    mutating func take(_ message: RaftMessage, from sender: Int) -> [Step] {
        take(.message(message.encoded, from: sender))
    }

    /// Elects the server with the votes of `voters`.
    @discardableResult
    mutating func elect(by voters: [Int] = [1]) -> [Step] {
        var steps = take(.timeout)
        for voter in voters {
            steps += take(.voteResponse(term: state.term, granted: true, isPreVote: false), from: voter)
        }
        return steps
    }

    private func step(_ output: Output<RaftReplica.Event>) -> Step {
        do {
            switch output {
            case .persist(let bytes): return .persisted(try RaftRecord(decoding: bytes))
            case .send(let bytes, let receiver): return .sent(try RaftMessage(decoding: bytes), to: receiver)
            case .event(let event): return .event(event)
            case .compact, .broadcast, .reply: return .impossible("\(output)")
            }
        } catch {
            return .impossible("\(error)")
        }
    }
}

extension RaftMessage {
    static func vote(_ term: Int, granted: Bool) -> RaftMessage {
        .voteResponse(term: term, granted: granted, isPreVote: false)
    }

    static func request(_ term: Int, last: (index: Int, term: Int) = (0, 0)) -> RaftMessage {
        .requestVote(term: term, lastIndex: last.index, lastTerm: last.term, isPreVote: false)
    }

    static func append(
        _ term: Int, after previous: (index: Int, term: Int) = (0, 0), _ entries: [RaftEntry] = [],
        commit: Int = 0
    ) -> RaftMessage {
        .appendEntries(
            term: term, previousIndex: previous.index, previousTerm: previous.term, entries: entries,
            commitIndex: commit)
    }
}

extension RaftEntry {
    /// An entry of `term` with a command of one byte.
    static func command(_ byte: UInt8, _ term: Int) -> RaftEntry { RaftEntry(term: term, .command([byte])) }

    /// Entries of these terms, each with its index as command.
    static func log(_ terms: [Int]) -> [RaftEntry] {
        terms.enumerated().map { .command(UInt8($0 + 1), $1) }
    }
}
