import QuorateLanguage
import QuorateTraces

/// The actions that a spec offers along a run: in which states each could be taken, and in which its guard was false.
struct OfferHistory {
    /// An action with the turns of its status, the first of them in state 0.
    struct Line {
        let action: ErasedSpec.ActionOutline
        /// Place in the spec, where that is known.
        let site: SourceSite?
        var turns: [RunPage.Offer.Turn]
    }

    /// Actions in the order in which they are first offered.
    private(set) var lines: [Line] = []
    /// True where the run had more than is looked at, so that nothing is known of later states.
    private(set) var isCutShort = false
    private var positions: [ErasedSpec.ActionOutline: Int] = [:]

    /// Offers that are looked at, in all states together: a page is read by people.
    static let most = 400_000
    /// Turns that a page holds.
    static let mostTurns = 20_000

    /// No offers, where there is no spec.
    init() {}

    /// The offers of `spec` in each of the states.
    init(along words: [[UInt64]], in spec: ErasedSpec) {
        var (count, turns) = (0, 0)
        for (state, words) in words.enumerated() {
            let takes = spec.takes(words)
            count += takes.count
            turns += note(takes, state)
            if count > Self.most || turns > Self.mostTurns {
                isCutShort = true
                for line in lines.indices {
                    lines[line].turns.append(.init(state: state + 1, status: .unknown))
                }
                return
            }
        }
    }

    /// The offers where of each state only the enabled actions are known; nothing is known of those behind an unknown one.
    init(enabled: [[ErasedSpec.ActionOutline]?]) {
        for (state, actions) in enabled.enumerated() {
            guard let actions else { return }
            _ = note(actions.map { (action: $0, site: nil, status: .enabled) }, state)
        }
    }

    private mutating func note(_ takes: [ErasedSpec.Take], _ state: Int) -> Int {
        note(
            takes.map {
                (action: $0.action, site: $0.site, status: $0.successor == nil ? .disabled : .enabled)
            },
            state)
    }

    /// Notes the offers of a state, and returns how many turned.
    private mutating func note(
        _ takes: [(action: ErasedSpec.ActionOutline, site: SourceSite?, status: RunPage.Offer.Status)],
        _ state: Int
    ) -> Int {
        var statuses: [RunPage.Offer.Status] = Array(repeating: .absent, count: lines.count)
        for take in takes {
            let status = take.status
            guard let position = positions[take.action] else {
                positions[take.action] = lines.count
                lines.append(
                    Line(action: take.action, site: take.site, turns: [.init(state: 0, status: .absent)]))
                statuses.append(status)
                continue
            }
            // Of two places that offer one action, one that has it enabled is enough.
            if statuses[position] != .enabled { statuses[position] = status }
        }
        var turned = 0
        for (position, status) in statuses.enumerated() where lines[position].turns.last?.status != status {
            if state == 0 { lines[position].turns = [] }
            lines[position].turns.append(.init(state: state, status: status))
            turned += 1
        }
        return turned
    }

    /// Number of the step that made an action possible which is taken out of the state at a position: before it the
    /// action was not enabled, and since then it always was. Nil where it was from the start on.
    func enablingStep(of action: ErasedSpec.ActionOutline, takenIn state: Int) -> Int? {
        guard let position = positions[action],
            let turn = lines[position].turns.last(where: { $0.state <= state }), turn.status == .enabled,
            turn.state > 0
        else { return nil }
        return turn.state
    }
}
