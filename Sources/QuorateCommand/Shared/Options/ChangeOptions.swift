import ArgumentParser

/// The options that say which instances of a spec are meant: its parameters, and what is changed in it.
struct ChangeOptions: ParsableArguments {
    @Option(name: .customLong("set"), help: ArgumentHelp("Set a parameter.", valueName: "name=value"))
    var settings: [String] = []

    @Option(name: .customLong("mutant"), help: ArgumentHelp("Break the spec on purpose.", valueName: "name"))
    var mutants: [String] = []

    @Option(
        name: .customLong("variant"),
        help: ArgumentHelp("Make a change that is claimed to be harmless.", valueName: "name"))
    var variants: [String] = []
}
