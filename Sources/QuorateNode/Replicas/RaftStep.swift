import Logging
import QuorateReplicas

/// Steps of the spec `Raft` that a server has taken with one input, by what came, what changed and what leaves.
struct RaftStep {
    var action: String?
    var arguments: [String: Logger.MetadataValue] = [:]
    /// Name of the line; one that is said already changes nothing in the spec.
    var name = ""
    /// Length that the server acknowledges with it.
    var acknowledged: (term: Int, length: Int)?
    var isChange = false
    /// A commitment that follows in the same step of the code.
    var commitLength: Int?

    init(
        _ input: RaftReplica.Input, from before: RaftReplica.State, to replica: RaftReplica,
        _ outputs: [Output<RaftReplica.Event>]
    ) {
        let after = replica.state
        isChange =
            (before.term, before.vote, before.role, before.log) != (
                after.term, after.vote, after.role, after.log
            )
        if after.role == .leader, after.commitIndex > before.commitIndex { commitLength = after.commitIndex }
        switch input {
        case .timeout: if isChange { set("timeout") }
        case .propose: if isChange { set("propose") }
        case .heartbeat, .changeMembers: break
        case .message(let bytes, let sender):
            guard let message = try? RaftMessage(decoding: bytes) else { return }
            take(message, sender, before, after, outputs)
        }
    }

    private mutating func set(_ action: String, _ more: [String: Logger.MetadataValue] = [:]) {
        (self.action, arguments) = (action, more)
        name = ([action] + more.sorted { $0.key < $1.key }.map { "\($0.value)" }).joined(separator: " ")
    }

    private mutating func take(
        _ message: RaftMessage, _ sender: Int, _ before: RaftReplica.State, _ after: RaftReplica.State,
        _ outputs: [Output<RaftReplica.Event>]
    ) {
        switch message {
        case .requestVote(let term, _, _, _):
            if Self.grants(outputs) {
                set("vote", ["for": .replica(sender), "term": .number(term)])
            } else if term > before.term {
                set("refuse", ["candidate": .replica(sender), "term": .number(term)])
            }
        case .voteResponse(let term, _, _):
            if term > before.term { set("discover", ["term": .number(term)]) }
            if after.role == .leader, before.role != .leader { set("lead") }
        case .appendEntries(let term, let previousIndex, _, let entries, _):
            guard let success = Self.answer(outputs), term >= before.term || isChange || success else {
                return
            }
            let length = success ? previousIndex + entries.count : 0
            set("append", ["leader": .replica(sender), "term": .number(term), "length": .number(length)])
            acknowledged = (term, length)
        case .appendResponse(let term, _, _):
            if term > before.term { set("discover", ["term": .number(term)]) }
        }
    }

    private static func grants(_ outputs: [Output<RaftReplica.Event>]) -> Bool {
        outputs.contains { output in
            guard case .send(let bytes, _) = output, let message = try? RaftMessage(decoding: bytes) else {
                return false
            }
            if case .voteResponse(_, true, false) = message { return true }
            return false
        }
    }

    /// Success of the answer to AppendEntries; nil without an answer.
    private static func answer(_ outputs: [Output<RaftReplica.Event>]) -> Bool? {
        for case .send(let bytes, _) in outputs {
            if case .appendResponse(_, let success, _)? = try? RaftMessage(decoding: bytes) { return success }
        }
        return nil
    }
}

extension StepLog {
    /// Says what a server has done, unless the spec has no step for it because nothing is new.
    mutating func say(_ step: RaftStep, of replica: RaftReplica) {
        if let action = step.action, !isKnown(step) {
            let name = step.acknowledged.map { "append \($0.term) \($0.length)" } ?? step.name
            say(name, action, step.arguments, replica)
        }
        if let length = step.commitLength {
            let term = replica.state.term
            let isNew = !(length...(length + 8)).contains { hasSaid("commit \(term) \($0)") }
            if isNew { say("commit \(term) \(length)", "commit", ["length": .number(length)], replica) }
        }
    }

    private func isKnown(_ step: RaftStep) -> Bool {
        if step.isChange { return false }
        guard let (term, length) = step.acknowledged else { return hasSaid(step.name) }
        if length == 0 { return true }
        return (length...length + 8).contains { hasSaid("append \(term) \($0)") }
    }

    /// Says that a server has begun again, if that has lost a role.
    mutating func sayRestart(of replica: RaftReplica) {
        guard let lastRole, lastRole != "follower" else { return }
        say("restart", "restart", [:], replica)
    }

    private mutating func say(
        _ name: String, _ action: String, _ arguments: [String: Logger.MetadataValue], _ replica: RaftReplica
    ) {
        let (me, state) = (replica.configuration.replica, replica.state)
        var arguments = arguments
        arguments["_0"] = .replica(me)
        let after: [String: Logger.MetadataValue] = [
            "term[r\(me)]": .number(state.term), "role[r\(me)]": .string("\(state.role)"),
            "vote[r\(me)]": state.vote.map { .replica($0) } ?? .string("nobody"),
            "log[r\(me)]": .array(state.log.map { .number($0.term) }),
        ]
        say(name, action: action, arguments: arguments, after: after, role: "\(state.role)")
    }
}
