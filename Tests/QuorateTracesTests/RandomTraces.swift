import QuorateLanguage
import QuorateTraces
import SeededRandom

/// Makes traces of every shape that a spec's description can have.
struct RandomTraces {
    var generator: SplitMix

    init(seed: UInt64) { generator = SplitMix(seed: seed) }

    mutating func trace() -> Trace {
        let stepCount = number(0...6)
        let names = (0..<number(1...5)).map { "\(word())\($0)" }
        let steps = (0..<stepCount).map { _ in step() }
        return Trace(
            of: Instance(
                spec: word(), mutant: chance(2) ? word() : nil, variant: chance(2) ? word() : nil,
                settings: (0..<number(0...3)).map { .init(name: "parameter\($0)", value: integer()) }),
            property: text(),
            propertyKind: [.always, .reachable, .deadlockFreedom].randomElement(using: &generator)!,
            propertySite: site(), steps: steps,
            states: (0...stepCount).map { _ in names.map { .init(name: $0, value: value(depth: 4)) } })
    }

    mutating func step() -> Trace.Step {
        let isLabelled = chance(2)
        let arguments = (0..<number(0...3)).map { index in
            SpecValue.Field(name: isLabelled ? "label\(index)" : ".\(index)", value: value(depth: 2))
        }
        return Trace.Step(action: .init(name: word(), arguments: arguments), site: site())
    }

    mutating func value(depth: Int) -> SpecValue {
        guard depth > 0 else {
            return [.boolean(chance(2)), .integer(integer()), .string(text())].randomElement(
                using: &generator)!
        }
        switch number(0...6) {
        case 0: return .list(values(depth))
        case 1:
            var known: Set<String> = []
            return .set(values(depth).filter { known.insert($0.canonicalText).inserted })
        case 2:
            var keys: [SpecValue] = []
            for key in values(depth) where !keys.contains(where: { $0.isSame(as: key) }) { keys.append(key) }
            return .map(keys.map { .init(key: $0, value: value(depth: depth - 1)) })
        case 3: return .record(values(depth).enumerated().map { .init(name: "field\($0)", value: $1) })
        case 4: return .record(values(depth).enumerated().map { .init(name: ".\($0)", value: $1) })
        case 5: return .variant(word(), value(depth: depth - 1))
        default: return value(depth: 0)
        }
    }

    private mutating func values(_ depth: Int) -> [SpecValue] {
        (0..<number(0...3)).map { _ in value(depth: depth - 1) }
    }

    private mutating func integer() -> Int {
        [0, -1, 7, .max, .min, number(-1000...1000)].randomElement(using: &generator)!
    }

    private mutating func word() -> String {
        ["commit", "r0", "viewChange", "a", "prepared"].randomElement(using: &generator)!
    }

    private mutating func text() -> String {
        ["", "r2", "two words", "quote \" and \\", "line\nbreak\u{1B}[2J", "\u{0}", "é→🙂", "\u{2028}"]
            .randomElement(using: &generator)!
    }

    private mutating func site() -> SourceSite? {
        chance(3) ? nil : SourceSite(file: "Module/File+\(word()).swift", line: number(1...999))
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

    mutating func chance(_ outOf: Int) -> Bool { number(1...outOf) == 1 }
}
