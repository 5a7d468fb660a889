import QuorateLanguage
import QuorateTraces

/// Messages of a run: what leads from the step of one party to a step of another.
///
/// Where the arguments of an action say who sends to whom, that is the message. Where they do not, as with votes that
/// are kept in growing sets, it comes from the step that made the guard true, and from those that put the other senders
/// into the set which grew then.
struct RunArrows {
    private let trace: Trace
    private let lanes: RunLanes
    private let offers: OfferHistory
    /// For each set of replicas, by its place, who came into it when.
    private var entries: [String: [(step: Int, member: SpecValue)]] = [:]
    /// Sets of replicas that a step has made larger, with all that is in them after it.
    private var growth: [Int: [(place: String, members: [SpecValue])]] = [:]

    init(of trace: Trace, _ lanes: RunLanes, _ offers: OfferHistory) {
        (self.trace, self.lanes, self.offers) = (trace, lanes, offers)
        for step in trace.steps.indices {
            for change in ValueChange.list(from: trace.states[step], to: trace.states[step + 1]) {
                note(change, step + 1)
            }
        }
    }

    private mutating func note(_ change: ValueChange, _ step: Int) {
        guard case .set(let after) = change.new, after.allSatisfy({ $0.replica != nil }) else { return }
        let before: [SpecValue] = if case .set(let members) = change.old { members } else { [] }
        let new = after.filter { !before.contains($0) }
        if new.isEmpty { return }
        entries[change.place, default: []] += new.map { (step, $0) }
        growth[step, default: []].append((change.place, after))
    }

    /// The arrows that end at the step at a position.
    func arrows(to step: Int) -> [RunPage.Arrow] {
        let lane = lanes.ofSteps[step]
        let stated = StepMessage(of: step, in: trace).map { message in
            let (sender, receiver) = (
                lanes.position(of: message.sender), lanes.position(of: message.receiver)
            )
            return RunPage.Arrow(kind: .stated, from: sender, to: receiver, since: step + 1)
        }
        guard let cause = offers.enablingStep(of: trace.steps[step].action, takenIn: step) else {
            return [stated].compactMap(\.self)
        }
        let from = lanes.ofSteps[cause - 1]
        // One message is one arrow: it begins where it was sent.
        if let stated, stated.from == from, stated.to == lane {
            return [.init(kind: .stated, from: from, to: lane, since: cause)]
        }
        let enabling = RunPage.Arrow(kind: .enabling, from: from, to: lane, since: cause)
        let counted = counted(in: cause).map {
            RunPage.Arrow(kind: .counted, from: $0.lane, to: lane, since: $0.step)
        }
        return [stated].compactMap(\.self) + [enabling] + counted.filter { $0.from != $0.to }
    }

    /// The earlier steps that filled the sets which grew in a step, with their lanes; state 0 for faulty
    /// replicas that were in them from the start.
    private func counted(in cause: Int) -> [Sender] {
        let senders = (growth[cause] ?? []).flatMap { set in
            set.members.compactMap { member -> Sender? in
                if let entry = entries[set.place]?.last(where: { $0.step <= cause && $0.member == member }) {
                    return Sender(step: entry.step, lane: lanes.ofSteps[entry.step - 1])
                }
                // What faulty replicas may say is there from the start; who else is has sent nothing.
                guard let number = member.replica, StepOwner(of: number, at: 0, in: trace) == .adversary
                else { return nil }
                return Sender(step: 0, lane: lanes.position(of: .adversary))
            }
        }
        return Set(senders).filter { $0.step != cause }.sorted { ($0.step, $0.lane) < ($1.step, $1.lane) }
    }

    /// A step, or the first state, and the lane from which it adds to a set.
    private struct Sender: Hashable {
        let step: Int
        let lane: Int
    }
}
