import QuorateLanguage
import QuorateTraces

/// Action that a person asks for, as `prepare`, or as `prepare(r1)` with arguments.
struct WantedAction: Hashable, Sendable {
    let name: String
    /// Name and arguments as they were written.
    let text: String
    /// The same without white space.
    private let solid: String

    /// - Throws: ``Refusal`` for an action that the spec does not have, or brackets that do not fit.
    init(_ text: String, in spec: ErasedSpec) throws(Refusal) {
        solid = Self.solid(text)
        self.text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        name = String(solid.prefix { $0 != "(" })
        guard spec.actionNames.contains(name) else {
            throw .malformed(
                "\(spec.name) has no action \(ForeignText.name(name)); there are "
                    + spec.actionNames.joined(separator: ", "))
        }
        guard !hasArguments || Self.isList(solid.dropFirst(name.count)) else {
            throw .malformed(
                "\(ForeignText.shown(self.text)): write arguments in brackets that are closed, none of them empty, as in \(name)(r0)"
            )
        }
    }

    var hasArguments: Bool { solid.count > name.count }

    /// Returns true if an action of the spec is the one.
    func isMeant(_ action: ErasedSpec.ActionOutline) -> Bool {
        action.name == name && (!hasArguments || Self.solid(action.description) == solid)
    }

    private static func solid(_ text: String) -> String { text.filter { !$0.isWhitespace } }

    /// Returns true for one pair of brackets around parts with commas between them, none of which is empty.
    private static func isList(_ text: Substring) -> Bool {
        let pairs: [Character: Character] = ["(": ")", "[": "]", "{": "}"]
        var (open, last): ([Character], Character) = ([], " ")
        for (position, character) in text.enumerated() {
            // A comma, or the end of the arguments, behind nothing.
            if last == ",", ",)]}".contains(character) { return false }
            if "(,".contains(last), ",".contains(character) || character == ")" && open.count == 1 {
                return false
            }
            if let closing = pairs[character] {
                open.append(closing)
            } else if ")]}".contains(character) {
                guard open.popLast() == character else { return false }
                if open.isEmpty { return position == text.count - 1 }
            }
            last = character
        }
        return false
    }
}
