public import QuorateLanguage

extension CorruptedVotes {
    public enum Mutant: String, SpecMutant {
        case noChecksum = "no-checksum"
        case byteOrder = "byte-order"
        case equivocation

        public var expectation: MutantExpectation {
            switch self {
            case .noChecksum: .breaks("agreement", "nobody notices that a bit has flipped")
            case .byteOrder:
                .breaks("agreement", "the checksum matches bytes that mean another value to their reader")
            case .equivocation:
                .breaks("agreement", "the checksum matches because the liar has computed it over its lie")
            }
        }
    }
}
