public import QuorateLanguage

extension UniqueIdentifiers {
    public enum Mutant: String, SpecMutant {
        case quorumFPlus1 = "quorum-f-plus-1"
        case mixedCertificate = "mixed-certificate"
        case signsAgain = "signs-again"
        case namesOnly = "names-only"

        public var expectation: MutantExpectation {
            switch self {
            case .quorumFPlus1:
                .breaks("unique identifiers", "f + 1 signatures commit an entry, as if writing were reading")
            case .mixedCertificate:
                .breaks(
                    "unique identifiers",
                    "a certificate is 2f + 1 signatures for the user ID, whatever names they are for")
            case .signsAgain:
                .breaks(
                    "unique identifiers", "an honest server signs whatever it is asked to sign")
            case .namesOnly:
                .breaks(
                    "unique identifiers",
                    "an honest server looks for the name among what it has signed, and not for the user ID")
            }
        }
    }
}
