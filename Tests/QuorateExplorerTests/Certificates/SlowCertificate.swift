@testable import QuorateLanguage

/// A certificate as it ought to be, made by sets and arrays; and, with a part of it changed, a forged one.
struct SlowCertificate {
    var version: UInt8 = 1
    var instance: Instance
    var wordCount: Int
    /// Properties of safety: kind as it is written, and name.
    var covered: [(kind: UInt8, name: String)]
    var uncovered: [String]
    /// Distinct, generated, outside, without step, without change, depth.
    var figures: [Int] = [0, 0, 0, 0, 0, 0]
    var statesPerLevel: [Int] = []
    /// The words of the states of each level, sorted.
    var levels: [[[UInt64]]] = []
    /// What is behind the states, from version 2 on: groups of replicas, and rankings.
    var groups: [[Int]] = []
    var rankings: [SlowRanking] = []

    init<S: Spec>(of spec: S) {
        let erased = ErasedSpec(spec)
        instance = erased.instance
        wordCount = erased.wordCount
        covered = erased.properties.compactMap {
            switch $0.kind {
            case .always: (0, $0.name)
            case .reachable: (1, $0.name)
            case .deadlockFreedom: (2, $0.name)
            default: nil
            }
        }
        uncovered = erased.properties.filter(\.kind.isLiveness).map(\.name)
        var seen: Set<S.State> = []
        figures[1] = spec.initialStates.count
        var level = spec.initialStates.filter { seen.insert($0).inserted }
        while !level.isEmpty {
            levels.append(level.map { ErasedSpec.words(of: $0) }.sorted { $0.lexicographicallyPrecedes($1) })
            let inside = level.filter { spec.constraint?.allows($0) ?? true }
            statesPerLevel.append(inside.count)
            figures[0] += inside.count
            figures[2] += level.count - inside.count
            let successors = inside.flatMap { state -> [S.State] in
                let steps = spec.takes(in: state).compactMap(\.successor)
                figures[1] += steps.count
                if steps.isEmpty {
                    figures[3] += 1
                } else if steps.allSatisfy({ $0 == state }) {
                    figures[4] += 1
                }
                return steps
            }
            level = successors.filter { seen.insert($0).inserted }
        }
        if statesPerLevel.last == 0 { statesPerLevel.removeLast() }
        figures[5] = max(0, statesPerLevel.count - 1)
    }

    /// The file.
    var bytes: [UInt8] { Self.sealed(unsealed) }

    /// The bytes with the checksum that belongs to them.
    static func sealed(_ bytes: [UInt8]) -> [UInt8] {
        let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return bytes + (0..<8).map { UInt8(truncatingIfNeeded: hash >> (8 * UInt64($0))) }
    }

    static func number(_ value: Int) -> [UInt8] {
        value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7f) | 0x80] + number(value >> 7)
    }

    static func text(_ text: String) -> [UInt8] { number(text.utf8.count) + Array(text.utf8) }

    private static func name(_ name: String?) -> [UInt8] { name.map { [1] + text($0) } ?? [0] }

    private var unsealed: [UInt8] {
        var bytes = Array("QUORATE STATES\n".utf8) + [version] + Self.text(instance.spec)
        bytes += Self.name(instance.mutant) + Self.name(instance.variant)
        bytes += Self.number(instance.settings.count)
        for setting in instance.settings {
            bytes += Self.text(setting.name)
            bytes += Self.number(setting.value < 0 ? -2 * setting.value - 1 : 2 * setting.value)
        }
        bytes += Self.number(wordCount) + Self.number(covered.count)
        for property in covered { bytes += [property.kind] + Self.text(property.name) }
        bytes += Self.number(uncovered.count) + uncovered.flatMap(Self.text)
        bytes += figures.flatMap(Self.number) + Self.number(statesPerLevel.count)
        bytes += statesPerLevel.flatMap(Self.number) + Self.number(levels.count)
        bytes += levels.flatMap(Self.level)
        if version == 1 { return bytes }
        bytes += Self.number(groups.count)
        bytes += groups.flatMap { Self.number($0.count) + $0.flatMap(Self.number) }
        return bytes + Self.number(rankings.count) + rankings.flatMap(\.bytes)
    }

    private static func level(_ states: [[UInt64]]) -> [UInt8] {
        let formers = [Array(repeating: 0, count: states.first?.count ?? 0)] + states
        return number(states.count) + zip(formers, states).flatMap(state)
    }

    private static func state(_ former: [UInt64], _ state: [UInt64]) -> [UInt8] {
        let same = zip(former, state).prefix { $0 == $1 }.count
        return number(same)
            + (same..<state.count).flatMap { word -> [UInt8] in
                let all = (0..<8).map {
                    UInt8(truncatingIfNeeded: (former[word] ^ state[word]) >> (8 * UInt64($0)))
                }
                let mask = (0..<8).reduce(0 as UInt8) { all[$1] != 0 ? $0 | 1 << UInt8($1) : $0 }
                return [mask] + all.filter { $0 != 0 }
            }
    }
}
