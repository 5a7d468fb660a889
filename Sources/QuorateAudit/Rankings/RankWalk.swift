import QuorateLanguage

/// Look at rankings, state by state along a ``SetWalk``: whether each shows that no fair run breaks its property.
///
/// A run that breaks a property stays for ever among states in question, or, for `.eventuallyAlways`, comes by some again
/// and again. It may not stop where nothing is owed, so it takes steps without end. From each part a step leads into the
/// same part or into a sibling of lower number, so from some time on the run stays in one part. That is none that can
/// only be passed; if each of its states owes what no step among them discharges, the run is not fair; if some of its
/// states owe it, and it is owed strongly, the run is fair only if it leaves them for ever, and then it stays among the
/// parts below, where all this is said again. So there is no such run; and each state is looked at by itself, with the
/// steps out of it.
///
/// That there are such numbers wherever there is no such run: Klarlund and Kozen, "Rabin measures and their applications
/// to fairness and automata theory", LICS 1991; for weak fairness alone Lehmann, Pnueli and Stavi, "Impartiality, justice
/// and fairness", ICALP 1981. The parts are the components from which Emerson and Lei take states away.
final class RankWalk<S: Spec> {
    private let erased: ErasedSpec
    private let rankings: [Ranking]
    private let duties: Duties<S>
    private var asked: [Bool]
    private var steps: [(successor: S.State, number: Int, discharged: UInt64)] = []

    init(_ spec: S, _ erased: ErasedSpec, _ rankings: [Ranking]) {
        self.erased = erased
        self.rankings = rankings
        duties = Duties(of: spec)
        asked = rankings.map { !erased.properties[$0.property].hasPremise }
    }

    /// The spec's mistake that steps have shown, or nil.
    var mistake: SpecError? { duties.mistake }

    /// False for a property that no state asks for, nil for one without a ranking.
    func wasAsked(_ property: Int) -> Bool? {
        rankings.firstIndex { $0.property == property }.map { asked[$0] }
    }

    /// Forgets the steps of the state before.
    func begin() { steps.removeAll(keepingCapacity: true) }

    /// Notes a step out of the state that is looked at.
    func note(_ action: S.Action, _ state: S.State, _ successor: S.State, _ number: Int, isChange: Bool) {
        let discharged = duties.discharged(by: action, in: state)
        if isChange { steps.append((successor, number, discharged)) }
    }

    /// The first reason at a state why a ranking does not show what it is to show, or nil.
    func finding(at state: S.State, _ number: Int, isInitial: Bool) -> AuditFinding? {
        let owed = duties.owed(in: state, dischargeable: steps.reduce(0) { $0 | $1.discharged })
        for (position, ranking) in rankings.enumerated() {
            let property = erased.properties[ranking.property]
            let judged = duties.judge(ranking.property, state)
            if judged.isPremise, isInitial || property.kind != .eventually { asked[position] = true }
            let what =
                ranking.places[number] == 0
                ? begins(property.kind, judged, isInitial) ? "a state in question has no place" : nil
                : flaw(ranking, property.kind, judged, number, owed)
                    ?? steps.lazy.compactMap { self.flaw(ranking, property.kind, from: number, $0) }
                    .first
            if let what { return .ranking(property.name, what, fields(of: state)) }
        }
        return nil
    }

    /// True where a run that breaks a property could begin to stay among states in question.
    private func begins(_ kind: PropertyKind, _ judged: LivenessJudgement, _ isInitial: Bool) -> Bool {
        switch kind {
        case .eventually: isInitial && judged.isPremise && judged.isAvoiding
        case .leadsTo: judged.isPremise && judged.isAvoiding
        case .infinitelyOften: judged.isAvoiding
        default: true
        }
    }

    // MARK: States

    private func flaw(
        _ ranking: Ranking, _ kind: PropertyKind, _ judged: LivenessJudgement, _ number: Int, _ owed: UInt64
    ) -> String? {
        if !judged.isAvoiding, kind != .eventuallyAlways {
            return "a state that is not in question has a place"
        }
        if judged.isAvoiding, owed == 0 {
            return "a run may stop where nothing is owed"
        }
        let part = ranking.parts[Int(ranking.places[number]) - 1]
        switch part.kind {
        case .passed: return nil
        case .asItShould:
            return kind == .eventuallyAlways && !judged.isAvoiding ? nil : "a state is not as it should be"
        case .owing, .owingAgain:
            guard let isStrong = duties.isStrong(part.obligation) else {
                return "there is no such obligation"
            }
            if part.kind == .owingAgain, !isStrong {
                return "an obligation is weak where a strong one is needed"
            }
            return owed & bit(part) == 0 ? "\(name(part)) is not owed" : nil
        }
    }

    private func bit(_ part: Ranking.Part) -> UInt64 {
        part.obligation < 64 ? 1 << UInt64(part.obligation) : 0
    }

    private func name(_ part: Ranking.Part) -> String { "\(erased.fairness[part.obligation])" }

    // MARK: Steps

    private func flaw(
        _ ranking: Ranking, _ kind: PropertyKind, from number: Int,
        _ step: (successor: S.State, number: Int, discharged: UInt64)
    ) -> String? {
        let (from, to) = (Int(ranking.places[number]) - 1, Int(ranking.places[step.number]) - 1)
        if to < 0 {
            // Of `.eventuallyAlways` every state is in question.
            if kind != .eventuallyAlways, !duties.judge(ranking.property, step.successor).isAvoiding {
                return nil
            }
            return "a step leads to a state in question that has no place"
        }
        let meeting = ranking.meeting(of: from, and: to)
        if let siblings = meeting.siblings, siblings.from < siblings.to {
            return "a step leads to a part that is not lower"
        }
        if from == to, ranking.parts[from].kind == .passed {
            return "a step stays in a part that can only be passed"
        }
        var outer = meeting.part
        while let part = outer.map({ ranking.parts[$0] }) {
            let isOwing = part.kind == .owing || part.kind == .owingAgain
            if isOwing, step.discharged & bit(part) != 0 { return "a step discharges \(name(part))" }
            outer = part.parent
        }
        return nil
    }

    private func fields(of state: S.State) -> [SpecValue.Field] {
        erased.describe(ErasedSpec.words(of: state))
    }
}

extension Ranking {
    /// The innermost part that two parts are in, or are, nil for the whole; and the two right below it in which they are,
    /// where neither is that part itself.
    func meeting(of first: Int, and second: Int) -> (part: Int?, siblings: (from: Int, to: Int)?) {
        var (from, to): (Int?, Int?) = (first, second)
        var (belowFrom, belowTo): (Int?, Int?)
        func depth(_ part: Int?) -> Int { part.map { parts[$0].depth } ?? -1 }
        while from != to {
            let (mine, other) = (depth(from), depth(to))
            if mine >= other {
                belowFrom = from
                from = from.flatMap { parts[$0].parent }
            }
            if other >= mine {
                belowTo = to
                to = to.flatMap { parts[$0].parent }
            }
        }
        guard let belowFrom, let belowTo else { return (from, nil) }
        return (from, (belowFrom, belowTo))
    }
}
