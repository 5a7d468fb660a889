/// Mistake in a claim as it is written.
public enum ClaimError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A claim's own name that is not letters, digits, hyphens and dots.
    case badClaimName(String)
    /// A name that is not letters and digits, beginning with a letter.
    case badName(String, claim: String)
    /// The same name for a parameter and for a set.
    case parameterAndSet(String, claim: String)
    /// A division by a number below 1.
    case badDivisor(Int, claim: String)
    /// Nothing is concluded.
    case noConclusion(claim: String)
    /// A statement that is nested in more levels than ``Claim/nestingLimit``.
    case tooDeep(claim: String)
    /// More parts than ``Claim/partLimit``.
    case tooLong(claim: String)

    /// Mistake in words, with what to write instead.
    public var description: String {
        switch self {
        case .badClaimName(let name):
            "\"\(name)\" cannot be a claim's name; use letters, digits, hyphens and dots"
        case .badName(let name, let claim):
            "\(claim): \"\(name)\" cannot be a name; use letters and digits, a letter first"
        case .parameterAndSet(let name, let claim):
            "\(claim): \"\(name)\" is a parameter and a set; rename one of them"
        case .badDivisor(let divisor, let claim):
            "\(claim): a quantity is divided by \(divisor); divide by 1 or more"
        case .noConclusion(let claim):
            "\(claim): nothing follows `then:`, so there is nothing to prove; state a conclusion"
        case .tooDeep(let claim):
            "\(claim): a statement is nested in more than \(Claim.nestingLimit) levels (a sum of k parts has k of them); "
                + "name a part as a parameter or a set of its own"
        case .tooLong(let claim):
            "\(claim): more than \(Claim.partLimit) parts; name what is repeated as a parameter or a set of its own"
        }
    }
}

extension Claim {
    /// The number of levels in which a statement may be nested; a thread with half a mebibyte of stack can walk as many.
    public static let nestingLimit = 100

    /// Refuses a claim that means nothing, or that is too deep or too long to be read.
    public func validate() throws(ClaimError) {
        guard Self.isClaimName(name) else { throw .badClaimName(name) }
        guard !then.isEmpty else { throw .noConclusion(claim: name) }
        try validateExtent()
        let mentions = mentions
        for name in mentions.parameters + mentions.sets where !Self.isName(name) {
            throw .badName(name, claim: self.name)
        }
        // n counts the replicas, so it cannot be one of their sets either.
        if let name = mentions.sets.first(where: { $0 == "n" || mentions.parameters.contains($0) }) {
            throw .parameterAndSet(name, claim: self.name)
        }
        if let divisor = mentions.smallestDivisor, divisor < 1 { throw .badDivisor(divisor, claim: name) }
    }

    /// The largest number of parts that a claim may have in all.
    public static let partLimit = 100_000

    private func validateExtent() throws(ClaimError) {
        var extent = Extent(parts: Self.partLimit)
        for statement in given + then + statedCase
        where extent.isExceeded(by: statement, levels: Self.nestingLimit) {
            throw extent.partsLeft < 0 ? .tooLong(claim: name) : .tooDeep(claim: name)
        }
    }

    private static func isClaimName(_ text: String) -> Bool {
        !text.isEmpty
            && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { word in
                !word.isEmpty
                    && word.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { part in
                        !part.isEmpty
                            && part.unicodeScalars.allSatisfy {
                                $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0)
                            }
                    }
            }
    }

    private static func isName(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy {
            $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0)
        }
            && text.first?.isLetter == true
    }
}
