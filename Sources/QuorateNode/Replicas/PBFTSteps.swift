import Logging
import QuorateReplicas

/// Lines of a PBFT replica. The spec is about one sequence number: each is a run of its own, `run/sequence`, and a
/// change of view is a step in every one of them.
///
/// Requests are called `#` and the beginning of their digest; ``PBFTRequestNames`` gives them the spec's names.
struct PBFTSteps {
    var log: StepLog
    private let me: Int
    private let replicas: Int
    private let sequences: Int
    private var view = 0
    /// Part of the state of the spec that is known: who is Byzantine.
    private let known: [String: Logger.MetadataValue]

    init(_ log: StepLog, of replica: Int, among replicas: Int, sequences: Int, faulty: Int?) {
        known = faulty.map { ["faulty": .array([.replica($0)])] } ?? [:]
        (self.log, me, self.replicas, self.sequences) = (log, replica, replicas, sequences)
        while log.hasSaid("view \(view + 1)") { view += 1 }
    }

    /// Says the steps that an output tells of: what leaves is durable.
    mutating func say(_ output: Output<PBFTEvent>) throws {
        switch output {
        case .event(.entersView(let view)): enter(view)
        case .broadcast(let bytes):
            if let message = try? PBFTEnvelope(decoding: bytes).message { say(message) }
        case .event, .send, .reply, .persist, .compact: break
        }
        try log.checkLines()
    }

    private mutating func say(_ message: PBFTMessage) {
        switch message {
        case .prePrepare(let proposal): say(proposal)
        case .prepare(let vote): say("prepare", vote.view, vote.sequence, vote.digest)
        case .commit(let vote): say("commit", vote.view, vote.sequence, vote.digest)
        case .viewChange(let change): enter(change.view)
        case .newView(let newView): for proposal in newView.prePrepares { say(proposal.body) }
        case .request, .checkpoint, .reply: break
        }
    }

    private mutating func say(_ proposal: PBFTPrePrepare) {
        // A NEW-VIEW that is passed on is its primary's.
        guard proposal.view % replicas == me else { return }
        say(proposal.view == 0 ? "prePrepare" : "newView", proposal.view, proposal.sequence, proposal.digest)
    }

    /// The views up to `view`, each in turn, as the spec has them.
    private mutating func enter(_ view: Int) {
        while self.view < view {
            self.view += 1
            let arguments: [String: Logger.MetadataValue] = [
                "_0": .replica(me), "to": .string("v\(self.view)"),
            ]
            for sequence in 1...sequences {
                log.say(
                    "view \(self.view)", action: "changeView", arguments: arguments, after: known,
                    part: sequence)
            }
        }
    }

    private mutating func say(_ action: String, _ view: Int, _ sequence: Int, _ digest: PBFTDigest) {
        let name = "\(action) \(view) \(sequence) \(digest.prefix)"
        if log.hasSaid(name) { return }
        enter(view)
        let arguments: [String: Logger.MetadataValue] = [
            "_0": .replica(me), "_1": .string("v\(view)"), "_2": .string("#" + digest.prefix),
        ]
        log.say(name, action: action, arguments: arguments, after: known, part: sequence)
    }
}

extension PBFTDigest {
    /// The first bytes, in hexadecimal digits.
    var prefix: String {
        encoded.suffix(32).prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
