import QuorateLanguage

/// Walk through a set of states, level by level, along the steps of the spec itself.
///
/// Only words that the spec's own code has written are read as a state: those of a file could be no value of its type.
/// So a level is looked at when each of its states was come to from the level above, byte by byte the same. Where names
/// may be traded, the same goes for all that the names make of a state, each of which is looked at in its turn.
final class SetWalk<S: Spec> {
    private let spec: S
    let erased: ErasedSpec
    let set: ClosedSet
    /// Names that may be traded, where each state of the set stands for all that they make of it.
    private let names: ReplicaNames?
    private let ranks: RankWalk<S>?
    let isStopped: () -> Bool
    private let properties: [Property<S.State>]
    private let allows: (@Sendable (S.State) -> Bool)?
    private var lister: StepLister<S>!
    private let place: UnsafeMutablePointer<UInt64>
    private var reached: [Bool]
    private var premiseHeld: [Bool]
    private var isTaken: [Bool]
    var level = 0
    var state: S.State?
    /// The state that is looked at is one of the set, and not one that names make of it.
    var isOfSet = true
    private var steps = (count: 0, changing: 0)
    var listed: StepList
    var found: AuditFinding?
    /// Figures of what was walked.
    private(set) var figures = SetFigures()

    init(
        _ spec: S, _ erased: ErasedSpec, _ set: ClosedSet, names: ReplicaNames?, rankings: [Ranking],
        isStopped: @escaping () -> Bool
    ) {
        self.spec = spec
        self.erased = erased
        self.set = set
        self.names = names
        ranks = rankings.isEmpty ? nil : RankWalk(spec, erased, rankings)
        listed = StepList(wordCount: set.wordCount)
        self.isStopped = isStopped
        properties = spec.properties
        allows = spec.constraint?.allows
        place = .allocate(capacity: max(1, set.wordCount))
        place.initialize(repeating: 0, count: max(1, set.wordCount))
        reached = properties.map { $0.kind != .reachable }
        premiseHeld = properties.map { $0.premise == nil || $0.kind.isLiveness }
        isTaken = Array(repeating: false, count: S.Action.caseNames.count)
        // The lister lives as long as its owner, and only it calls it.
        lister = StepLister(spec) { [unowned(unsafe) self] in note($0, $1) }
    }

    deinit { place.deallocate() }

    /// Names of the properties whose premise held in no state.
    var premisesNeverHeld: [String] {
        properties.indices.filter { !premiseHeld[$0] || ranks?.wasAsked($0) == false }
            .map { properties[$0].name }
    }

    /// The first reason why the set is not what it is said to be, or nil.
    func finding(claimed: SetFigures) throws -> AuditFinding? {
        try markInitialStates()
        while found == nil, level < set.levelCount {
            try walkLevel()
            level += 1
        }
        if let found { return found }
        // Of none of its steps anything was asked.
        if figures.distinctStates == 0 { return .noStates }
        if let missed = properties.indices.first(where: { !reached[$0] }) {
            return .notReached(properties[missed].name)
        }
        for action in spec.requiredActions {
            guard let position = S.Action.caseNames.firstIndex(of: action), isTaken[position] else {
                return .neverTaken(action)
            }
        }
        // A level all of whose states are outside is none of the depths.
        if figures.statesPerLevel.last == 0 { figures.statesPerLevel.removeLast() }
        figures.depth = max(0, figures.statesPerLevel.count - 1)
        return figures.difference(from: claimed).map {
            .figure($0.name, claimed: $0.claimed, found: $0.found)
        }
    }

    // MARK: Levels

    private func markInitialStates() throws {
        let faults = SpecFault.countOnThisThread
        var starts: Set<[UInt64]> = []
        for state in spec.initialStates where found == nil {
            figures.generatedStates += 1
            if names != nil { starts.insert(ErasedSpec.words(of: state)) }
            guard let number = find(state), !set.isDeeper(number, than: 0) else {
                found = .missingInitialState(fields(of: state))
                return
            }
            set.mark(number)
        }
        try checkFaults(since: faults)
        for exchange in names?.exchanges ?? [] where found == nil {
            guard let other = starts.first(where: { !starts.contains(exchange($0)) }) else { continue }
            found = .toldApart("`initialStates`", names: exchange.label, erased.describe(other))
        }
    }

    private func walkLevel() throws {
        let states = set.states(ofLevel: level)
        // All of them before any is looked at.
        for state in states where !set.isMarked(state) {
            let words = set.copy(state)
            found = level == 0 ? .notInitial(words: words) : .unreachable(words: words, level: level)
            return
        }
        figures.statesPerLevel.append(0)
        let faults = SpecFault.countOnThisThread
        for number in states {
            // All that names make of a single state can take long.
            if names != nil || number & 0xfff == 0, isStopped() { throw CancellationError() }
            isOfSet = true
            look(at: set.words(number))
            try checkFaults(since: faults, in: set.words(number))
            if let names, found == nil { try lookAtOthers(than: number, names, faults) }
            if let ranks, found == nil {
                found = ranks.finding(at: state!, number, isInitial: level == 0)
                try checkFaults(since: faults, in: set.words(number))
                if let mistake = ranks.mistake { throw mistake }
            }
            if found != nil { return }
        }
    }

    var isInside: Bool { allows?(state!) ?? true }

    func look(at words: UnsafePointer<UInt64>) {
        EvaluatedSpec.look(at: words, count: 1)
        look(at: UnsafeRawPointer(words).loadUnaligned(as: S.State.self))
    }

    private func look(at state: S.State) {
        self.state = state
        steps = (0, 0)
        if names != nil { listed = StepList(wordCount: set.wordCount) }
        ranks?.begin()
        let isInside = isInside
        if isInside {
            figures.distinctStates += 1
            figures.statesPerLevel[level] += 1
            lister.list(state)
            figures.generatedStates += steps.count
            if steps.count == 0 {
                figures.statesWithoutStep += 1
            } else if steps.changing == 0 {
                figures.statesWithoutChange += 1
            }
        } else {
            figures.statesOutside += 1
        }
        guard found == nil else { return }
        for position in properties.indices { judge(position, state, isInside: isInside) }
    }

    /// A step out of the state that is looked at.
    private func note(_ action: S.Action, _ successor: S.State) {
        guard found == nil else { return }
        steps.count += 1
        isTaken[action.casePosition] = true
        write(successor)
        let isChange = !isSame(successor)
        if isChange { steps.changing += 1 }
        if names != nil { listed.append(action.casePosition, place) }
        // Of what names make of a state of the set, the steps are compared with its own.
        if !isOfSet { return }
        guard let number = findPlace() else {
            found = .missingSuccessor(fields(of: successor), action: text(of: action), of: fields(of: state!))
            return
        }
        if set.isDeeper(number, than: level + 1) {
            found = .tooDeep(fields(of: successor), level: level + 1, action: text(of: action))
        }
        if !set.isMarked(number) { set.mark(number) }
        ranks?.note(action, state!, successor, number, isChange: isChange)
    }

    // MARK: Properties

    private func judge(_ position: Int, _ state: S.State, isInside: Bool) {
        let property = properties[position]
        switch property.kind {
        case .always:
            if let premise = property.premise {
                guard premise(state) else { return }
                premiseHeld[position] = true
            }
            if !property.holds(state) { breaks(property, state) }
        case .reachable:
            if !reached[position], property.holds(state) { reached[position] = true }
        case .deadlockFreedom:
            if isInside, steps.count == 0, !property.holds(state) { breaks(property, state) }
        case .eventually, .leadsTo, .eventuallyAlways, .infinitelyOften: break
        }
    }

    private func breaks(_ property: Property<S.State>, _ state: S.State) {
        guard found == nil else { return }
        found = .broken(property.name, property.kind, fields(of: state), level: level)
    }

    // MARK: Words

    private func find(_ state: S.State) -> Int? {
        write(state)
        return findPlace()
    }

    private func findPlace() -> Int? { names.map { $0.find(place, in: set) } ?? set.find(place) }

    /// The last word may have bytes that belong to no state; they stay 0.
    private func write(_ state: S.State) {
        UnsafeMutableRawPointer(place).storeBytes(of: state, as: S.State.self)
    }

    /// Sameness of the bytes of a successor, which were written last, and of those of the state that is looked at.
    private func isSame(_ successor: S.State) -> Bool {
        withUnsafeBytes(of: state!) { former in
            UnsafeRawBufferPointer(start: place, count: former.count).elementsEqual(former)
        }
    }

    private func fields(of state: S.State) -> [SpecValue.Field] {
        erased.describe(ErasedSpec.words(of: state))
    }

    private func text(of action: S.Action) -> String {
        ErasedSpec.ActionOutline(describing: action, for: spec.replicas).description
    }

    /// - Throws: the spec's mistake, where its code did what its types do not allow.
    func checkFaults(since before: UInt64, in words: UnsafePointer<UInt64>? = nil) throws {
        guard SpecFault.countOnThisThread != before else { return }
        let words = words.map { Array(UnsafeBufferPointer(start: $0, count: set.wordCount)) }
        throw words.flatMap(erased.slip)
            ?? SpecError(spec: erased.name, message: SpecFault.latestText)
    }
}
