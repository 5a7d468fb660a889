/// The variables that Quint's model-based testing reads actions and arguments from.
enum ModelBasedTesting {
    /// Prefix of the names of Quint's own variables.
    static let prefix = "mbt::"
    static let actionTaken = "mbt::actionTaken"
    static let nondetPicks = "mbt::nondetPicks"
    /// The action that Quint says has led to the first state.
    static let initialAction = "init"

    /// The same two before 2025.
    static let formerNames = ["action_taken", "nondet_picks"]
    /// The names of the variable with the action, the present one first.
    static let actionNames = [actionTaken, formerNames[0]]
    /// The names of the variable with the picks, the present one first.
    static let pickNames = [nondetPicks, formerNames[1]]

    /// The name of an argument, as an identifier: quint-connect binds picks to variables of these names.
    static func pick(_ argument: String) -> String {
        argument.hasPrefix(".") ? "_" + argument.dropFirst() : argument
    }
}
