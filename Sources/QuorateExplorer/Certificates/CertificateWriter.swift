import QuorateLanguage

/// Writer of a certificate: the set of reachable states, sorted level by level, with what it is said to be.
///
/// Who reads it shares no text with this: see the audit. The form, once and for all: `QUORATE STATES`, a line's end and
/// the version; the instance; the words of a state; the properties; the figures; the levels; from version 2 on the groups
/// of replicas that may trade names and the rankings; the hash FNV-1a of all that, in 8 bytes. Numbers stand in groups of seven bits, the lowest first; texts and lists behind their length. A state is
/// written as its difference from the one before in its level: the number of its words that are the same, then for each
/// of the others a bit for each byte that differs, and these bytes.
struct CertificateWriter {
    private let write: ([UInt8]) throws -> Void
    private var bytes: [UInt8] = []
    private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

    static let magic = Array("QUORATE STATES\n".utf8)
    /// Version without anything behind the states; with it the next.
    static let version: UInt8 = 1
    private static let pieceBytes = 1 << 16

    init(to write: @escaping ([UInt8]) throws -> Void) { self.write = write }

    // MARK: Parts

    mutating func writeHead(of report: Report, hasTail: Bool) throws {
        bytes += Self.magic + [hasTail ? Self.version + 1 : Self.version]
        let spec = report.spec
        append(spec.instance)
        append(spec.wordCount)
        append(spec.properties.filter { !$0.kind.isLiveness }) {
            $0.bytes.append($1.kind == .always ? 0 : $1.kind == .reachable ? 1 : 2)
            $0.append($1.name)
        }
        append(spec.properties.filter(\.kind.isLiveness).map(\.name)) { $0.append($1) }
        for figure in [
            report.distinctStates, report.generatedStates, report.statesOutside, report.statesWithoutStep,
            report.statesWithoutChange, report.depth,
        ] { append(figure) }
        append(report.statesPerLevel) { $0.append($1) }
    }

    /// Writes the states of a level, so many, which `next` gives sorted.
    mutating func writeLevel(
        _ count: Int, wordCount: Int, _ next: () -> UnsafePointer<UInt64>?
    ) throws {
        append(count)
        var former = [UInt64](repeating: 0, count: wordCount)
        while let state = next() {
            append(state, after: &former)
            try flush(above: Self.pieceBytes)
        }
    }

    /// Writes what is behind the states, if anything is: the groups of replicas that may trade names, by number, and the
    /// rankings.
    mutating func writeTail(_ groups: [[Int]], _ rankings: [StatePlaces]) throws {
        if groups.isEmpty, rankings.isEmpty { return }
        append(groups) { $0.append($1) { $0.append($1) } }
        append(rankings.count)
        for ranking in rankings {
            append(ranking.property)
            append(ranking.parts) {
                $0.bytes.append($1.kind.rawValue)
                if $1.kind == .owing || $1.kind == .owingAgain { $0.append($1.obligation) }
                $0.append($1.parent)
            }
            for run in ranking.runs {
                append(Int(run.place))
                append(run.count)
                try flush(above: Self.pieceBytes)
            }
        }
    }

    mutating func finish() throws {
        try flush(above: 0)
        try write((0..<8 as Range<UInt64>).map { UInt8(truncatingIfNeeded: hash >> (8 * $0)) })
    }

    private mutating func flush(above limit: Int) throws {
        guard bytes.count > limit else { return }
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        try write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    // MARK: Bytes

    mutating func append(_ number: Int) {
        var rest = UInt64(number)
        while rest > 0x7f {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    private mutating func append(_ text: String) {
        append(text.utf8.count)
        bytes += text.utf8
    }

    private mutating func append(_ name: String?) {
        bytes.append(name == nil ? 0 : 1)
        if let name { append(name) }
    }

    private mutating func append<Element>(
        _ elements: [Element], _ each: (inout CertificateWriter, Element) -> Void
    ) {
        append(elements.count)
        for element in elements { each(&self, element) }
    }

    private mutating func append(_ instance: Instance) {
        append(instance.spec)
        append(instance.mutant)
        append(instance.variant)
        append(instance.settings) {
            $0.append($1.name)
            $0.append($1.value < 0 ? -1 - $1.value << 1 | 1 : $1.value << 1)
        }
    }

    private mutating func append(_ state: UnsafePointer<UInt64>, after former: inout [UInt64]) {
        let first = former.indices.first { former[$0] != state[$0] } ?? former.count
        append(first)
        for word in first..<former.count {
            let difference = state[word] ^ former[word]
            let maskPlace = bytes.count
            bytes.append(0)
            for position in 0..<8 as Range<UInt64> {
                let byte = UInt8(truncatingIfNeeded: difference >> (8 * position))
                guard byte != 0 else { continue }
                bytes[maskPlace] |= 1 << UInt8(position)
                bytes.append(byte)
            }
            former[word] = state[word]
        }
    }
}
