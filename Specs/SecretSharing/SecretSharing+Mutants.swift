public import QuorateLanguage

extension SecretSharing {
    public enum Mutant: String, SpecMutant {
        case thresholdOfF = "threshold-f"
        case thresholdAbove = "threshold-above"
        case nonzeroLeading = "nonzero-leading"
        case pointZero = "point-zero"
        case hastyReader = "hasty-reader"
        case timidReader = "timid-reader"

        public var expectation: MutantExpectation {
            switch self {
            case .thresholdOfF: .breaks("secrecy", "f shares determine the secret")
            case .thresholdAbove:
                .breaks(
                    "robust reconstruction",
                    "with t = n - 2f + 1 a wrong polynomial fits f wrong shares and n - 2f right ones")
            case .nonzeroLeading:
                .breaks("secrecy", "the leading coefficient is never 0, so that a share excludes a secret")
            case .pointZero:
                .breaks("secrecy", "points are numbered from 0, and the value at 0 is the secret")
            case .hastyReader:
                .breaks("robust reconstruction", "the reader takes the first polynomial through t shares")
            case .timidReader:
                .breaks("available reconstruction", "the reader wants a polynomial that fits all n shares")
            }
        }
    }
}
