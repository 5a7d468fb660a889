import BigInt
import SeededRandom

@testable import QuorateProver

/// A problem with a few variables of some sorts, functions, and assertions of small depth.
struct RandomProblem {
    private(set) var problem = Problem()
    private var sorts: [Problem.Sort]

    init(_ random: inout SplitMix) {
        let all: [Problem.Sort] = [.natural, .real, .truth, .element]
        sorts = all.filter { _ in Bool.random(using: &random) }
        if sorts.isEmpty { sorts = [random.pick(all)] }
        for index in 0..<random.number(3..<8) {
            _ = problem.declare(random.pick(["x", "check-sat", "v\(index)"]), random.pick(sorts))
        }
        if sorts.contains(.element) {
            _ = problem.declare("e", .element)
            for arity in 0..<3 {
                _ = problem.declareFunction("g", arity: arity, result: random.pick([.element, .truth]))
            }
        }
        for index in 0..<random.number(2..<9) {
            problem.assert("assertion \(index)", formula(depth: 3, &random))
        }
    }

    private func variables(_ sort: Problem.Sort) -> [Int] {
        problem.variables.indices.filter { problem.variables[$0].sort == sort }
    }

    private func formula(depth: Int, _ random: inout SplitMix) -> Formula {
        guard depth > 0 else { return atom(&random) }
        let parts = (0..<random.number(0..<4)).map { _ in formula(depth: depth - 1, &random) }
        switch random.number(0..<6) {
        case 0: return .all(parts)
        case 1: return .any(parts)
        case 2: return .not(formula(depth: depth - 1, &random))
        case 3: return .same(formula(depth: depth - 1, &random), formula(depth: depth - 1, &random))
        default: return atom(&random)
        }
    }

    private func atom(_ random: inout SplitMix) -> Formula {
        let truths = variables(.truth)
        let predicates = functions(.truth)
        switch random.pick(sorts) {
        case .natural, .real: return .atLeastZero(form(&random))
        case .truth: return truths.isEmpty ? .truth : .truth(random.pick(truths))
        case .element, .declared:
            if !predicates.isEmpty, Bool.random(using: &random) {
                let function = random.pick(predicates)
                return .predicate(function, arguments(function, depth: 1, &random))
            }
            return .equal(element(depth: 2, &random), element(depth: 2, &random))
        }
    }

    private func functions(_ result: Problem.Sort) -> [Int] {
        problem.functions.indices.filter { problem.functions[$0].result == result }
    }

    private func arguments(_ function: Int, depth: Int, _ random: inout SplitMix) -> [Formula.Element] {
        (0..<problem.functions[function].arity).map { _ in element(depth: depth, &random) }
    }

    private func element(depth: Int, _ random: inout SplitMix) -> Formula.Element {
        let (elements, functions) = (variables(.element), functions(.element))
        if depth > 0, !functions.isEmpty, Bool.random(using: &random) {
            let function = random.pick(functions)
            return .apply(function, arguments(function, depth: depth - 1, &random))
        }
        return .variable(random.pick(elements))
    }

    private func form(_ random: inout SplitMix) -> LinearForm {
        let numbers = variables(.natural) + variables(.real)
        var form = LinearForm(BigInt(random.number(-9..<10)))
        for _ in 0..<random.number(0..<4) where !numbers.isEmpty {
            form[random.pick(numbers)] = BigInt(random.number(-4..<5))
        }
        return form
    }
}
