import QuorateLanguage
import QuorateTraces
import SeededRandom
import Testing

@testable import QuorateExplorer

/// Runs without end as somebody may write them into a file, walked on the spec without any search.
@Suite struct LassoForgeryTests {
    static let seed = Seed.announced(20_261_205)

    /// A random way through a graph until a state comes again, and at times a step too many or of no way at all.
    private func anyLasso(_ web: Web, _ random: inout SplitMix) -> Lasso {
        var states = [random.pick(random.number(0..<9) == 0 ? Array(0..<web.count) : web.initial)]
        while states.count < 12 {
            let following = web.changing.filter { $0.from == states.last }.map(\.to)
            guard let next = following.randomElement(using: &random), random.number(0..<12) > 0 else { break }
            states.append(random.number(0..<30) == 0 ? random.number(0..<web.count) : next)
            if let first = states.dropLast().firstIndex(of: next), random.number(0..<5) > 0 {
                return Lasso(web: web, states: states, start: first)
            }
        }
        return Lasso(web: web, states: states, start: random.number(0..<states.count))
    }

    private func trace(_ lasso: Lasso, against kind: PropertyKind, _ spec: ErasedSpec) -> Trace {
        let steps = zip(lasso.states, lasso.states.dropFirst()).map { from, to in
            let position = lasso.web.steps.firstIndex { $0.from == from && $0.to == to } ?? 0
            return Trace.Step(
                action: .init(name: "go", arguments: [.init(name: ".0", value: .integer(position))]),
                site: nil)
        }
        let property = spec.properties.first { $0.kind == kind }!
        var trace = Trace(
            of: spec.instance, property: property.name, propertyKind: kind, propertySite: nil, steps: steps,
            states: lasso.states.map { spec.describe([UInt64($0)]) })
        trace.loop = Trace.Loop(start: lasso.start)
        return trace
    }

    /// A run is taken if and only if it is one, its loop closes and is fair, and it breaks the property.
    @Test func lassosAreTakenByTheirDefinition() {
        var random = SplitMix(seed: Self.seed)
        var (taken, unfair, open) = (0, 0, 0)
        for round in 0..<1_500 {
            let web = Web(using: &random)
            let spec = ErasedSpec(web)
            let (lasso, kind) = (anyLasso(web, &random), random.pick(web.kinds))
            let isTaken = (try? trace(lasso, against: kind, spec).words(in: spec)) != nil
            let isRight = lasso.isRun && lasso.isFair && lasso.breaks(kind)
            #expect(
                isTaken == isRight,
                "round \(round), seed \(Self.seed): \(lasso.states) from \(lasso.start), \(kind)")
            taken += isRight ? 1 : 0
            unfair += lasso.isRun && !lasso.isFair && lasso.breaks(kind) ? 1 : 0
            open += lasso.isRun ? 0 : 1
        }
        #expect(taken > 100 && unfair > 4 && open > 50, "\(taken), \(unfair), \(open)")
    }
}
