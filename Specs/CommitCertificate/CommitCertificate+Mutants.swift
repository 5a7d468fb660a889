public import QuorateLanguage

extension CommitCertificate {
    public enum Mutant: String, SpecMutant {
        case smallCertificate = "small-certificate"
        case uncheckedProof = "unchecked-proof"
        case unsignedContents = "unsigned-contents"

        public var expectation: MutantExpectation {
            switch self {
            case .smallCertificate: .breaks("one history", "f + 1 signatures are taken for a certificate")
            case .uncheckedProof:
                .breaks("authenticity", "a reader does not check that the entry stands under the root")
            case .unsignedContents:
                .breaks("authenticity", "signatures are on the number of the version and leave out the hash")
            }
        }
    }
}
