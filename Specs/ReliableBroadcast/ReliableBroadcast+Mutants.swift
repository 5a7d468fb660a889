public import QuorateLanguage

extension ReliableBroadcast {
    public enum Mutant: String, SpecMutant {
        case hastyEcho = "hasty-echo"

        public var expectation: MutantExpectation {
            switch self {
            case .hastyEcho:
                .breaks("unforgeability", "a process echoes on N - 3T ECHOs, which may all be Byzantine")
            }
        }
    }
}
