import QuorateLanguage

/// Obstacle to a search over ranks. It is no verdict.
public enum RankError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A request that makes no sense together with a search over ranks.
    case unsuitable(String)
    /// A rank that was started otherwise than rank 0.
    case unlike(Int, String)
    /// A rank that has ended while others search.
    case left(Int)
    /// Failure of another rank, of a kind that only its text tells.
    case failed(Int, String)

    /// Text that says what is wrong and what to do.
    public var description: String {
        switch self {
        case .unsuitable(let reason): "a search over ranks " + reason
        case .unlike(let rank, let what):
            "rank \(rank) has \(what) than rank 0; start all ranks alike, with one mpirun"
        case .left(let rank): "rank \(rank) has ended before the search had"
        case .failed(let rank, let text): "rank \(rank): \(text)"
        }
    }
}

/// Error as the ranks tell it each other, in words.
struct RankFailure {
    private enum Kind: UInt64 { case spec, contradiction, contradictsItself, memory, other }

    let words: [UInt64]

    init(_ words: [UInt64]) { self.words = words }

    init(_ error: any Error) {
        switch error {
        case let error as SpecError:
            let kind = error.isContradiction ? Kind.contradiction : .spec
            words =
                [kind.rawValue, UInt64(error.site?.line ?? 0)]
                + Self.words(of: [error.spec, error.message, error.site?.file ?? ""])
        case let error as InternalError:
            words = [Kind.contradictsItself.rawValue, 0] + Self.words(of: [error.message])
        case ExplorerError.memoryTooSmall(let limit, let needed):
            words = [Kind.memory.rawValue, 0, UInt64(limit), UInt64(needed)]
        default: words = [Kind.other.rawValue, 0] + Self.words(of: ["\(error)"])
        }
    }

    func error(ofRank rank: Int) -> any Error {
        let texts = Kind(rawValue: words[0]) == .memory ? [] : Self.texts(words.dropFirst(2))
        switch Kind(rawValue: words[0]) {
        case .spec, .contradiction:
            let site = texts[2].isEmpty ? nil : SourceSite(file: texts[2], line: Int(words[1]))
            var error = SpecError(spec: texts[0], message: texts[1], site: site)
            error.isContradiction = words[0] == Kind.contradiction.rawValue
            return error
        case .contradictsItself: return InternalError(texts[0])
        case .memory: return ExplorerError.memoryTooSmall(limit: Int(words[2]), needed: Int(words[3]))
        case .other, nil: return RankError.failed(rank, texts.first ?? "")
        }
    }

    private static func words(of texts: [String]) -> [UInt64] {
        texts.flatMap { [UInt64($0.utf8.count)] + $0.utf8.map { UInt64($0) } }
    }

    private static func texts(_ words: ArraySlice<UInt64>) -> [String] {
        var (texts, rest) = ([String](), words)
        while let size = rest.popFirst() {
            texts.append(
                String(decoding: rest.prefix(Int(size)).map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self))
            rest = rest.dropFirst(Int(size))
        }
        return texts
    }
}
