/// Words of the language, which are no names: whoever writes one means what it says, and a parameter or set of that name
/// would answer another question.
extension ExpressionParser {
    /// Problem of a word that stands where a name belongs; nil for a name.
    func reservedWord(_ token: ExpressionToken) -> ExpressionError? {
        guard case .name(let word) = token.kind, let message = message(onWord: word.lowercased()) else {
            return nil
        }
        return ExpressionError(message: message, column: token.column)
    }

    private func message(onWord word: String) -> String? {
        switch word {
        case "all":
            hasSets && !readsQuorums
                ? "all replicas are a set; write n or |all| for their number"
                : "all replicas are a set; write n for their number"
        case "any":
            "any is a word of rules for quorums, as in any of {a, b, c}; write a number or a name here"
        case "majority": "write what it is a majority of, as in majority(n)"
        case "max", "min": "write what it is taken of, as in \(word)(f + 1, n - f)"
        case "weight":
            hasSets && !readsQuorums
                ? "write what the weight is of, as in weight(A)"
                : "weight is a word of rules for quorums, as in weight > 2/3 of {a: 2, b: 1}; write a name here"
        case "grid", "slices": "\(word) is a word of rules for quorums; write a number or a name here"
        case "of", "mod", "is": "a number or a name is missing in front of this"
        default: nil
        }
    }
}
