public import QuorateLanguage

extension AtomicRename {
    public enum Mutant: String, SpecMutant {
        case twoAgreements = "two-agreements"
        case keepsCertificate = "keeps-certificate"
        case quorumFPlus1 = "quorum-f-plus-1"
        case votesTwice = "votes-twice"

        public var expectation: MutantExpectation {
            switch self {
            case .twoAgreements:
                .breaks(
                    "all or nothing",
                    "one agreement deletes the file, another adds it, and the traitor abandons the second")
            case .keepsCertificate:
                .breaks(
                    "all or nothing",
                    "a replica moves the file and does not show the others the votes that it has seen")
            case .quorumFPlus1: .breaks("agreement", "f + 1 votes commit a rename")
            case .votesTwice:
                .breaks("agreement", "an honest replica votes for every destination that is proposed")
            }
        }
    }
}
