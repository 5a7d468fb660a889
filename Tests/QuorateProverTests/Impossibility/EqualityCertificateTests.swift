import SeededRandom
import Testing

@testable import QuorateProver

/// Contradictions about equality that are checked without the solver.
@Suite struct EqualityCertificateTests {
    private typealias Element = Formula.Element

    /// Each contradiction of the theorems has a certificate, and with one thing changed it is none.
    @Test func theoremsAreCheckedWithoutTheSolver() throws {
        var generator = SplitMix(seed: 4)
        var changes = 0
        for question in Impossibility.all.flatMap(\.questions) where question.expected == .unsatisfiable {
            guard let facts = EqualityFacts(question.problem) else { continue }
            let found = EqualityFinder(deadline: .now + .seconds(60)).certificate(for: facts)
            let certificate = try #require(found, "\(question.name)")
            #expect(certificate.refutes(facts), "\(question.name)")
            for _ in 0..<3 {
                let changed = certificate.changed(&generator)
                guard changed != certificate else { continue }
                changes += 1
                #expect(!changed.refutes(facts), "\(question.name)")
            }
        }
        #expect(changes > 50)
    }

    /// Certificates are found exactly where the solver says that facts contradict each other.
    @Test func solverAgrees() throws {
        var generator = SplitMix(seed: 17)
        var verdicts = [0, 0]
        for _ in 0..<150 {
            let problem = Self.problem(&generator)
            let facts = try #require(EqualityFacts(problem))
            let found = EqualityFinder(deadline: .now + .seconds(60)).certificate(for: facts)
            if let found { #expect(found.refutes(facts), "seed 17") }
            let answer = try Z3Solver(problem).check(until: .now + .seconds(60))
            guard case .unsatisfiable = answer else {
                #expect(found == nil, "seed 17: \(problem.assertions)")
                verdicts[0] += 1
                continue
            }
            #expect(found != nil, "seed 17: \(problem.assertions)")
            verdicts[1] += 1
        }
        #expect(verdicts.allSatisfy { $0 > 20 }, "\(verdicts)")
    }

    /// Steps that lean on themselves, on what comes later, or on other functions show nothing.
    @Test func stepsThatLeanOnNothing() throws {
        var problem = Problem()
        let x = Element.variable(problem.declare("x", .element)),
            y = Element.variable(problem.declare("y", .element))
        let functions = ["f", "g"].map { problem.declareFunction($0, arity: 1, result: .element) }
        let (fx, fy) = (Element.apply(functions[0], [x]), Element.apply(functions[0], [y]))
        problem.assert(
            "", .all([.not(.equal(x, y)), .equal(fx, fy), .not(.equal(fx, .apply(functions[1], [x])))]))
        let facts = try #require(EqualityFacts(problem))
        func isAccepted(
            _ left: Element, _ right: Element, _ ground: EqualityCertificate.Ground, _ against: Int
        ) -> Bool {
            EqualityCertificate.steps([.init(left: left, right: right, ground: ground)], against: against)
                .refutes(facts)
        }
        #expect(!isAccepted(x, y, .given(0), 0) && !isAccepted(x, y, .given(1), 0))
        #expect(!isAccepted(x, y, .chain([0]), 0) && !isAccepted(x, y, .chain([]), 0))
        #expect(!isAccepted(x, y, .chain([-1]), 0) && !isAccepted(x, y, .congruence([]), 0))
        #expect(!isAccepted(fx, .apply(functions[1], [x]), .congruence([nil]), 1))
        #expect(!isAccepted(fx, fy, .given(0), 0) && !isAccepted(fx, fy, .given(0), 7))
        #expect(!EqualityCertificate.steps([], against: 0).refutes(facts))
        #expect(!EqualityCertificate.cases(choice: 0, []).refutes(facts))
    }

    private static func problem(_ generator: inout SplitMix) -> Problem {
        var problem = Problem()
        var terms = (0..<4).map { Element.variable(problem.declare("x\($0)", .element)) }
        let functions = [1, 2].map { problem.declareFunction("f\($0)", arity: $0, result: .element) }
        for _ in 0..<5 {
            let arity = Int.random(in: 1...2, using: &generator)
            let arguments = (0..<arity).map { _ in terms.randomElement(using: &generator)! }
            terms.append(.apply(functions[arity - 1], arguments))
        }
        for _ in 0..<7 {
            func literal() -> Formula {
                let equality = Formula.equal(
                    terms.randomElement(using: &generator)!, terms.randomElement(using: &generator)!)
                return Int.random(in: 0..<3, using: &generator) == 0 ? .not(equality) : equality
            }
            let isChoice = Int.random(in: 0..<3, using: &generator) == 0
            problem.assert("", isChoice ? .any([literal(), literal()]) : .all([literal()]))
        }
        return problem
    }
}

extension EqualityCertificate {
    /// The certificate with one number that matters changed.
    fileprivate func changed(_ generator: inout SplitMix) -> Self {
        switch self {
        case .cases(let choice, var branches):
            guard !branches.isEmpty else { return self }
            let place = branches.indices.randomElement(using: &generator)!
            if Bool.random(using: &generator) {
                branches.remove(at: place)
            } else {
                branches[place] = branches[place].changed(&generator)
            }
            return .cases(choice: choice, branches)
        case .steps(var steps, let against):
            let place = steps.indices.randomElement(using: &generator)!
            switch steps[place].ground {
            case .given(let fact): steps[place].ground = .given(fact + 1)
            case .chain(let links): steps[place].ground = .chain(Array(links.dropLast()))
            case .congruence: steps[place].ground = .congruence([])
            }
            return .steps(steps, against: against)
        }
    }
}
