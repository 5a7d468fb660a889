internal import QuorateLanguage

/// Comparison of parts of states with the values that were observed.
///
/// Reading a value takes microseconds, and long runs show the same few again and again: each is read once for the bytes of
/// its variable.
final class KnownParts {
    private let view: GraphView
    private let spec: ErasedSpec
    private let fields: [String: Int]
    private var parts: [(field: Int, part: Observation.Part)] = []
    private var numbers: [Observation.Part: Int] = [:]
    /// Numbers of the values of each variable, by its bytes.
    private var values: [[[UInt64]: Int]]
    private var valueCount = 0
    private var answers: [SIMD2<Int>: Bool] = [:]

    /// The most values that are remembered: beyond it all are forgotten.
    private static let most = 1 << 18

    init(_ view: GraphView, of spec: ErasedSpec) {
        self.view = view
        self.spec = spec
        let names = view.fields.names.enumerated().map { ($1, $0) }
        fields = Dictionary(names) { first, _ in first }
        values = view.fields.names.map { _ in [:] }
    }

    /// The number of a part, by which it is asked for.
    ///
    /// - Throws: ``TraceMismatch`` where the spec has no such variable.
    func number(of part: Observation.Part) throws(TraceMismatch) -> Int {
        if let number = numbers[part] { return number }
        guard let field = fields[part.place.variable] else {
            throw .unknownVariable(part.place.variable, known: view.fields.names)
        }
        numbers[part] = parts.count
        parts.append((field, part))
        return parts.count - 1
    }

    /// Returns true if each of the parts is in a state as it was observed.
    func hold(_ numbers: [Int], in words: UnsafePointer<UInt64>) -> Bool {
        numbers.allSatisfy { holds($0, in: words) }
    }

    private func holds(_ number: Int, in words: UnsafePointer<UInt64>) -> Bool {
        let (field, part) = parts[number]
        guard let ranges = view.fields.ranges else {
            let state = spec.describe(Array(UnsafeBufferPointer(start: words, count: view.wordCount)))
            return part.holds(in: state.first { $0.name == part.place.variable }?.value)
        }
        let key = SIMD2(number, value(field, Self.bytes(ranges[field], of: words)))
        if let answer = answers[key] { return answer }
        let answer = part.holds(in: view.value(of: field, in: words))
        answers[key] = answer
        return answer
    }

    private func value(_ field: Int, _ bytes: [UInt64]) -> Int {
        if let number = values[field][bytes] { return number }
        if valueCount + answers.count > Self.most {
            for field in values.indices { values[field] = [:] }
            answers = [:]
            valueCount = 0
        }
        values[field][bytes] = valueCount
        valueCount += 1
        return valueCount - 1
    }

    private static func bytes(_ range: Range<Int>, of words: UnsafePointer<UInt64>) -> [UInt64] {
        let count = (range.count + 7) / 8
        return Array(unsafeUninitializedCapacity: count) { buffer, initialized in
            buffer.initialize(repeating: 0)
            let start = UnsafeRawPointer(words) + range.lowerBound
            UnsafeMutableRawBufferPointer(buffer).copyMemory(
                from: UnsafeRawBufferPointer(start: start, count: range.count))
            initialized = count
        }
    }
}

extension Observation.Part {
    /// Returns true if a variable has the value at this place that was observed.
    func holds(in variable: SpecValue?) -> Bool {
        guard let found = variable.flatMap(place.value) else { return false }
        return value.read(like: found).isSame(as: found)
    }

    /// Differences between the value that was observed and that of a state.
    func differences(in state: [SpecValue.Field]) -> [TraceMismatch.Difference] {
        let variable = state.first { $0.name == place.variable }?.value
        guard let found = variable.flatMap(place.value) else {
            return [.init(place: "\(place)", inTrace: value.summary, inSpec: nil)]
        }
        return ValueChange.list(from: value.read(like: found), to: found, at: "\(place)").map {
            .init(place: $0.place, inTrace: $0.old, inSpec: $0.new)
        }
    }
}
