import QuorateLanguage

/// The standing check that a spec is a function of its states: a sample of each level is expanded twice more, the second
/// time in the opposite order and on another thread, and all must agree with each other and with the search.
///
/// A spec that draws lots, looks at a clock or at a captured variable, or goes by the order of a `Set` has no state
/// space: whatever a search said of it would be an accident.
final class PurityCheck {
    private let spec: ErasedSpec
    private let kernel: SpecKernel
    private let store: any StateStore
    /// Canonical form of a state, in a search up to symmetry.
    var form: (([UInt64]) -> [UInt64])?
    /// Membership of a state among those seen, where they are not in the store.
    var isKnownElsewhere: (([UInt64]) throws -> Bool)?
    private let other = OtherThread()
    private var sample: [[UInt64]] = []
    /// Questions so far.
    private var asked = 0
    /// States of the levels so far.
    private var seen = 0

    /// States of a level that are looked at, however small the level is, and the share of those beyond.
    private static let least = 8
    private static let share = 4096
    /// Questions allowed in any case, and share of all states beyond, where levels are very many and small.
    private static let allowance = 8192
    private static let deepShare = 256
    /// States that are looked at together, few enough for what follows them to be no memory to speak of.
    private static let batch = 64
    /// Rounds of questions about a small sample, the number of states that makes it small, and the work that
    /// ends them, counted in states that follow.
    private static let mostRounds = 16
    private static let fewStates = 256
    private static let littleWork = 10_000
    /// Rounds of questions about states on which the spec seems to have said two things.
    private static let manyRounds = 64

    init(_ spec: ErasedSpec, kernel: SpecKernel, store: any StateStore) {
        self.spec = spec
        self.kernel = kernel
        self.store = store
    }

    /// Adds states of a level that has been expanded to the sample.
    ///
    /// - Throws: `SpecError` where the spec says different things of one state.
    ///
    /// - Parameter read: gives the state of a number, where it is not in the store.
    func add(level runs: [Range<Int>], _ read: ((Int) throws -> [UInt64])? = nil) throws {
        let count = runs.reduce(0) { $0 + $1.count }
        seen += count
        let allowance = Self.allowance + seen / Self.deepShare - asked - sample.count
        let wanted = min(count, Self.least + count / Self.share, allowance)
        guard wanted > 0 else { return }
        for number in Self.evenly(wanted, over: runs) {
            sample.append(try read?(number) ?? store.memory.arena.state(number))
        }
        if sample.count >= Self.batch { try finish() }
    }

    /// Numbers of so many states of a level, evenly over it: those at positions k * count / wanted.
    static func evenly(_ wanted: Int, over runs: [Range<Int>]) -> [Int] {
        let count = runs.reduce(0) { $0 + $1.count }
        var (numbers, passed) = ([Int](), 0)
        for run in runs {
            while numbers.count < wanted, numbers.count * count / wanted < passed + run.count {
                numbers.append(run.lowerBound + numbers.count * count / wanted - passed)
            }
            passed += run.count
        }
        return numbers
    }

    /// Looks at what is left of the sample.
    ///
    /// - Throws: `SpecError` where the spec says different things of one state, ``InternalError`` where the store lacks
    ///   what follows.
    func finish() throws {
        let states = sample
        sample = []
        guard !states.isEmpty else { return }
        var work = 0
        // Of few states much can be asked.
        let rounds = max(1, min(Self.mostRounds, Self.fewStates / (asked + states.count)))
        for _ in 0..<rounds where work < Self.littleWork {
            for (state, answer) in zip(states, try check(states)) {
                work += answer.successors.count
                for successor in answer.successors where try !answer.isOutside && !isKnown(successor) {
                    try contradiction(
                        "a state that follows state \(text(state)) of \(spec.name) is not among those seen",
                        [state])
                }
            }
        }
    }

    private func isKnown(_ state: [UInt64]) throws -> Bool {
        try isKnownElsewhere?(state) ?? store.contains(form?(state) ?? state)
    }

    /// Throws the spec's error where the spec contradicts itself in one of the given states, and ours otherwise.
    func contradiction(_ message: String, _ states: [[UInt64]]) throws -> Never {
        for _ in 0..<Self.manyRounds { try check(states) }
        throw InternalError(
            message + "; or the spec said otherwise earlier, going by something that is not in the state")
    }

    /// Looks at every state of some runs.
    ///
    /// - Throws: `SpecError` where the spec says different things of one state.
    func check(all runs: [Range<Int>]) throws {
        for run in runs {
            for start in stride(from: run.lowerBound, to: run.upperBound, by: Self.batch) {
                let part = start..<min(start + Self.batch, run.upperBound)
                try check(part.map(store.memory.arena.state))
            }
        }
    }

    /// Asks about each state twice, and returns the answers.
    ///
    /// - Throws: `SpecError` where the spec says different things of one state.
    @discardableResult
    func check(_ states: [[UInt64]]) throws -> [PurityProbe.Answer] {
        let (first, second) = twice(states)
        for (position, state) in states.enumerated() where first[position] != second[position] {
            throw impurity(of: state, first[position], second[position])
        }
        return first
    }

    /// The answers here, from the first state to the last, and on another thread from the last to the first.
    private func twice(_ states: [[UInt64]]) -> ([PurityProbe.Answer], [PurityProbe.Answer]) {
        let (spec, there) = (spec, PurityProbe(kernel: kernel, asked: asked))
        asked += states.count
        let (first, second) = other.run(
            there: {
                spec.evaluated.evaluating { there.answers(about: states.reversed(), stirring: true) }
            },
            here: { spec.evaluated.evaluating { PurityProbe(kernel: kernel).answers(about: states) } })
        return (first, second.reversed())
    }

    private func text(_ state: [UInt64]) -> String {
        spec.describe(state).map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
    }

    private func impurity(
        of state: [UInt64], _ first: PurityProbe.Answer, _ second: PurityProbe.Answer
    ) -> SpecError {
        let (what, site) = difference(state, first, second)
        var error = SpecError(
            spec: spec.name,
            message:
                "asked twice about the state \(text(state)), the spec gives two answers: \(what). \(Self.remedy)",
            site: site)
        error.isContradiction = true
        return error
    }

    /// The error of a spec whose steps lead to other states when the spec is asked again, after the search.
    static func strangeState(_ state: [UInt64], of spec: ErasedSpec) -> SpecError {
        let text = spec.describe(state).map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
        var error = SpecError(
            spec: spec.name,
            message:
                "asked again after the search, the spec has a step to a state that the search has not met: \(text). \(remedy)"
        )
        error.isContradiction = true
        return error
    }

    /// The error of a spec of which two ranks say different things, `what` in a few words.
    static func unlikeRanks(about state: [UInt64], of spec: ErasedSpec, _ what: String) -> SpecError {
        let text = spec.describe(state).map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
        var error = SpecError(
            spec: spec.name,
            message:
                "asked in two processes about the state \(text), the spec gives two answers: \(what). \(remedy)"
        )
        error.isContradiction = true
        return error
    }

    private static let remedy =
        "Everything in a spec must follow from the state and the spec's own values: no randomness, clock, captured"
        + " variable or order of a Set; what may turn out in several ways is offered as several steps"

    /// Difference between the answers, and the place where it is written, as far as it can be seen again.
    private func difference(
        _ state: [UInt64], _ first: PurityProbe.Answer, _ second: PurityProbe.Answer
    ) -> (String, SourceSite?) {
        let numbers = [first, second].map { $0.taken.reduce(0, +) }
        let isCutOff = spec.constraint != nil && numbers.contains(0) && numbers[0] != numbers[1]
        if first.isOutside != second.isOutside || isCutOff {
            return ("once it is within the constraint, once not", nil)
        }
        if let position = first.shows.indices.first(where: { first.shows[$0] != second.shows[$0] }) {
            let known = spec.properties.first { $0.name == kernel.propertyNames[position] }
            return ("once property \"\(kernel.propertyNames[position])\" holds, once not", known?.site)
        }
        // Of very many steps the numbers have to do.
        for _ in 0..<64 where numbers[0] <= PurityProbe.mostSuccessors {
            let (one, other) = (spec.takes(state), spec.takes(state))
            let enabled = (one.filter { $0.successor != nil }, other.filter { $0.successor != nil })
            let only =
                enabled.0.first { !enabled.1.contains($0) } ?? enabled.1.first { !enabled.0.contains($0) }
            if let only { return ("`actions` offers \(only.action) once and not the other time", only.site) }
        }
        if numbers[0] != numbers[1] {
            return ("`actions` offers \(numbers[0]) enabled steps once and \(numbers[1]) the other time", nil)
        }
        return ("`actions` offers other steps the second time", nil)
    }
}
