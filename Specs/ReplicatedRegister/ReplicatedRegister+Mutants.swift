public import QuorateLanguage

extension ReplicatedRegister {
    public enum Mutant: String, SpecMutant {
        case quorumOf2f = "quorum-2f"
        case uncheckedSignature = "unchecked-signature"

        public var expectation: MutantExpectation {
            switch self {
            case .quorumOf2f: .breaks("regularity", "2f replicas are taken for a quorum")
            case .uncheckedSignature:
                .breaks("authenticity", "the reader takes values without looking at the writer's signature")
            }
        }
    }
}
