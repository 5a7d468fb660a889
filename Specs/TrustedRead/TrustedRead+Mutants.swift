public import QuorateLanguage

extension TrustedRead {
    public enum Mutant: String, SpecMutant {
        case trustFCopies = "trust-f-copies"
        case countReplies = "count-replies"
        case unlabelledReplies = "unlabelled-replies"
        case waitForEveryone = "wait-for-everyone"

        public var expectation: MutantExpectation {
            switch self {
            case .trustFCopies:
                .breaks("integrity", "f identical copies are trusted, which may all come from villains")
            case .countReplies:
                .breaks(
                    "integrity", "f + 1 replies are enough for any of them, whether or not they are identical"
                )
            case .unlabelledReplies:
                .breaks(
                    "integrity",
                    "a reply does not say of which page it is: a late one counts for the next page")
            case .waitForEveryone:
                .breaks(
                    "a read completes though the faulty are silent",
                    "the reader wants identical copies from all n replicas")
            }
        }
    }
}
