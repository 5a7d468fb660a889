/// Search for a certificate that facts about equality contradict each other.
///
/// What is equal is found by closing the facts under congruence; a fact to the contrary then ends the search, and else the
/// cases of a choice are gone through. The result is not to be trusted: it is checked like any other certificate.
struct EqualityFinder {
    private let deadline: ContinuousClock.Instant

    /// A search that ends at `deadline` at the latest.
    init(deadline: ContinuousClock.Instant) { self.deadline = deadline }

    /// A certificate, or nil where none was found.
    func certificate(for facts: EqualityFacts) -> EqualityCertificate? {
        certificate(for: facts, EqualityClosure(), entered: [])
    }

    private func certificate(
        for facts: EqualityFacts, _ before: EqualityClosure, entered: Set<Int>
    ) -> EqualityCertificate? {
        guard ContinuousClock.now < deadline else { return nil }
        var closure = before
        closure.close(facts)
        for (position, sides) in facts.differences.enumerated() {
            if let steps = closure.steps(from: sides[0], to: sides[1]) {
                return .steps(steps, against: position)
            }
        }
        let open = facts.choices.indices.filter { !entered.contains($0) }
        guard let choice = open.min(by: { facts.choices[$0].count < facts.choices[$1].count }) else {
            return nil
        }
        var branches: [EqualityCertificate] = []
        for part in facts.choices[choice] {
            var more = facts
            guard more.assume(part),
                let branch = certificate(for: more, closure, entered: entered.union([choice]))
            else { return nil }
            branches.append(branch)
        }
        return .cases(choice: choice, branches)
    }
}

/// Elements with those that are equal joined, and the reason for each join.
private struct EqualityClosure {
    private typealias Ground = EqualityCertificate.Ground

    /// A join of two elements, by a fact or by congruence.
    private struct Edge {
        let left, right: Int
        /// Position of the fact, or nil.
        let fact: Int?
    }

    private var numbers: [Formula.Element: Int] = [:]
    private var elements: [Formula.Element] = []
    /// Function and arguments of each element that has them.
    private var applications: [(element: Int, function: Int, arguments: [Int])] = []
    /// Class of each element, by the number of one of its members.
    private var classes: [Int] = []
    private var members: [[Int]] = []
    /// The joins, which form trees.
    private var edges: [Edge] = []
    private var edgesAt: [[Int]] = []
    /// Number of equalities that are in already.
    private var known = 0

    /// Takes in what `facts` say beyond what they said before.
    mutating func close(_ facts: EqualityFacts) {
        var isClosed = known == facts.equalities.count && !elements.isEmpty
        let count = elements.count
        for sides in facts.differences { for side in sides { _ = number(side) } }
        for position in known..<facts.equalities.count {
            let sides = facts.equalities[position].map { number($0) }
            _ = join(Edge(left: sides[0], right: sides[1], fact: position))
        }
        known = facts.equalities.count
        if elements.count > count { isClosed = false }
        while !isClosed { isClosed = !joinCongruent() }
    }

    private mutating func number(_ element: Formula.Element) -> Int {
        if let number = numbers[element] { return number }
        var application: (Int, [Int])?
        if case .apply(let function, let arguments) = element {
            application = (function, arguments.map { self.number($0) })
        }
        let number = elements.count
        numbers[element] = number
        elements.append(element)
        classes.append(number)
        members.append([number])
        edgesAt.append([])
        if let (function, arguments) = application { applications.append((number, function, arguments)) }
        return number
    }

    private mutating func join(_ edge: Edge) -> Bool {
        let (left, right) = (classes[edge.left], classes[edge.right])
        guard left != right else { return false }
        let (small, large) = members[left].count < members[right].count ? (left, right) : (right, left)
        for member in members[small] { classes[member] = large }
        members[large] += members[small]
        members[small] = []
        edgesAt[edge.left].append(edges.count)
        edgesAt[edge.right].append(edges.count)
        edges.append(edge)
        return true
    }

    private mutating func joinCongruent() -> Bool {
        var first: [[Int]: Int] = [:]
        var hasJoined = false
        for application in applications {
            let signature = [application.function] + application.arguments.map { classes[$0] }
            if let other = first[signature] {
                let edge = Edge(left: other, right: application.element, fact: nil)
                if join(edge) { hasJoined = true }
            } else {
                first[signature] = application.element
            }
        }
        return hasJoined
    }

    /// Steps that lead to the equality of two elements, or nil where they are not joined.
    func steps(from left: Formula.Element, to right: Formula.Element) -> [EqualityCertificate.Step]? {
        guard let left = numbers[left], let right = numbers[right], classes[left] == classes[right] else {
            return nil
        }
        var account = Account()
        _ = explain(left, right, &account)
        return account.steps
    }

    /// Steps so far, and which of them is for which join.
    private struct Account {
        var steps: [EqualityCertificate.Step] = []
        var stepOfEdge: [Int: Int] = [:]
    }

    /// Step of the equality of two elements that are joined.
    private func explain(_ left: Int, _ right: Int, _ account: inout Account) -> Int {
        let links = path(left, right).map { step(of: $0, &account) }
        account.steps.append(
            .init(left: elements[left], right: elements[right], ground: .chain(links)))
        return account.steps.count - 1
    }

    /// The arguments of a join by congruence were joined before it, so that this comes to an end.
    private func step(of edge: Int, _ account: inout Account) -> Int {
        if let step = account.stepOfEdge[edge] { return step }
        let (left, right) = (elements[edges[edge].left], elements[edges[edge].right])
        var ground = EqualityCertificate.Ground.congruence([])
        if let fact = edges[edge].fact {
            ground = .given(fact)
        } else if case .apply(_, let arguments) = left, case .apply(_, let others) = right {
            var reasons: [Int?] = []
            for (one, other) in zip(arguments, others) {
                reasons.append(one == other ? nil : explain(numbers[one]!, numbers[other]!, &account))
            }
            ground = .congruence(reasons)
        }
        account.steps.append(.init(left: left, right: right, ground: ground))
        account.stepOfEdge[edge] = account.steps.count - 1
        return account.steps.count - 1
    }

    /// The joins on the way from one element to another, in a tree of joins.
    private func path(_ start: Int, _ end: Int) -> [Int] {
        var cameBy: [Int: Int] = [:]
        var (open, next) = ([start], 0)
        while next < open.count, open[next] != end {
            let place = open[next]
            next += 1
            for edge in edgesAt[place] {
                let other = edges[edge].left == place ? edges[edge].right : edges[edge].left
                if other != start, cameBy[other] == nil {
                    cameBy[other] = edge
                    open.append(other)
                }
            }
        }
        var (place, way) = (end, [Int]())
        while place != start, let edge = cameBy[place] {
            way.append(edge)
            place = edges[edge].left == place ? edges[edge].right : edges[edge].left
        }
        return way.reversed()
    }
}
