public import QuorateQuorums
import Synchronization

/// Steps of a model at one size, for whoever holds the steps of a spec against them.
///
/// A picture is what holds of a state in the model: facts, each a number made of the position of its relation in the list
/// that was given, times 2^32, and of its members from 0, one more than each in a byte, the first one lowest. A fact without
/// room there is told in full, and refused. Relations
/// that only *notes* change need not be told: a note is an action that says what is already so, as that a quorum has
/// voted, and all of them are taken behind every step.
public final class ModelSteps: Sendable {
    /// Answer to whether the model has a step.
    public enum Answer: Hashable, Sendable {
        /// The action of that name leads from one picture to the other.
        case step(String)
        /// The pictures are the same.
        case idle
        /// The model does not allow that.
        case stray
    }

    let world: ModelWorld
    let relations: [RelationSymbol]
    /// Actions that only say what is already so.
    let notes: [ActionCode]
    let others: [ActionCode]
    /// Facts that are in every picture.
    let fixed: [UInt64]
    private let memory = Mutex(Memory())

    private struct Memory {
        /// Numbers of pictures, and of the states that they are with their notes.
        var (pictures, numbers): ([[UInt64]: Int], [[UInt64]: Int]) = ([:], [:])
        var noted: [[UInt64]] = []
        var answers: [Pair: Answer] = [:]
        var actions: Set<String> = []
        /// Bits that steps of the model have changed.
        var changed: [UInt64] = []
    }

    private struct Pair: Hashable { let before, after: Int }

    /// Steps of `model` over sorts of `sizes`, for pictures that speak of `relations`.
    ///
    /// - Parameters:
    ///   - constants: the members that the model calls by name.
    ///   - fixed: facts that are in every picture, and are not told again.
    ///   - notes: names of the actions that are notes.
    ///   - claims: those among which those are that the model names.
    /// - Throws: ``ModelError`` where model and picture do not fit together.
    public init(
        _ model: ProtocolModel, sizes: [String: Int], constants: [String: Int] = [:], relations: [String],
        fixed: [UInt64] = [], notes: [String] = [], knowing claims: [Claim]
    ) throws(ModelError) {
        let facts = try model.facts(among: claims)
        let fitting = PictureFit(
            model, facts, sizes: sizes, constants: constants, relations: relations, notes: notes)
        if let problem = fitting.problem { throw .misfit(model: model.name, reason: problem) }
        world = ModelWorld(model, sizes: fitting.sizes, constants: fitting.constants, knowing: facts)
        self.relations = fitting.relations
        self.fixed = fixed
        self.notes = world.actions.filter { notes.contains($0.action.name) }
        others = world.actions.filter { !notes.contains($0.action.name) }
        _ = try bits(of: [])
    }

    /// The name of a fact or of content that the picture of an initial state ought to have in the model, or nil where it
    /// is a start of the model, or one to which steps of the model lead that take nothing back.
    ///
    /// - Throws: ``ModelError`` for a picture that no state of the model has, at these sizes.
    public func problem(ofStart picture: [UInt64]) throws(ModelError) -> String? {
        let bits = try bits(of: picture)
        if let fact = world.facts.first(where: { !world.holds($0.code, in: bits) }) { return fact.name }
        if leads(from: world.start(fixedAs: bits), to: bits) { return nil }
        return world.start.first { !world.holds($0.code, in: bits) }?.name ?? "the start"
    }

    /// True where steps that take nothing back lead from one state to the other: all ways are tried, up to a number of
    /// states, since an action may forbid another.
    private func leads(from start: [UInt64], to bits: [UInt64]) -> Bool {
        var (waiting, seen) = ([start], Set([start]))
        while let state = waiting.popLast() {
            if state == bits { return true }
            world.visitSuccessors(of: state) { _, next in
                guard next.subtracting(bits).isZero, state.subtracting(next).isZero else { return false }
                if seen.insert(next).inserted { waiting.append(next) }
                return seen.count > Self.startLimit
            }
            if seen.count > Self.startLimit { return false }
        }
        return false
    }

    /// The most states that are looked at on the way to the picture of a start.
    private static let startLimit = 20_000

    /// Answer for a step of a spec, from the pictures of the states before and after.
    ///
    /// - Throws: ``ModelError`` for a picture that no state of the model has, at these sizes.
    public func answer(from before: [UInt64], to after: [UInt64]) throws(ModelError) -> Answer {
        let (first, second) = (try noted(before), try noted(after))
        if first.number == second.number { return .idle }
        let pair = Pair(before: first.number, after: second.number)
        if let known = memory.withLock({ $0.answers[pair] }) { return known }
        let answer = answer(first.bits, second.bits)
        memory.withLock { memory in
            memory.answers[pair] = answer
            guard case .step(let action) = answer else { return }
            memory.actions.insert(action)
            let difference = first.bits.difference(second.bits)
            memory.changed = memory.changed.isEmpty ? difference : memory.changed.union(difference)
        }
        return answer
    }

    /// Pairs of pictures that were held against the model.
    public var pairCount: Int { memory.withLock { $0.answers.count } }
    /// Different pictures that were seen.
    public var pictureCount: Int { memory.withLock { $0.noted.count } }
    /// Names of the actions that steps of the spec were, and of those that none was, in the order of the model.
    public var actions: (taken: [String], notTaken: [String]) {
        let taken = memory.withLock { $0.actions }
        let names = others.map(\.action.name)
        return (names.filter(taken.contains), names.filter { !taken.contains($0) })
    }

    /// Names of what the model is to have, those apart that speak of something that no step has changed, although actions
    /// of the model change it: of these nothing was compared.
    public var safetyProperties: (compared: [String], notCompared: [String]) {
        let changed = memory.withLock { $0.changed }
        let changeable = Set(world.actions.flatMap { $0.action.changes.map(\.symbol) })
        let still = changeable.filter { symbol in
            changed.isEmpty || world.space.mask(of: [symbol]).intersection(changed).isZero
        }
        let goals = world.model.goals.map { goal in
            (goal.name, still.isDisjoint(with: goal.node.relations))
        }
        return (goals.filter(\.1).map(\.0), goals.filter { !$0.1 }.map(\.0))
    }

    private func answer(_ before: [UInt64], _ after: [UInt64]) -> Answer {
        for code in others {
            guard let fixed = fixedParameters(of: code, before, after) else { continue }
            let isStep = world.withMembers { members in
                code.visit(before, members, fixed: fixed) { members in
                    let next = code.after(before, members)
                    return next == after || closure(next) == after
                }
            }
            if isStep { return .step(code.action.name) }
        }
        return .stray
    }

    /// Members that the parameters must have, as far as the one row tells that an insertion adds; nil where the action
    /// cannot be the step.
    private func fixedParameters(of code: ActionCode, _ before: [UInt64], _ after: [UInt64]) -> [Int?]? {
        let difference = before.difference(after)
        let changed = code.action.changes.map(\.symbol) + notes.flatMap { $0.action.changes.map(\.symbol) }
        guard difference.subtracting(world.space.mask(of: changed)).isZero else { return nil }
        var fixed = [Int?](repeating: nil, count: code.parameters.count)
        for change in code.action.changes {
            guard case .insert(let symbol, let terms) = change, changed.count(where: { $0 == symbol }) == 1
            else { continue }
            let added = world.space.rows(of: symbol, in: difference)
            guard added.count <= 1 else { return nil }
            for (term, member) in zip(terms, added.first ?? []) {
                let index = code.action.parameters.firstIndex { .variable($0) == term }
                if let index { fixed[index] = member }
            }
        }
        return fixed
    }

    private func noted(_ picture: [UInt64]) throws(ModelError) -> (number: Int, bits: [UInt64]) {
        let known = memory.withLock { memory in
            memory.pictures[picture].map { ($0, memory.noted[$0]) }
        }
        if let known { return known }
        let noted = closure(try bits(of: picture))
        return memory.withLock { memory in
            let number = memory.numbers[noted] ?? memory.noted.count
            if number == memory.noted.count { memory.noted.append(noted) }
            (memory.pictures[picture], memory.numbers[noted]) = (number, number)
            return (number, noted)
        }
    }
}
